"""The checks of the memo: its numbers, its decision in twenty worlds, its prose."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, call, check, expect
from tripos.labs.judge import Call
from tripos.labs.library.memo_ship_or_wait.data import (
    Instance,
    claims,
    clustered,
    instance,
    worths,
)
from tripos.labs.memo import expect_prose, expect_sentences, is_number, split_memo

KEYS = {"recommendation", "reason", "claims", "assumptions", "changes_if"}
_WORLDS = 20
_SAYS = {
    "difference": "the mean of old less new",
    "low": "the difference less 1.96 errors",
    "standard_error": "that of a mean by clusters of users: requests of one user are alike",
    "high": "the difference and 1.96 errors",
    "break_even": "what switching costs over what all avoided mistakes would be worth",
    "value_ship": "what the difference is worth over all requests, less what switching costs",
    "chance_of_loss": "the chance that the true difference lies below the break-even point",
    "value_wait": "the average, over what the new labels may say, of the better of shipping and"
    " keeping then, less the price",
    "requests_needed": "the n at which 1.96 errors are the distance to the break-even point, if"
    " the error falls with the root of n",
}


def _asked(one: Instance) -> Call:
    return call("memo", one.old, one.new, one.users, one.value, one.requests, one.switching,
                one.more, one.price)  # fmt: skip


def _three(rng: Rng) -> list[Instance]:
    return [instance(rng, str(kind)) for kind in rng.permutation(["ship", "keep", "wait"])]


def _read(value: Any) -> tuple[dict[str, Any], str]:
    head, prose = split_memo(value, KEYS)
    expect(head["recommendation"] in ("ship", "keep", "wait"),
           "head: recommendation must be ship, keep or wait")  # fmt: skip
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


@check("the difference and its error are what the requests say", points=3)
def evidence(rng: Rng) -> Steps:
    """Computed again, user by user."""
    yield from _claimed(rng, ("difference", "standard_error", "low", "high"))


@check("break-even point and value of shipping follow", points=2)
def shipping(rng: Rng) -> Steps:
    """And the chance that shipping loses money."""
    yield from _claimed(rng, ("break_even", "value_ship", "chance_of_loss"))


@check("waiting is worth what it could change", points=3)
def waiting(rng: Rng) -> Steps:
    """Added up over what the labels may say."""
    yield from _claimed(rng, ("value_wait",))


@check("so many requests would settle it", points=2)
def needed(rng: Rng) -> Steps:
    """Rounded up."""
    yield from _claimed(rng, ("requests_needed",))


def _claimed(rng: Rng, names: tuple[str, ...]) -> Steps:
    cases = _three(rng)
    for value, one in zip((yield [_asked(one) for one in cases]), cases, strict=True):
        found, right = _read(value)[0]["claims"], claims(one)
        scale = one.value * one.requests * right["standard_error"]
        for name in names:
            room = 2e-4 * abs(right[name]) + (2e-4 * scale if name.startswith("value") else 1e-9)
            expect(abs(found[name] - right[name]) <= room,
                   f"claim {name}: computed again it differs: {_SAYS[name]}")  # fmt: skip


@check("carried out in twenty worlds, the decision loses hardly anything", points=4)
def decision(rng: Rng) -> Steps:
    """What each way would have brought in worlds that agree with the requests."""
    cases = _three(rng)
    for value, one in zip((yield [_asked(one) for one in cases]), cases, strict=True):
        chosen = _read(value)[0]["recommendation"]
        paid = _played(rng, one)
        best = max(paid, key=lambda way: paid[way])
        ways = worths(one)
        regret = max(ways.values()) - ways[chosen]
        expect(regret <= 1e-9,
               f"in twenty worlds that agree with these requests '{chosen}' brings"
               f" {paid[chosen] - paid[best]:+,.0f} euros a world against '{best}': compare what"
               " the three ways are worth, not whether the interval holds zero")  # fmt: skip


def _played(rng: Rng, one: Instance) -> dict[str, float]:
    """Mean outcome of each way, the same worlds for all."""
    d, se, _ = clustered(one.old, one.new, one.users)
    worth, n = one.value * one.requests, len(one.old)
    truth = rng.normal(d, se, _WORLDS)
    kept = n / (n + one.more)
    noise = se * np.sqrt(n / one.more)
    later = kept * d + (1 - kept) * (truth + rng.normal(0, noise, _WORLDS))
    outcome = worth * truth - one.switching
    wait = np.where(worth * later > one.switching, outcome, 0.0) - one.price
    return {"ship": float(outcome.mean()), "keep": 0.0, "wait": float(wait.mean())}


@check("the prose says what is at stake, and no number of its own", points=2)
def prose(rng: Rng) -> Steps:
    """Length, both models, the prices, and every number accounted for."""
    cases = _three(rng)
    for value, one in zip((yield [_asked(one) for one in cases]), cases, strict=True):
        head, text = _read(value)
        found = head["claims"]
        groups = clustered(one.old, one.new, one.users)[2]
        given = [one.value, one.requests, one.switching, one.more, one.price, 95.0,
                 float(len(one.old)), float(groups)]  # fmt: skip
        told = (
            (one.switching, "what switching costs"),
            (float(found["value_ship"]), "what shipping now is worth"),
            (100 * float(found["chance_of_loss"]), "the chance that it loses money, in per cent"),
        )
        declared = [*given, *map(float, found.values())]
        expect_prose(text, declared, told, ("old model", "new model"))
