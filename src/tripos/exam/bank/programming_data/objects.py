"""Python classes and modules: method resolution, shared state, names across modules, types."""

from __future__ import annotations

import re
import types

from tripos.exam.bank.programming_data.running import code, ran
from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "python-objects-modules"


@question("pyobj-diamond-super", "super in a diamond", ABOUT, skill="compute", minutes=4,
          difficulty=0.8)  # fmt: skip
def diamond_super(rng: Rng) -> Variant:
    """A value passed up a diamond of classes by super, in the method resolution order."""
    while True:
        start, plus, times, minus = (int(x) for x in rng.integers(2, 8, 4))
        first = bool(rng.integers(2))  # whether the class that adds comes first in the bases
        added, scaled = start + plus, start * times
        value = (scaled + plus if first else added * times) - minus
        other = (added * times if first else scaled + plus) - minus
        single = (added if first else scaled) - minus
        if len({value, other, single, start - minus}) == 4:
            break
    bases = "Add, Scale" if first else "Scale, Add"
    program = (
        f"class Base:\n    def score(self):\n        return {start}\n\n"
        f"class Add(Base):\n    def score(self):\n        return super().score() + {plus}\n\n"
        f"class Scale(Base):\n    def score(self):\n        return super().score() * {times}\n\n"
        f"class Both({bases}):\n    def score(self):\n        return super().score() - {minus}\n\n"
        "result = Both().score()"
    )
    inner, outer = ("Scale", "Add") if first else ("Add", "Scale")
    return number(
        f"What is `result`?{code(program)}",
        value, again=lambda: ran(program, "result"), tol=0, rel=0,
        solution=f"The resolution order is Both, {outer}, {inner}, Base: `super()` in {outer}"
        f" means {inner} here, not Base. So {inner} works on {start} first, then {outer}, then"
        f" {minus} is taken away: {value}.",
        mistakes=[
            (single, f"`super()` in {outer} follows the resolution order of the object, so it"
             f" calls {inner}, not Base."),
            (other, f"The order is Both, {outer}, {inner}, Base; the innermost call returns"
             " first."),
            (start - minus, "`super()` in Both calls the first of its bases, not Base."),
        ],
    )  # fmt: skip


@question("pyobj-class-attribute", "State shared by a class", ABOUT, skill="diagnose", minutes=3,
          difficulty=0.4)  # fmt: skip
def class_attribute(rng: Rng) -> Variant:
    """A list and a number as class attributes: which assignments are shared."""
    a, b, c, start = (int(x) for x in rng.choice(range(2, 12), 4, replace=False))
    program = (
        f"class Meter:\n    log = []\n    total = {start}\n\n    def add(self, value):\n"
        "        self.log.append(value)\n        self.total += value\n\n"
        f"first, second = Meter(), Meter()\nfirst.add({a})\nfirst.add({b})\nsecond.add({c})\n"
        "result = [len(second.log), second.total, Meter.total]"
    )
    return matrix(
        f"What does `result` hold?{code(program)}",
        [3, start + c, start], again=lambda: ran(program, "result"),
        solution="`append` changes the one list that stands in the class: three entries."
        " `self.total += value` reads the class attribute, then binds a new attribute of the"
        f" instance: `second.total` is ${start} + {c}$, the class keeps {start}.",
        mistakes=[
            ([1, start + c, start], "The list is made once, in the class, and all instances append"
             " to it."),
            ([3, start + a + b + c, start + a + b + c], "`+=` on a number binds a new attribute of"
             " the instance; the class attribute is left as it was."),
            ([3, start + a + b + c, start], "`first.add` bound attributes of `first` only:"
             " `second` starts from the class attribute."),
            ([1, start + a + b + c, start + a + b + c],
             "It is the list that is shared (it is changed in place), not the number."),
        ],
    )  # fmt: skip


@question("pyobj-from-import", "A name copied by import", ABOUT, skill="diagnose", minutes=3,
          difficulty=0.5)  # fmt: skip
def from_import(rng: Rng) -> Variant:
    """`from module import name` binds the object at that time; the module may rebind later."""
    old, new, extra = (int(x) for x in rng.choice(range(2, 40), 3, replace=False))
    known = [int(x) for x in rng.choice(range(1, 9), 2, replace=False)]
    settings = (
        f"limit = {old}\nknown = {known}\n\ndef change():\n    global limit\n"
        f"    limit = {new}\n    known.append({extra})"
    )
    main = (
        "import settings\nfrom settings import limit, known\n\nsettings.change()\n"
        "result = [limit, settings.limit, sum(known)]"
    )

    def again() -> list[int]:
        module = types.SimpleNamespace(limit=old, known=list(known))
        here = {"limit": module.limit, "known": module.known}  # what `from` does
        module.limit = new
        module.known.append(extra)
        return [here["limit"], module.limit, sum(here["known"])]

    whole = sum(known) + extra
    return matrix(
        f"`settings.py`:{code(settings)}`main.py`:{code(main)}What does `result` hold after"
        " `main.py` has run?",
        [old, new, whole], again=again,
        solution="`from settings import limit` binds the name in `main` to the object of that"
        f" moment, so rebinding in `settings` is not seen: {old}. `settings.limit` is looked up"
        f" when it is used: {new}. `known` is one list under two names and was changed in place:"
        f" {whole}.",
        mistakes=[
            ([new, new, whole], "The imported name is a second name for the old object; rebinding"
             " `limit` inside the module does not move it."),
            ([old, new, sum(known)], "The list is the same object under both names, and `append`"
             " changes it in place."),
            ([old, old, whole], "`global limit` rebinds the attribute of the module, which"
             " `settings.limit` reads afresh."),
            ([old, old, sum(known)], "`settings.change()` did run: look at what it rebinds and what"
             " it changes in place."),
        ],
    )  # fmt: skip


