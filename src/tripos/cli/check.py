"""`tripos check`: validates all content and says file, place and remedy."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

import tripos
from tripos.cli.output import json_option, print_json

_SEEDS = {"bank": 50, "gym": 10, "labs": 20}  # where nothing else is asked for
_NAMED = ("gym", "labs")  # proved only when named
_PLACE = re.compile(r"(?P<file>\S+\.yaml): (?P<id>[a-z0-9-]+)\b")


@click.command()
@click.argument(
    "what",
    type=click.Choice(["all", "atlas", "bank", "catalog", "decide", "examples", "gym", "labs"]),
    default="all",
)
@click.option("--examples", type=click.Path(path_type=Path), default=Path("examples"),
              show_default=True, help="Folder of person files to check.")  # fmt: skip
@click.option("--seeds", type=click.IntRange(1, 10_000),
              help="Variants to prove; default: 50 of a question, 20 of a lab, 10 of a family of"
              " the gym.")  # fmt: skip
@json_option
@click.pass_context
def check(
    context: click.Context, what: str, examples: Path, seeds: int | None, as_json: bool
) -> None:  # fmt: skip
    """Validate content: atlas, question bank, catalogue, what decisions rest on, person files.

    Labs and the gym are proved only when named, as that runs code for long.
    """
    parts: dict[str, Callable[[], Iterator[str]]] = {
        "atlas": _atlas,
        "bank": lambda: _bank(seeds or _SEEDS["bank"]),
        "catalog": _catalog,
        "decide": _decide,
        "examples": lambda: _examples(examples),
        "gym": lambda: _gym(seeds or _SEEDS["gym"], show=not as_json),
        "labs": lambda: _labs(seeds or _SEEDS["labs"]),
    }
    report = []
    for name, problems in parts.items():
        if what == name or (what == "all" and name not in _NAMED):
            began = time.perf_counter()
            found = [_with_line(problem) for problem in problems()]
            report.append((name, found, time.perf_counter() - began))
    if as_json:
        print_json({"ok": not any(found for _, found, _ in report),
                    "problems": {name: found for name, found, _ in report}})  # fmt: skip
    else:
        for name, found, seconds in report:
            click.echo(f"{name}: {'sound' if not found else f'{len(found)} problems'}"
                       f" ({seconds:.1f} s)")  # fmt: skip
            for problem in found:
                click.echo(f"  {problem}")
    if any(found for _, found, _ in report):
        context.exit(1)


def _with_line(problem: str) -> str:
    """The problem with the line of the entry it names, found by looking for the entry's id."""
    match = _PLACE.match(problem)
    if match is None:
        return problem
    for root in ("atlas", "catalog"):
        path = Path(tripos.__file__).parent / root / "data" / match["file"]
        for number, line in enumerate(_lines(path), 1):
            if re.match(rf"\s*-? *id: {re.escape(match['id'])}\s*$", line):
                return f"{path}:{number}: {problem.removeprefix(match['file']).lstrip(': ')}"
    return problem


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _atlas() -> Iterator[str]:
    from tripos.atlas.check import atlas_problems  # noqa: PLC0415

    return atlas_problems()


def _catalog() -> Iterator[str]:
    from tripos.catalog.check import catalog_problems  # noqa: PLC0415

    return catalog_problems()


def _decide() -> Iterator[str]:
    from tripos.decide.check import decide_problems  # noqa: PLC0415

    return decide_problems()


def _bank(seeds: int) -> Iterator[str]:
    from tripos.atlas import load_atlas  # noqa: PLC0415
    from tripos.exam import all_generators  # noqa: PLC0415
    from tripos.exam.prove import problems  # noqa: PLC0415

    for key, generator in all_generators().items():
        for problem in problems(generator, load_atlas(), seeds):
            yield f"{key}: {problem}"


def _gym(seeds: int, *, show: bool) -> Iterator[str]:
    from tripos.cli.gym_prove import gym_problems  # noqa: PLC0415

    return gym_problems(seeds, show=show)


def _labs(seeds: int) -> Iterator[str]:
    from tripos.atlas import load_atlas  # noqa: PLC0415
    from tripos.labs import all_labs  # noqa: PLC0415
    from tripos.labs.judge import Judge, Level  # noqa: PLC0415
    from tripos.labs.judge.stacks import StackError  # noqa: PLC0415
    from tripos.labs.prove import problems  # noqa: PLC0415

    labs = all_labs()
    for stack in sorted({lab.card.stack for lab in labs.values()}):
        chosen = {key: lab for key, lab in labs.items() if lab.card.stack == stack}
        try:
            with Judge(stack, Level.NONE) as judge:  # labs of the library are our own code
                for key, lab in chosen.items():
                    if sys.stderr.isatty():
                        click.echo(f"proving {key}", err=True)
                    for problem in problems(lab, load_atlas(), judge, seeds):
                        yield f"{key}: {problem}"
        except StackError as error:
            yield f"{', '.join(chosen)}: not proved: {error}"


def _examples(folder: Path) -> Iterator[str]:
    from tripos.atlas import load_atlas  # noqa: PLC0415
    from tripos.catalog import load_catalog  # noqa: PLC0415
    from tripos.content import read_user_document  # noqa: PLC0415
    from tripos.errors import TriposError  # noqa: PLC0415
    from tripos.person import check_person, parse_person, unread_fields  # noqa: PLC0415

    files = sorted([*folder.glob("*.yaml"), *folder.glob("*.json")])
    if not files:
        yield f"{folder}: holds no person files; name the folder with --examples"
    for path in files:
        try:
            document = read_user_document(path)
            person = parse_person(document)
            check_person(person, load_atlas(), load_catalog(), document)
        except TriposError as error:
            yield str(error)
            continue
        for field in unread_fields(person):
            yield f"{path}: the field {field} is not known; remove it or mend its name"
