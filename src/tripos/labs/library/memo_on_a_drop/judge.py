"""The checks of the memo: its numbers, its decision and what another one would cost, its prose."""

from __future__ import annotations

from typing import Any

from tripos.labs.contract import Rng, Steps, call, check, expect
from tripos.labs.judge import Call
from tripos.labs.library.memo_on_a_drop.data import (
    Instance,
    claims,
    instance,
    lost_most,
    worths,
)
from tripos.labs.memo import expect_prose, expect_sentences, is_number, split_memo

KEYS = {"recommendation", "segment", "reason", "claims", "assumptions", "changes_if"}
_SAYS = {
    "accuracy_before": "the share of right answers of the earlier period",
    "accuracy_after": "the share of right answers of the later period",
    "drop": "before less after",
    "mix_part": "how far the shares moved, at the mean of both accuracies",
    "rate_part": "how far the accuracies fell, at the mean of both shares",
    "rate_error": "the root of the sum of squared mean shares times the variance of both rates",
    "value_repair": "what the segment that lost most brings back at the mix to come, less the"
    " price of the repair",
    "value_retrain": "what all segments bring back at the mix to come, less the price",
}


def _asked(one: Instance) -> Call:
    return call("memo", one.before, one.after, one.value, one.requests, one.price_repair,
                one.price_retrain)  # fmt: skip


def _three(rng: Rng) -> list[Instance]:
    return [instance(rng, str(kind)) for kind in rng.permutation(["accept", "repair", "retrain"])]


def _read(value: Any) -> tuple[dict[str, Any], str]:
    head, prose = split_memo(value, KEYS)
    expect(head["recommendation"] in ("accept", "repair", "retrain"),
           "head: recommendation must be accept, repair or retrain")  # fmt: skip
    found = head["claims"]
    expect(isinstance(found, dict) and set(found) == set(_SAYS),
           f"head: claims must have exactly the keys {', '.join(_SAYS)}")  # fmt: skip
    for name, number in found.items():
        expect(is_number(number), f"head: the claim {name} must be a number")
    expect_sentences(head, "assumptions", 2)
    expect_sentences(head, "changes_if", 1)
    return head, prose


@check("the memo has its head, in the form that was asked for", points=1)
def form(rng: Rng) -> Steps:
    """Three decisions."""
    for value in (yield [_asked(one) for one in _three(rng)]):
        _read(value)


def _claimed(rng: Rng, names: tuple[str, ...]) -> Steps:
    cases = _three(rng)
    for value, one in zip((yield [_asked(one) for one in cases]), cases, strict=True):
        found, right = _read(value)[0]["claims"], claims(one)
        for name in names:
            scale = one.value * one.requests * 1e-3 if name.startswith("value") else 1e-3
            room = 1e-4 * abs(right[name]) + 1e-3 * scale
            expect(abs(found[name] - right[name]) <= room,
                   f"claim {name}: computed again it differs: {_SAYS[name]}")  # fmt: skip


@check("the drop is what the requests say", points=2)
def drop(rng: Rng) -> Steps:
    """Both periods."""
    yield from _claimed(rng, ("accuracy_before", "accuracy_after", "drop"))


@check("the two parts are apart, and add up", points=3)
def parts(rng: Rng) -> Steps:
    """Harder work and worse model; mixes that move towards and away from what is hard."""
    yield from _claimed(rng, ("mix_part", "rate_part"))


@check("the rate part comes with its error", points=2)
def error(rng: Rng) -> Steps:
    """Both periods add to it."""
    yield from _claimed(rng, ("rate_error",))


@check("mending is worth what it brings back at the mix to come", points=3)
def worth(rng: Rng) -> Steps:
    """In one segment, in all."""
    yield from _claimed(rng, ("value_repair", "value_retrain"))


@check("the segment that lost most is named, not the one with most mistakes", points=2)
def named(rng: Rng) -> Steps:
    """Four more instances in which one got worse."""
    cases = [instance(rng, "repair") for _ in range(4)]
    for value, one in zip((yield [_asked(one) for one in cases]), cases, strict=True):
        expect(
            _read(value)[0]["segment"] == lost_most(one),
            "head: segment is not the one in which mending brings most back: its later share times"
            " what its accuracy fell by; the one with most mistakes may have had them all along",
        )


@check("carried out, the decision loses nothing", points=3)
def decision(rng: Rng) -> Steps:
    """Two instances of each kind."""
    cases = [*_three(rng), *_three(rng)]
    for value, one in zip((yield [_asked(one) for one in cases]), cases, strict=True):
        chosen, ways = _read(value)[0]["recommendation"], worths(one)
        regret = max(ways.values()) - ways[chosen]
        best = max(ways, key=lambda way: ways[way])
        expect(
            regret <= 1e-6 * one.value * one.requests,
            f"'{chosen}' brings {regret:,.0f} euros less than '{best}': what counts is not how far"
            " the accuracy fell, but what mending brings back for its price",
        )


@check("the prose says which part is which, and no number of its own", points=2)
def prose(rng: Rng) -> Steps:
    """Length, both parts by name, the segment, and every number accounted for."""
    cases = _three(rng)
    for value, one in zip((yield [_asked(one) for one in cases]), cases, strict=True):
        head, text = _read(value)
        found = {name: float(number) for name, number in head["claims"].items()}
        given = [one.value, one.requests, one.price_repair, one.price_retrain, 95.0,
                 *(float(len(period["right"])) for period in (one.before, one.after))]  # fmt: skip
        way = "repair" if head["recommendation"] == "repair" else "retrain"
        told = [(abs(100 * found[name]), said) for name, said in (
            ("drop", "the drop, in per cent"), ("mix_part", "the mix part, in per cent"),
            ("rate_part", "the rate part, in per cent"),
        )]  # fmt: skip
        told.append((found[f"value_{way}"], f"what {way}ing is worth"))
        names = ("harder work" if found["mix_part"] >= 0 else "easier work",
                 "worse model" if found["rate_part"] >= 0 else "better model",
                 str(head["segment"]))  # fmt: skip
        expect_prose(text, [*given, *found.values()], told, names)
