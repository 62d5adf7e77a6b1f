"""Sittings in a terminal: a question, an answer, its mark."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from tripos.cli.bank import offered
from tripos.cli.output import print_json, print_table
from tripos.errors import TriposError
from tripos.exam.answers import AnswerError
from tripos.markdown import to_text
from tripos.web.record.day import today
from tripos.web.record.exams.flags import flag
from tripos.web.record.exams.mock import (
    hand_in,
    is_over,
    question_of,
    report_of,
    report_rows,
    write_draft,
)
from tripos.web.record.exams.sittings import Outcome, Pending, give, go_on, pending
from tripos.web.record.models import Sitting
from tripos.web.record.person import ConflictError


class _StopError(Exception):
    """The learner wants to stop."""


def sit(sitting: Sitting, *, quiet: bool = False, most: int | None = None) -> None:
    """Asks until the sitting ends, `most` questions were answered, or the learner stops.

    With `quiet` questions and marks go to the error stream, as a result follows on standard output.
    """
    answered = 0
    while True:
        waiting = pending(sitting, today())
        if most is not None and answered >= most:
            return
        if waiting is None:
            if most is None or sitting.stop != "set done":
                return
            go_on(sitting)
            continue
        _show(waiting, quiet)
        try:
            outcome = _answered(sitting, waiting)
        except _StopError:
            return
        answered += 1
        _say(outcome, quiet)


def sit_paper(sitting: Sitting, *, quiet: bool = False) -> Sitting:
    """Asks each question of a paper once; stopping hands in, running out of time too."""
    for row in sitting.state["paper"]:
        if str(row["number"]) in sitting.state["drafts"]:
            continue
        now = dt.datetime.now(tz=dt.UTC)
        if is_over(sitting, now) or sitting.ended is not None:
            click.echo("The time is over.", err=True)
            break
        assert sitting.closes is not None
        left = (sitting.closes - now).total_seconds() / 60
        question = question_of(sitting, row["number"])
        click.echo(f"\n{left:.0f} minutes left.", err=True)
        _show(question, quiet, of=len(sitting.state["paper"]))
        try:
            _draft(sitting, question)
        except _StopError:
            break
        except ConflictError as error:  # the time ran out while it was typed
            click.echo(f"{error}", err=True)
            break
    return hand_in(sitting, dt.datetime.now(tz=dt.UTC))


def _show(waiting: Pending, quiet: bool, of: int | None = None) -> None:
    answer: Any = waiting.variant.answer
    number = f"{waiting.number}" + (f" of {of}" if of else "")
    click.echo(f"\n{number}. {waiting.generator.title}", err=quiet)
    click.echo(to_text(waiting.variant.prompt), err=quiet)
    if waiting.variant.figure:
        click.echo(f"[Figure: {waiting.variant.figure_said}]", err=quiet)
    for line in offered(answer):
        click.echo(f"  {to_text(line)}", err=quiet)


def _answered(sitting: Sitting, waiting: Pending) -> Outcome:
    """Asks until something can be read. What cannot be read costs nothing."""
    while True:
        typed = _typed(sitting, waiting)
        try:
            return give(sitting, waiting.number, typed, dt.datetime.now(tz=dt.UTC))
        except AnswerError as error:
            click.echo(f"{error}", err=True)


def _draft(sitting: Sitting, question: Pending) -> None:
    while True:
        typed = _typed(sitting, question)
        try:
            write_draft(sitting, question.number, typed or "", dt.datetime.now(tz=dt.UTC))
        except AnswerError as error:
            click.echo(f"{error}", err=True)
        else:
            return


def _typed(sitting: Sitting, waiting: Pending) -> str | None:
    """What was typed; None for "I don't know". Raises _StopError."""
    while True:
        try:
            typed = click.prompt("answer", prompt_suffix=" > ", default="", show_default=False,
                                 err=True)  # fmt: skip
        except click.Abort:
            click.echo(err=True)
            raise _StopError from None
        if typed.strip().lower() in ("q", "quit"):
            raise _StopError
        if typed.strip() == "?":
            return None
        if typed.startswith("!"):
            try:
                flag(sitting.learner, waiting.generator.id, waiting.seed, typed[1:])
                click.echo("Noted for the authors. Answer it, or type ? to go on.", err=True)
            except TriposError as error:
                click.echo(f"{error}", err=True)
            continue
        return str(typed)


def _say(outcome: Outcome, quiet: bool) -> None:
    held = outcome.mark
    if outcome.response.right:
        click.echo("Right.", err=quiet)
    elif outcome.response.right is None:
        click.echo(f"The answer is {to_text(held.answer)}.", err=quiet)
    else:
        click.echo(f"Not right. {to_text(held.feedback)}".rstrip(), err=quiet)
        click.echo(f"The answer is {to_text(held.answer)}.", err=quiet)
    click.echo(to_text(held.solution), err=quiet)


def print_practised(sitting: Sitting, as_json: bool) -> None:
    """How the questions of a practice or review went, by topic."""
    from tripos.exam.practice import progress_of  # noqa: PLC0415 - only here
    from tripos.web.record.exams.past import past_of  # noqa: PLC0415

    given = list(sitting.responses.all())
    past = past_of(sitting.learner.responses.all())
    topics = dict.fromkeys(row.competency for row in given)
    progress = {key: progress_of(past, key) for key in topics}
    if as_json:
        print_json({
            "answered": len(given), "right": sum(1 for row in given if row.right),
            "topics": {
                key: {"right": one.right, "days": one.days, "mastered": one.mastered}
                for key, one in progress.items()
            },
        })  # fmt: skip
        return
    click.echo(f"\n{sum(1 for row in given if row.right)} of {len(given)} right.")
    rows = [
        (key, one.right, one.days, "mastered" if one.mastered else "not yet")
        for key, one in progress.items()
    ]
    print_table(["competency", ">right", ">on days", "practised"], rows)


def print_paper(sitting: Sitting, as_json: bool) -> None:
    """The report on a paper."""
    report = report_of(sitting)
    if as_json:
        print_json({"title": sitting.title, **report_rows(report)})
        return
    word = "passed" if report.passed else "not passed"
    click.echo(f"\n{sitting.title}: {report.right} of {report.all} right, {word}.")
    print_table(["area", ">right", ">of"], [(one.area, one.right, one.all) for one in report.areas])
    if report.weak:
        click.echo(f"To practise: {', '.join(report.weak)}.")