# A parameter's type, what it does with it, and what a type checker accepts for it.
_PARAMETERS = {
    "list[float]": ("list[float]",),
    "Sequence[float]": ("list[float]", "list[int]", "tuple[int, ...]", "list[bool]"),
    "Iterable[str]": ("list[str]", "set[str]", "tuple[str, ...]", "dict[str, int]", "str"),
    "Mapping[str, float]": ("dict[str, float]", "dict[str, int]"),
    "dict[str, float]": ("dict[str, float]",),
    "int | None": ("int", "None", "bool"),
    "Callable[[int], float]": ("(int) -> float", "(float) -> float", "(int) -> int",
                               "(object) -> int"),
}  # fmt: skip
_REJECTED = {
    "list[float]": ("list[int]", "tuple[float, ...]", "list[float] | None"),
    "Sequence[float]": ("set[float]", "list[str]", "Iterator[float]"),
    "Iterable[str]": ("list[int]", "int", "list[str | None]"),
    "Mapping[str, float]": ("dict[int, float]", "list[tuple[str, float]]", "dict[str, str]"),
    "dict[str, float]": ("dict[str, int]", "Mapping[str, float]", "dict[str, float] | None"),
    "int | None": ("float", "str", "int | str"),
    "Callable[[int], float]": ("(bool) -> float", "(int) -> str", "(int, int) -> float"),
}
_VARIANCE = {
    "list[float]": "`list` is invariant, because the function might put a float into it",
    "Sequence[float]": "`Sequence` is read-only and covariant, but needs length and positions",
    "Iterable[str]": "anything that yields texts will do, and keys are what a dict yields",
    "Mapping[str, float]": "`Mapping` is covariant in its values, keys must be texts",
    "dict[str, float]": "`dict` is invariant in its values, because they can be set",
    "int | None": "each member of what is passed must be one of what is taken",
    "Callable[[int], float]": "it must take any int and give what counts as a float: parameters"
    " are contravariant, results covariant",
}


_TOWER = ("bool", "int", "float", "object")
_READ_ONLY = {
    "Sequence": ("list", "tuple"), "Iterable": ("list", "set", "tuple", "dict", "Iterator"),
    "Mapping": ("dict",),
}  # fmt: skip


def _fits(given: str, wanted: str) -> bool:
    """Whether a type can stand for another, by the rules of variance."""
    union = re.fullmatch(r"(\w+(?:\[.*\])?) \| (\w+)", given)
    if union:
        return _fits(union[1], wanted) and _fits(union[2], wanted)
    if " | " in wanted and "[" not in wanted:
        return any(_fits(given, part) for part in wanted.split(" | "))
    if "->" in given:
        takes, gives = re.fullmatch(r"\((.*)\) -> (\w+)", given).groups()  # type: ignore[union-attr]
        return "," not in takes and _fits("int", takes) and _fits(gives, "float")
    if given in _TOWER and wanted in _TOWER:
        return _TOWER.index(given) <= _TOWER.index(wanted)
    base, _, inside = given.removesuffix("]").partition("[")
    outer, _, items = wanted.removesuffix("]").partition("[")
    if given == "str" and outer != "str":  # a text is a sequence of texts
        base, inside = "tuple", "str"
    if base in _READ_ONLY.get(outer, ()):
        pairs = inside.removesuffix(", ...").split(", ")
        return all(map(_fits, pairs, items.split(", ")))
    return given == wanted


@question("pyobj-type-accepted", "What the type checker lets through", ABOUT, skill="diagnose",
          minutes=2, difficulty=0.7)  # fmt: skip
def type_accepted(rng: Rng) -> Variant:
    """Which argument a type checker rejects for a parameter, or which it accepts."""
    wanted = pick(rng, list(_PARAMETERS))
    name = pick(rng, ["report", "combine", "smooth", "export"])
    fine, bad = _PARAMETERS[wanted], _REJECTED[wanted]
    accepted = bool(len(fine) < 3 or rng.integers(2))
    ones, others = (fine, bad) if accepted else (bad, fine)
    right = pick(rng, ones)
    picked = [others[int(at)] for at in rng.permutation(len(others))[:3]]
    asked = "accepts" if accepted else "rejects"
    why = _VARIANCE[wanted]

    def again() -> str:
        (found,) = [text for text in [right, *picked] if _fits(text, wanted) == accepted]
        return f"`{found}`"

    return choose(
        rng,
        f"A strict type checker reads `def {name}(x: {wanted}) -> None`. Which of these types of"
        f" an argument is the one that it {asked}? (`int` counts where `float` is asked for, and"
        " `bool` where `int` is; `(int) -> str` stands for a function's parameters and result.)",
        f"`{right}`",
        [(f"`{text}`", f"It is {'rejected' if accepted else 'accepted'}: {why}.")
         for text in picked],
        again=again,
        solution=f"The rule for `{wanted}`: {why}. So the checker {asked} `{right}`.",
    )  # fmt: skip
