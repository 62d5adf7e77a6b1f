"""`tripos bank`: the questions, what they cover, and one of them as a learner sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tripos.cli.output import json_option, print_json, print_table


@click.group()
def bank() -> None:
    """The question bank: generated questions with worked solutions."""


@bank.command()
@click.option("--missing", is_flag=True, help="Only core competencies with fewer than three.")
@json_option
def status(missing: bool, as_json: bool) -> None:
    """How many generators test each competency."""
    from tripos.atlas import load_atlas  # noqa: PLC0415 - heavy
    from tripos.exam import all_generators  # noqa: PLC0415
    from tripos.exam.prove import coverage  # noqa: PLC0415

    atlas, generators = load_atlas(), all_generators()
    covered = coverage(generators.values(), atlas)
    if missing:
        covered = {
            key: ids for key, ids in covered.items()
            if len(ids) < 3 and atlas[key].core and atlas[key].stage <= 4
        }  # fmt: skip
    if as_json:
        print_json({
            "generators": len(generators),
            "competencies": {
                key: {"generators": len(ids), "kinds": _kinds(ids)} for key, ids in covered.items()
            },
        })  # fmt: skip
        return
    rows = [
        (key, atlas[key].area, len(ids), ", ".join(_kinds(ids)))
        for key, ids in covered.items()
        if ids or missing
    ]
    print_table(["competency", "area", ">questions", "kinds"], rows)
    tested = sum(1 for ids in covered.values() if ids)
    click.echo(f"{len(generators)} generators, {tested} competencies tested.")


def _kinds(ids: list[str]) -> list[str]:
    from tripos.exam import find_generator  # noqa: PLC0415

    return sorted({find_generator(key).variant(0).answer.kind for key in ids})


@bank.command()
@click.argument("question")
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0, 2**31))
@json_option
def show(question: str, seed: int, as_json: bool) -> None:
    """Show the variant of QUESTION (an id, see `bank status`) for a seed, with its answer."""
    from tripos.exam import find_generator  # noqa: PLC0415
    from tripos.markdown import to_text  # noqa: PLC0415

    generator = find_generator(question)
    variant = generator.variant(seed)
    answer: Any = variant.answer
    if as_json:
        print_json({
            "id": generator.id, "seed": seed, "title": generator.title, "kind": answer.kind,
            "about": dict(generator.about), "skill": generator.skill,
            "minutes": generator.minutes, "difficulty": generator.difficulty,
            "prompt": variant.prompt, "options": list(getattr(answer, "texts", ())),
            "answer": answer.shown(), "solution": variant.solution,
            "mistakes": [{"value": repr(one.value), "feedback": one.feedback}
                         for one in variant.mistakes],
        })  # fmt: skip
        return
    click.echo(f"{generator.title}  ({generator.id}, {generator.skill}, {generator.minutes:g} min)")
    click.echo(to_text(variant.prompt))
    for line in offered(answer):
        click.echo(f"  {to_text(line)}")
    click.echo(f"Answer: {to_text(answer.shown())}")
    click.echo(to_text(variant.solution))
    for one in variant.mistakes:
        click.echo(f"  {one.value!r}: {to_text(one.feedback)}")


def offered(answer: Any) -> list[str]:
    """What is offered to choose from, order or match, each line with its letter."""
    if answer.kind == "matching":
        left = [f"{at}. {text}" for at, text in enumerate(answer.left, 1)]
        return left + [f"{'ABCDEFGHIJ'[at]}: {text}" for at, text in enumerate(answer.right_side)]
    texts = getattr(answer, "texts", ())
    return [f"{'ABCDEFGHIJ'[at]}: {text}" for at, text in enumerate(texts)]


@bank.command(name="try", context_settings={"ignore_unknown_options": True})
@click.argument("question")
@click.argument("given")
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0, 2**31))
@json_option
def try_(question: str, seed: int, given: str, as_json: bool) -> None:
    """Check the answer GIVEN (it may begin with a minus) to the variant of QUESTION for a seed."""
    from tripos.exam import find_generator  # noqa: PLC0415
    from tripos.exam.marking import mark  # noqa: PLC0415
    from tripos.markdown import to_text  # noqa: PLC0415

    found = mark(find_generator(question).variant(seed), given)
    if as_json:
        print_json({"right": found.right, "feedback": found.feedback, "answer": found.answer})
        return
    click.echo("Right." if found.right else f"Not right. {to_text(found.feedback)}".strip())
    if not found.right:
        click.echo(f"The answer is {to_text(found.answer)}.")
    click.echo(to_text(found.solution))


@bank.command()
@click.option("--all", "everybody", is_flag=True, help="Of all learners of a shared server.")
@json_option
@click.pass_obj
def flags(home: Path, everybody: bool, as_json: bool) -> None:
    """The questions that learners called faulty, with seed and reason, for their authors."""
    from tripos.cli.home import record_at  # noqa: PLC0415 - heavy

    learner = record_at(home)
    from tripos.web.record.exams.flags import flag_rows  # noqa: PLC0415 - needs the record open
    from tripos.web.record.models import Flag  # noqa: PLC0415

    rows = flag_rows(Flag.objects.all() if everybody else learner.flags.all())
    if as_json:
        print_json({"flags": rows})
        return
    print_table(
        ["question", ">seed", "reason"],
        [(row["question"], row["seed"], row["reason"]) for row in rows],
    )
