"""`tripos exam`: diagnostic, practice, review and mock examinations in a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tripos.cli.home import record_at
from tripos.cli.output import json_option, print_json, print_table

if TYPE_CHECKING:
    from tripos.web.record.models import Learner, Sitting

seed_option = click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), help="The same questions again, for tests."
)


@click.group()
def exam() -> None:
    """What you really know: diagnostic, practice, spaced review, mock examinations.

    \b
    At each question type an answer (1.5, 3/4, sqrt(2), A, 1 2; 3 4), or
      ?       I don't know
      !WORDS  the question is faulty, and why
      q       stop; what was answered counts, and the same command goes on from there
    """


@exam.command()
@click.option("--goals", is_flag=True, help="Only what you aim at and what it rests on.")
@click.option("--new", is_flag=True, help="Begin anew instead of going on.")
@seed_option
@json_option
@click.pass_obj
def diagnose(home: Path, goals: bool, new: bool, seed: int | None, as_json: bool) -> None:
    """Find out what you know, with as few questions as can be."""
    learner = record_at(home)
    from tripos.cli.sitting import sit  # noqa: PLC0415 - needs the record open
    from tripos.web.record.exams.sittings import end, open_sitting  # noqa: PLC0415
    from tripos.web.record.exams.starting import begin_diagnostic  # noqa: PLC0415

    sitting = open_sitting(learner, "diagnose")
    if sitting is not None and new:
        end(sitting)
        sitting = None
    if sitting is None:
        sitting = begin_diagnostic(learner, only_targets=goals, seed=seed)
    else:
        click.echo("Going on where you stopped (--new begins anew).", err=True)
    sit(sitting, quiet=as_json)
    _found(learner, sitting, as_json)


@exam.command()
@json_option
@click.pass_obj
def result(home: Path, as_json: bool) -> None:
    """What the last diagnostic found: areas, frontier, surprises, admission lists."""
    from tripos.errors import TriposError  # noqa: PLC0415

    learner = record_at(home)
    sitting = learner.sittings.filter(kind="diagnose").exclude(responses=None).first()
    if sitting is None:
        raise TriposError("no diagnostic was taken yet: run `tripos exam diagnose`")
    _found(learner, sitting, as_json)


def _found(learner: Learner, sitting: Sitting, as_json: bool) -> None:
    from tripos.cli.found import print_found  # noqa: PLC0415 - needs the record open
    from tripos.web.record.exams.found import found_of, found_rows  # noqa: PLC0415

    found = found_of(learner, sitting)
    if as_json:
        print_json(found_rows(found))
    else:
        print_found(found)


@exam.command()
@click.option("--topic", "topics", multiple=True, help="A competency; instead of this week's.")
@click.option("--questions", default=10, show_default=True, type=click.IntRange(1, 200))
@seed_option
@json_option
@click.pass_obj
def practise(
    home: Path, topics: tuple[str, ...], questions: int, seed: int | None, as_json: bool
) -> None:
    """Practise what the plan's current weeks teach, interleaved, with worked solutions."""
    learner = record_at(home)
    from tripos.cli.sitting import print_practised, sit  # noqa: PLC0415 - needs the record open
    from tripos.web.record.day import today  # noqa: PLC0415
    from tripos.web.record.exams.sittings import open_sitting  # noqa: PLC0415
    from tripos.web.record.exams.starting import begin_practice  # noqa: PLC0415

    sitting = None if topics or seed is not None else open_sitting(learner, "practise")
    if sitting is None:
        sitting = begin_practice(learner, today(), topics=topics, seed=seed)
    sit(sitting, quiet=as_json, most=questions)
    print_practised(sitting, as_json)


@exam.command()
@click.option("--minutes", default=20.0, show_default=True, type=click.FloatRange(1, 240))
@click.option("--list", "only_list", is_flag=True, help="Only show what is due, and the forecast.")
@seed_option
@json_option
@click.pass_obj
def review(home: Path, minutes: float, only_list: bool, seed: int | None, as_json: bool) -> None:
    """Review what is about to be forgotten, within a budget of minutes."""
    learner = record_at(home)
    from tripos.cli.sitting import print_practised, sit  # noqa: PLC0415 - needs the record open
    from tripos.web.record.day import today  # noqa: PLC0415
    from tripos.web.record.exams.memory import due_of, forecast_of  # noqa: PLC0415
    from tripos.web.record.exams.sittings import open_sitting  # noqa: PLC0415
    from tripos.web.record.exams.starting import begin_review  # noqa: PLC0415

    if only_list:
        due, load = due_of(learner, today(), minutes), forecast_of(learner, today())
        if as_json:
            print_json({
                "due": [{"competency": one.competency, "recalled": round(one.recalled, 3),
                         "minutes": round(one.minutes, 1), "covers": list(one.covers)}
                        for one in due],
                "forecast_minutes": [round(one, 1) for one in load],
            })  # fmt: skip
            return
        print_table(
            ["competency", ">recalled", ">minutes"],
            [(one.competency, f"{one.recalled:.0%}", f"{one.minutes:.0f}") for one in due],
        )
        click.echo(f"{len(due)} due now; {sum(load):.0f} minutes in the next {len(load)} days.")
        return
    sitting = open_sitting(learner, "review") or begin_review(
        learner, today(), minutes=minutes, seed=seed
    )
    sit(sitting, quiet=as_json)
    print_practised(sitting, as_json)


@exam.command()
@click.option("--stage", type=click.IntRange(1, 5), help="Over the core of a stage.")
@click.option("--program", help="Over the admission list of a program.")
@click.option("--minutes", default=60.0, show_default=True, type=click.FloatRange(10, 240))
@seed_option
@json_option
@click.pass_obj
def mock(
    home: Path, stage: int | None, program: str | None, minutes: float, seed: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Sit a timed paper over a stage or a program's admission list; marked at the end."""
    learner = record_at(home)
    from tripos.cli.sitting import print_paper, sit_paper  # noqa: PLC0415 - needs the record open
    from tripos.web.record.exams.sittings import open_sitting  # noqa: PLC0415
    from tripos.web.record.exams.starting import begin_mock  # noqa: PLC0415

    sitting = open_sitting(learner, "mock") or begin_mock(
        learner, stage=stage, program=program, minutes=minutes, seed=seed
    )
    print_paper(sit_paper(sitting, quiet=as_json), as_json)


@exam.command()
@click.option("--all", "everybody", is_flag=True, help="Of all learners of a shared server.")
@click.pass_obj
def log(home: Path, everybody: bool) -> None:
    """All answers as CSV on standard output, as `tripos calibrate` reads them."""
    import csv  # noqa: PLC0415 - only here
    import sys  # noqa: PLC0415

    learner = record_at(home)
    from tripos.web.record.models import Response  # noqa: PLC0415 - needs the record open

    rows = Response.objects.all() if everybody else learner.responses.all()
    writer = csv.writer(sys.stdout)
    writer.writerow(["learner", "question", "competency", "kind", "right", "at"])
    for row in rows.iterator():
        right = "" if row.right is None else int(row.right)
        writer.writerow([row.learner_id, row.question, row.competency, row.kind, right,
                         row.at.isoformat()])  # fmt: skip
