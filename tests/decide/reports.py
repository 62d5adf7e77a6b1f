"""Small reports of the form that `tripos decide --json` prints, for tests of what people read."""

from __future__ import annotations

from typing import Any

MONTHS = 72


def path(key: str, kind: str, title: str, *, cost: float = 0.0, reach: float = 0.2,
         why: tuple[str, ...] = (), **other: Any) -> dict[str, Any]:  # fmt: skip
    """One path; closed where `why` says so."""
    shares = [round(reach * month / MONTHS, 4) for month in range(MONTHS + 1)]
    found = {
        "id": key, "kind": kind, "title": title, "eligible": not why, "why_not": list(why),
        "lacks": [], "notes": [], "p_best": 0.25, "regret": 0.0512, "worth": 0.1234,
        "worth_se": 0.00123,
        "cost": {"p10": cost / 2, "p50": cost, "p90": cost * 2},
        "cost_all": {"p10": 0.0, "p50": cost / 4, "p90": cost}, "aid": 0.0, "pay_lost": 0.0,
        "months": {"p10": 20.0, "p50": 29.0, "p90": 40.0}, "hours": 439.5,
        "p_complete": 0.2654, "p_complete_se": 0.00442,
        "screens_passed": {str(m): shares[m] for m in (0, 6, 12, 24, 36, 48, 60, 72)},
        "reach_by_month": shares, "coverage": {"statistics": 0.5}, "short": title,
        "access": {"research": "none", "network": "forum"}, "research": 0.0, "network": 0.0,
        "dominated_by": None, "unknown": [],
    }  # fmt: skip
    return found | other


STAY = path("stay", "stay", "Staying put", reach=0.01, p_complete=1.0, p_complete_se=0.0,
            months={"p10": 0.0, "p50": 0.0, "p90": 0.0})  # fmt: skip
PATHS = (
    path("plan-fast", "courses", "Fast course plan"),
    path("north-ms", "degree", "Master of Data, Northern Academy", cost=4321.09, reach=0.38),
    STAY,
    path("east-ms", "degree", "Master of Learning, Eastern Academy",
         why=("would cost about 30,000 USD; your budget is 3,000 USD",)),
    path("west-ms", "degree", "Master of Models, Western Academy",
         why=("would cost about 9,000 USD; your budget is 3,000 USD", "is full-time only (30 h)")),
    path("south-ms", "degree", "Master of Proof, Southern Academy",
         why=("is closed on Tuesdays",)),
)  # fmt: skip


def report(kind: str = "courses", paths: tuple[dict[str, Any], ...] = PATHS, **other: Any
           ) -> dict[str, Any]:  # fmt: skip
    """A whole report; the first path leads and the second is its rival."""
    shown = [item for item in paths if item["eligible"]]
    rival = shown[1]["id"] if len(shown) > 1 else None
    swing = {"input": "finish-course", "label": "Chance to finish a course", "low": -0.0749,
             "high": 0.1423, "at_low": 0.3394, "at_high": 0.7606, "tips_at": 0.5134,
             "unit": "share"}  # fmt: skip
    inquiry = {"fact": "finish-course", "label": "Chance to finish a course", "months": 4.52,
               "money": 235.0, "worth": 0.0157, "now": "25% to 85%, mostly 55%",
               "where": "ask the program: https://academy.example/fees",
               "paths": ["finish-course.value"]}  # fmt: skip
    door = {"id": "d1", "label": "Engineer, Blue Rail", "weight": 1.0, "quote": "a master's",
            "asks": [], "open_at_end": {item["id"]: 0.17 for item in shown[:3]}}  # fmt: skip
    found = {
        "person": "Ada", "today": "2026-11-22",
        "verdict": {
            "kind": kind, "path": None if kind == "none-fits" else shown[0]["id"],
            "sentence": "This is the verdict.", "reasons": ["a reason to give"], "margin": 0.0185,
            "margin_se": 0.0021, "ahead": 0.697, "rival": rival,
        },
        "paths": list(paths),
        "hard_filters": [
            {"posting": "d1", "label": "Engineer, Blue Rail", "needs": "a master's degree",
             "quote": "a master's", "weight": 1.0, "share": 1.0},
            {"posting": "typical", "label": "a typical analyst posting",
             "needs": "a master's degree", "quote": "", "weight": 1.0, "share": 0.2154},
        ],
        "doors": [door],
        "sensitivity": [swing] if rival else [],
        "break_even": [{"id": "price", "statement": "it draws level at 158 USD", "value": 158.0,
                        "now": 434.0, "unit": "USD"}],
        "value_of_information": [inquiry],
        "faq": [{"id": "how-long", "question": "How long?", "answer": "29 months."}],
        "unknown": [
            {"fact": "preferences.in_person", "label": "preferences.in_person: left out",
             "assumed": None},
            {"fact": "north-ms.terms.price", "label": "Price of North: not known",
             "assumed": "1 to 2 USD, mostly 1", "basis": "degree-cost.value"},
        ],
        "weights": {"soon": 0.25, "reach": 0.55, "money": 0.2, "network": 0.0},
        "caveats": ["a raw premium is not an effect"], "months": MONTHS, "seed": 7, "draws": 2000,
    }  # fmt: skip
    return found | other


HOSTILE = (
    '<script>alert(1)</script> | *x* [a](javascript:b) `c` </svg> & "q" \x07\u202e www.a.example'
)


def hostile(value: Any, key: str = "") -> Any:
    """`value` with a hostile text in front of everything that a posting or entry may say."""
    if isinstance(value, dict):
        return {name: hostile(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [hostile(item, key) for item in value]
    free = {"title", "short", "label", "sentence", "reasons", "quote", "question", "answer",
            "statement", "caveats", "why_not", "person", "now", "where", "needs",
            "assumed"}  # fmt: skip
    return f"{HOSTILE} {value}" if isinstance(value, str) and key in free else value
