"""`tripos gym prove` and `tripos check gym`: families proved over fresh seeds, and the table."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from tripos.cli.output import json_option, print_json, print_table

if TYPE_CHECKING:
    from tripos.labs.gym import Family
    from tripos.labs.gym.prove import Proof

_Proved = tuple[str, "Proof | None", list[str]]
_COLUMNS = ("id", "level", "line", "healthy_range", "faulty_range", "healthy", "faulty", "repaired",
            "other", "cheats", "guard", "cpu_s")  # fmt: skip
_HEADS = ("family", ">level", ">line", "healthy metric", "faulty metric", ">healthy", ">faulty",
          ">repaired", ">second repair", ">cheats", ">guard", ">CPU s")  # fmt: skip


@click.command("prove")
@click.argument("families", nargs=-1, metavar="[FAMILY]...")
@click.option("--seeds", type=click.IntRange(1, 1000), default=10, show_default=True,
              help="Cases of each family.")  # fmt: skip
@click.option("--calibrate", is_flag=True, help="Fix the lines anew before.")
@click.option("--keep", is_flag=True, help="Write the figures into the families' folders.")
@click.option("--table", is_flag=True, help="Run nothing; print the figures kept, as Markdown.")
@json_option
@click.pass_context
def prove_command(context: click.Context, families: Sequence[str], seeds: int, calibrate: bool,
                  keep: bool, table: bool, as_json: bool) -> None:  # fmt: skip
    """Prove families (for authors): sound projects accepted, broken ones and tricks refused."""
    from tripos.labs.gym import all_families, find_family  # noqa: PLC0415 - heavy
    from tripos.labs.gym.prove import kept_rows  # noqa: PLC0415

    chosen = [find_family(key) for key in families] or list(all_families().values())
    if table:
        rows = kept_rows(chosen)
        if as_json:
            print_json({"families": rows})
        else:
            click.echo(_markdown(rows))
        return
    found = list(_proved(chosen, seeds, calibrate=calibrate, keep=keep))
    problems = [problem for _, _, own in found for problem in own]
    if as_json:
        proofs = {key: proof.model_dump(mode="json") for key, proof, _ in found if proof}
        print_json({"ok": not problems, "problems": problems, "proofs": proofs})
    else:
        _print(found)
    for problem in problems:
        click.echo(problem, err=as_json)
    if problems:
        context.exit(1)


def gym_problems(seeds: int, *, show: bool) -> Iterator[str]:
    """What is wrong with the families, each proved over as many cases; `show` prints the table."""
    from tripos.labs.gym import all_families  # noqa: PLC0415 - heavy

    found = list(_proved(list(all_families().values()), seeds))
    if show:
        _print(found)
    for _, _, problems in found:
        yield from problems


def _print(found: Sequence[_Proved]) -> None:
    """The table of the families that could be run."""
    from tripos.labs.gym import find_family  # noqa: PLC0415 - heavy
    from tripos.labs.gym.prove import row_of  # noqa: PLC0415

    rows = [row_of(find_family(key), proof) for key, proof, _ in found if proof]
    print_table(_HEADS, [[_cell(row[column]) for column in _COLUMNS] for row in rows])


def _proved(
    families: Sequence[Family], seeds: int, *, calibrate: bool = False, keep: bool = False
) -> Iterator[_Proved]:
    """Each family with its figures, if it could be run, and what is wrong with it."""
    from tripos.errors import TriposError  # noqa: PLC0415 - heavy
    from tripos.labs.judge import Judge, Level  # noqa: PLC0415
    from tripos.labs.judge.stacks import StackError  # noqa: PLC0415

    for stack in sorted({family.card.stack for family in families}):
        chosen = [family for family in families if family.card.stack == stack]
        try:
            with Judge(stack, Level.NONE) as judge:  # families are our own code
                for family in chosen:
                    try:
                        yield family.id, *_one(family, judge, seeds, calibrate, keep)
                    except TriposError as error:
                        yield family.id, None, [f"{family.id}: {error}"]
        except StackError as error:
            names = ", ".join(family.id for family in chosen)
            yield names, None, [f"{names}: not proved: {error}"]


def _one(
    family: Family, judge: Any, seeds: int, calibrate: bool, keep: bool
) -> tuple[Proof | None, list[str]]:
    from tripos.atlas import load_atlas  # noqa: PLC0415 - heavy
    from tripos.labs.gym import prove  # noqa: PLC0415
    from tripos.labs.gym.lines import calibrate as fixed  # noqa: PLC0415
    from tripos.labs.gym.lines import write_line  # noqa: PLC0415

    wrong = [f"{family.id}: {one}" for one in prove.card_problems(family, load_atlas())]
    if wrong:
        return None, wrong
    if calibrate:
        write_line(family, fixed(family, judge))
    tell = (lambda said: click.echo(said, err=True)) if sys.stderr.isatty() else None
    proof = prove.prove(family, judge, seeds, tell)
    if keep:
        prove.write_proof(family, proof)
    wrong = [f"{family.id}: {one}" for one in prove.proof_problems(family, proof)]
    return proof, wrong


def _markdown(rows: Sequence[dict[str, Any]]) -> str:
    """The table of the documentation."""
    lines = [
        "| " + " | ".join(head.removeprefix(">") for head in _HEADS) + " |",
        "|" + "|".join(" ---: " if head.startswith(">") else " --- " for head in _HEADS) + "|",
    ]
    for row in rows:
        cells = [_cell(row[column]) for column in _COLUMNS]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if isinstance(value, tuple | list):
        return " to ".join(f"{one:.3g}" for one in value)
    return f"{value:.3g}" if isinstance(value, float) else str(value)
