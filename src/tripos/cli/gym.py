"""`tripos gym`: broken training runs to diagnose, repair and guard against."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tripos.cli.gym_prove import prove_command
from tripos.cli.lab import judge_here
from tripos.cli.output import json_option, print_json, print_table

if TYPE_CHECKING:
    from tripos.labs.gym.case import Case

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group()
def gym() -> None:
    """The gym: find what is wrong with a training run, repair it, and write the guard."""


gym.add_command(prove_command)


@gym.command()
@json_option
def families(as_json: bool) -> None:
    """All kinds of fault that cases are made of."""
    from tripos.labs.gym import all_families  # noqa: PLC0415 - heavy

    cards = [one.card for one in all_families().values()]
    if as_json:
        print_json({"families": [card.listed() for card in cards]})
        return
    print_table(
        ["id", "family", ">level", "stack"],
        [(card.id, card.family, card.level, card.stack) for card in cards],
    )


@gym.command()
@click.argument("folder", metavar="[DIR]", required=False, type=_FOLDER)
@click.option("--family", "key", metavar="F", help="A kind of fault; default: any.")
@click.option("--level", type=click.IntRange(1, 5), help="How hard, 1 to 5.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Which case; default: a new one.")
@click.option("--challenge", metavar="WEEK", help="The case of a week (2026-W48), for everyone.")
@click.option("--on-call", is_flag=True, help="Timed: 25 minutes, one ticket.")
@json_option
@click.pass_obj
def start(home: Path, folder: Path | None, key: str | None, level: int | None, seed: int | None,
          challenge: str | None, on_call: bool, as_json: bool) -> None:  # fmt: skip
    """Begin a case in folder DIR: a project, its log, and a ticket."""
    from tripos.cli.home import record_at  # noqa: PLC0415 - heavy
    from tripos.labs.gym.workspace import write  # noqa: PLC0415

    learner = record_at(home)
    from tripos.web.record.gym.cases import begin, case_of, prepare  # noqa: PLC0415 - needs the record open
    from tripos.web.record.gym.choice import ON_CALL, choose_for  # noqa: PLC0415

    family, number = choose_for(learner, key, level, seed, challenge)
    place = folder or Path(f"case-{number}")
    row = begin(learner, family, number, ON_CALL if on_call else None, challenge or "")
    with judge_here(family.card.stack) as judge:
        row = prepare(row, judge, lambda said: click.echo(said, err=True))
    case = case_of(row)
    assert row.project is not None
    write(case, place, row.project)
    ticket = (place / "ticket.md").read_text(encoding="utf-8")
    if as_json:
        print_json({"folder": str(place), "seed": number, "ticket": ticket,
                    "causes": case.causes})  # fmt: skip
        return
    click.echo(f"{ticket}\n{place}: read README.md and run.log, then `tripos gym run {place}`.\n")
    _print_causes(case)


def _print_causes(case: Case) -> None:
    click.echo("Causes to choose from (`tripos gym submit --cause CODE`):")
    for code, words in case.causes.items():
        click.echo(f"  {code}: {words}")


@gym.command()
@click.argument("folder", metavar="[DIR]", default=".", type=_FOLDER)
@json_option
@click.pass_obj
def run(home: Path, folder: Path, as_json: bool) -> None:
    """Run the project in DIR, confined; every run is counted as a probe."""
    from tripos.cli.home import record_at  # noqa: PLC0415 - heavy
    from tripos.labs.gym.workspace import case_of, project  # noqa: PLC0415

    case, files = case_of(folder), project(folder)
    learner = record_at(home)
    from tripos.web.record.gym.cases import case_row, keep, run_project  # noqa: PLC0415 - needs the record open

    row = keep(case_row(learner, case), files)
    heard = None if as_json else (lambda text: click.echo(text, nl=False))
    with judge_here(case.family.card.stack) as judge:
        shown = run_project(row, judge, heard)
    if as_json:
        print_json({"log": row.log, "curves": row.curves, "failed": bool(shown.failure),
                    "probes": row.probes})  # fmt: skip
        return
    if shown.failure:
        click.echo(f"\n{shown.failure.rstrip()}")
    click.echo(f"Probe {row.probes}.")


@gym.command()
@click.argument("folder", metavar="[DIR]", default=".", type=_FOLDER)
@click.pass_obj
def hint(home: Path, folder: Path) -> None:
    """Show the next of three hints; each makes a pass say a little less."""
    from tripos.cli.home import record_at  # noqa: PLC0415 - heavy
    from tripos.labs.gym.workspace import case_of  # noqa: PLC0415

    case = case_of(folder)
    learner = record_at(home)
    from tripos.web.record.gym.cases import case_row, next_hint  # noqa: PLC0415 - needs the record open

    click.echo(next_hint(case_row(learner, case)))


@gym.command()
@click.argument("folder", metavar="[DIR]", default=".", type=_FOLDER)
@click.option(
    "--cause",
    required=True,
    multiple=True,
    metavar="CODE",
    help="What was wrong; twice where two things were.",
)
@click.option("--evidence", default="", metavar="TEXT", help="What showed it.")
@json_option
@click.pass_obj
def submit(home: Path, folder: Path, cause: tuple[str, ...], evidence: str, as_json: bool) -> None:
    """Submit the repaired project in DIR with its guard; judged on hidden runs."""
    from tripos.cli.home import record_at  # noqa: PLC0415 - heavy
    from tripos.labs.gym.workspace import case_of, project  # noqa: PLC0415

    case, files = case_of(folder), project(folder)
    learner = record_at(home)
    from tripos.web.record.gym.attempts import attempt_out, judge_attempt, send  # noqa: PLC0415 - needs it open
    from tripos.web.record.gym.cases import case_row  # noqa: PLC0415

    attempt = send(case_row(learner, case), files, "+".join(cause), evidence)
    with judge_here(case.family.card.stack) as judge:
        attempt = judge_attempt(attempt, judge, lambda said: click.echo(said, err=True))
    found = attempt_out(attempt)
    if as_json:
        print_json(found)
        return
    _say(found)


def _say(found: dict[str, Any]) -> None:
    click.echo("Solved." if found["passed"] else "Not solved yet.")
    if found["failure"]:
        click.echo(f"A hidden run failed: {found['failure']}")
    if found["metric"] is not None:
        click.echo(f"metric {found['metric']:.4g} (line {found['line']:.4g}), recovered in"
                   f" {found['recovered']} of {found['runs']} hidden runs")  # fmt: skip
    for one in found["invariants"]:
        mark = "ok  " if one["passed"] else "FAIL"
        click.echo(f"{mark} {one['name']}" + (f": {one['message']}" if one["message"] else ""))
    guard = found["guard"]
    click.echo("cause: " + ("right" if found["cause_right"] else "not this one"))
    let_pass = f"{guard['healthy_passed']} of {guard['healthy_of']}"
    click.echo(f"guard: caught {guard['caught']} of {guard['of']} faults, let {let_pass} pass")
    click.echo(f"runs of your own: {found['probes']}, hints: {found['hints']},"
               f" confinement: {found['confinement']}")  # fmt: skip


@gym.command()
@click.argument("folder", metavar="[DIR]", default=".", type=_FOLDER)
@json_option
@click.pass_obj
def solution(home: Path, folder: Path, as_json: bool) -> None:
    """Tell the story of the case in DIR, and what differs from a sound project. Ends the case."""
    from tripos.cli.home import record_at  # noqa: PLC0415 - heavy
    from tripos.labs.gym.debrief import debrief  # noqa: PLC0415
    from tripos.labs.gym.workspace import case_of  # noqa: PLC0415

    case = case_of(folder)
    learner = record_at(home)
    from tripos.web.record.gym.cases import case_row, give_up  # noqa: PLC0415 - needs the record open

    give_up(case_row(learner, case))
    found = debrief(case)
    if as_json:
        print_json({"cause": found.cause, "story": found.story, "diff": found.diff,
                    "guard": found.guard})  # fmt: skip
        return
    for code, words in found.causes:
        click.echo(f"{code}: {words}")
    nothing = "Nothing was wrong in this case. What it could have been:\n" if found.healthy else ""
    click.echo(f"\n{nothing}{found.story}\n\n{found.diff}\nA guard:\n\n{found.guard}")


@gym.command()
@json_option
@click.pass_obj
def history(home: Path, as_json: bool) -> None:
    """Cases begun, the newest first: what they took, and how they ended."""
    from tripos.cli.home import record_at  # noqa: PLC0415 - heavy

    learner = record_at(home)
    from tripos.web.record.gym.history import case_rows, history_of  # noqa: PLC0415 - needs the record open

    rows, told = case_rows(learner), history_of(learner)
    if as_json:
        print_json({"cases": rows, "families_met": told.families, "solved": told.solved,
                    "kinds": [{**asdict(one), "blind": one.blind} for one in told.kinds],
                    "confusions": [asdict(one) for one in told.confusions]})  # fmt: skip
        return
    print_table(
        [">seed", "family", "started", "", ">minutes", ">tries", ">probes", ">hints"],
        [(row["seed"], row["family"] or "open", row["started"], "solved" if row["passed"] else "",
          row["minutes"] if row["minutes"] is not None else "", row["attempts"], row["probes"],
          row["hints"]) for row in rows],
    )  # fmt: skip
    if told.kinds:
        click.echo()
        print_table(
            ["kind", ">cases", ">named at once", ">solved", ">minutes to name it", ""],
            [(one.name, one.cases, one.at_once, one.solved,
              f"{one.minutes:.1f}" if one.minutes is not None else "",
              "blind spot" if one.blind else "") for one in told.kinds],
        )  # fmt: skip
    for one in told.confusions:
        click.echo(f"{one.times} x named: {one.named}; it was: {one.right}")
