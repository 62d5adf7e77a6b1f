"""Proves every generator by machine: `tripos check bank`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from tripos.atlas import Atlas
from tripos.exam.answers import Choice, Choices, Interval, Matrix, Number
from tripos.exam.ending import ends_in_answer
from tripos.exam.question import SKILLS, Generator, Variant
from tripos.markdown import to_html

SEEDS = 50
_LEAST_DIFFERENT = 0.3  # share of the seeds that must give different questions
_FEW, _MANY = 10, 40  # seeds from which on variety, and the place of the right option, are judged
_LONGEST_PROMPT = 1800
_GIVEAWAY = 2.2  # a right option so many times longer than the longest wrong one gives itself away


def problems(generator: Generator, atlas: Atlas, seeds: int = SEEDS) -> list[str]:
    """What is wrong with a generator, one sentence each; empty if it is proven."""
    found = list(_about(generator, atlas))
    prompts: set[str] = set()
    places: list[int] = []
    for seed in range(seeds):
        try:
            variant, twin = generator.variant(seed), generator.variant(seed)
        except Exception as error:  # noqa: BLE001 - any error of a generator is what is sought
            return [*found, f"seed {seed}: {error!r}"]
        if (variant.prompt, variant.answer) != (twin.prompt, twin.answer):
            found.append(f"seed {seed}: does not repeat")
        found += [f"seed {seed}: {what}" for what in _variant(variant)]
        prompts.add(variant.prompt + repr(getattr(variant.answer, "texts", "")))
        if isinstance(variant.answer, Choice):
            places += variant.answer.rights
        if len(found) > 8:
            break
    if seeds >= _FEW and len(prompts) < _LEAST_DIFFERENT * seeds:
        found.append(f"only {len(prompts)} different questions in {seeds} seeds")
    if len(places) >= _MANY and max(map(places.count, set(places))) > 0.6 * len(places):
        found.append("the right option stands in the same place too often")
    return found


def _about(generator: Generator, atlas: Atlas) -> Iterator[str]:
    for key, weight in generator.about.items():
        if key not in atlas:
            yield f"there is no competency '{key}'"
        if not 0 < weight <= 1:
            yield f"the weight of {key} must lie between 0 and 1"
    if generator.skill not in SKILLS:
        yield f"'{generator.skill}' is none of {', '.join(SKILLS)}"
    if not 0.5 <= generator.minutes <= 20:
        yield "minutes must lie between 0.5 and 20"
    if not -3 <= generator.difficulty <= 3:
        yield "difficulty must lie between -3 and 3"


def _variant(variant: Variant) -> Iterator[str]:
    answer: Any = variant.answer
    try:
        again = variant.again()
    except Exception as error:  # noqa: BLE001 - as above
        yield f"the second route fails ({error!r})"
        return
    if not answer.right(again):
        yield f"the second route gives {again!r}, not {answer.shown()!r}"
    yield from _texts(variant)
    yield from _typed(answer)
    for number, mistake in enumerate(variant.mistakes):
        if answer.right(mistake.value):
            yield f"mistake {number} is right: {mistake.value!r}"
        if len(mistake.feedback) < 15:
            yield f"mistake {number} has no feedback that helps"
    if isinstance(answer, Number | Interval | Matrix) and not variant.mistakes:
        yield "there is no mistake with feedback"
    if isinstance(answer, Choice | Choices):
        yield from _options(answer)


def _texts(variant: Variant) -> Iterator[str]:
    if not 20 <= len(variant.prompt) <= _LONGEST_PROMPT:
        yield f"the prompt has {len(variant.prompt)} characters"
    if len(variant.solution) < 30:
        yield "the solution is too short to teach"
    if not ends_in_answer(variant.solution, variant.answer):
        yield "the solution does not end in the answer"
    texts = [variant.prompt, variant.solution, *getattr(variant.answer, "texts", ()),
             *(mistake.feedback for mistake in variant.mistakes)]  # fmt: skip
    for text in texts:
        if "$" in text and text.count("$") % 2:
            yield f"a dollar sign is not closed: {text[:60]!r}"
        try:
            to_html(text)
        except Exception as error:  # noqa: BLE001 - as above
            yield str(error)
    if variant.figure and len(variant.figure_said) < 20:
        yield "the figure has no words for whoever cannot see it"


def _typed(answer: Any) -> Iterator[str]:
    """What the solution shows must be right when somebody types it."""
    shown = answer.shown().partition(":")[0] if isinstance(answer, Choice) else answer.shown()
    try:
        if not answer.right(answer.read(shown)):
            yield f"the answer as shown, {shown!r}, does not count as right: ambiguous rounding"
    except Exception as error:  # noqa: BLE001 - as above
        yield f"the answer as shown, {shown!r}, cannot be read ({error})"


def _options(answer: Choice | Choices) -> Iterator[str]:
    if not 3 <= len(answer.texts) <= 8:
        yield f"there are {len(answer.texts)} options"
    if len(set(answer.texts)) < len(answer.texts):
        yield "two options are the same"
    if isinstance(answer, Choice):
        (at,) = answer.rights
        others = max(len(text) for n, text in enumerate(answer.texts) if n != at)
        if len(answer.texts[at]) > max(30.0, _GIVEAWAY * others):
            yield "the right option gives itself away by its length"


def coverage(generators: Collection[Generator], atlas: Atlas) -> dict[str, list[str]]:
    """For each competency of the atlas the ids of the generators that test it."""
    found: dict[str, list[str]] = {key: [] for key in atlas}
    for generator in generators:
        for key, weight in generator.about.items():
            if weight >= 0.5 and key in found:
                found[key].append(generator.id)
    return found
