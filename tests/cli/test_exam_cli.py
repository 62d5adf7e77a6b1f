"""`tripos exam` and `tripos belief`: sittings in a terminal."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tripos.atlas import load_atlas

LAST = ["q"]
RIGHT = "RIGHT"  # stands for the right answer to what is asked
TOPIC = "vectors-and-norms"
OTHER = "derivatives"


class Typist:
    """Somebody at the keyboard: types the lines given, and then is gone."""

    def __init__(self, lines: Sequence[str], kind: str) -> None:
        self.left = list(lines)
        self.kind = kind

    def readline(self) -> str:
        """The next line; none at the end, as when the terminal is closed."""
        if not self.left:
            return ""
        line = self.left.pop(0)
        return (_right(self.kind) if line == RIGHT else line) + "\n"


def _right(kind: str) -> str:
    """The right answer to what the open sitting asks."""
    from tripos.exam import find_generator
    from tripos.web.record.models import Sitting

    sitting = Sitting.objects.filter(kind=kind, ended=None).latest("id")
    row = sitting.state.get("pending") or next(
        row for row in sitting.state["paper"]
        if str(row["number"]) not in sitting.state["drafts"]
    )  # fmt: skip
    answer: Any = find_generator(row["question"]).variant(row["seed"]).answer
    shown: str = answer.shown()
    return shown.partition(":")[0] if answer.kind == "choice" else shown


@pytest.fixture
def sit(run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs `tripos exam` with lines typed."""

    def go(kind: str, *options: str, typed: Sequence[str] = ()):
        monkeypatch.setattr("sys.stdin", Typist(typed, kind))
        return run("exam", kind, *options)

    return go


def result(ran) -> dict[str, Any]:
    """The JSON that a command printed."""
    assert 0 == ran.code, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_it_works(run, sit) -> None:
    """A diagnostic asks, marks and explains; its result and the belief can be seen afterwards."""
    ran = sit("diagnose", "--seed", "1", typed=[RIGHT, "?", *LAST])

    assert 0 == ran.code
    assert "\n1. " in ran.out
    assert "Right." in ran.out
    assert "The answer is" in ran.out
    assert "2 questions, 1 right. You stopped here" in ran.out
    assert "Ready to learn next" in ran.out
    assert "2 questions, 1 right" in run("exam", "result").out
    assert 2 == len(result(run("belief", "--tested", "--json"))["competencies"])


def test_a_diagnostic_as_json(run, sit) -> None:
    """Questions go to the error stream; areas, frontier, surprises and admission are on output."""
    ran = sit("diagnose", "--seed", "1", "--json", typed=[RIGHT, RIGHT])
    found = result(ran)

    assert {"questions", "right", "stop", "accuracy", "verified", "areas", "frontier",
            "claimed_but_failed", "known_but_not_claimed", "admission"} == set(found)  # fmt: skip
    assert (2, 2, "") == (found["questions"], found["right"], found["stop"])
    assert {"area", "known", "unsure", "not_known", "tested"} == set(found["areas"][0])
    assert {"program", "verdict", "requirements"} == set(found["admission"][0])
    assert len(load_atlas()) == sum(
        one["known"] + one["unsure"] + one["not_known"] for one in found["areas"]
    )
    assert "\n3. " in ran.err
    assert found == result(run("exam", "result", "--json"))


def test_a_diagnostic_is_gone_on_with(sit) -> None:
    """The same command takes up what was stopped; --new begins anew."""
    first = sit("diagnose", "--seed", "1", typed=["?", *LAST])
    again = sit("diagnose", typed=["?", *LAST])
    anew = sit("diagnose", "--new", "--seed", "1", typed=LAST)

    assert "\n2. " in first.out
    assert "Going on where you stopped" in again.err
    assert "\n2. " in again.out
    assert "\n1. " not in again.out
    assert "Going on" not in anew.err
    assert "\n1. " in anew.out


def test_unreadable_and_faulty(run, sit) -> None:
    """What cannot be read is told and asked again; a flag is noted and the question stays."""
    typed = ["1,5,x", "", "!", "!the sign is wrong", RIGHT, *LAST]
    ran = sit("practise", "--topic", TOPIC, "--seed", "1", typed=typed)

    assert "Noted for the authors" in ran.err
    assert "say in a few words" in ran.err
    assert "is empty" in ran.err or "choose" in ran.err or "write" in ran.err
    assert "1 of 1 right." in ran.out


def test_the_end_of_input_stops(sit) -> None:
    """A closed terminal is no error; what was answered counts."""
    ran = sit("practise", "--topic", TOPIC, "--json", typed=["?"])

    assert {"answered": 1, "right": 0} == {
        key: result(ran)[key] for key in ("answered", "right")
    }  # fmt: skip


def test_practice_as_json(sit) -> None:
    """By topic: right answers, on how many days, and whether that is mastery."""
    ran = sit("practise", "--topic", TOPIC, "--topic", OTHER, "--questions", "4", "--seed", "1",
              "--json", typed=[RIGHT] * 9)  # fmt: skip
    found = result(ran)

    assert (4, 4) == (found["answered"], found["right"])
    same = {"right": 2, "days": 1, "mastered": False}
    assert {TOPIC: same, OTHER: same} == found["topics"]


def test_as_many_questions_as_asked_for(sit) -> None:
    """Two sets are asked if wanted; after a whole set the next practice begins anew."""
    options = ("--topic", TOPIC, "--topic", OTHER, "--json")
    many = sit("practise", *options, "--questions", "20", typed=["?"] * 25)

    assert 20 == result(many)["answered"]
    assert 10 == result(sit("practise", *options, typed=["?"] * 25))["answered"]
    assert 1 == result(sit("practise", "--json", typed=["?", *LAST]))["answered"]
    assert 2 == result(sit("practise", "--json", typed=["?", *LAST]))["answered"]


def test_practice_without_a_topic(sit) -> None:
    """What is ready to be learned is practised."""
    assert "0 of 1 right." in sit("practise", "--seed", "1", typed=["?", *LAST]).out


def test_review(run, sit) -> None:
    """What is due is listed with a forecast, and asked; nothing due is one sentence."""
    assert {"due": [], "forecast_minutes": [0.0] * 30} == result(
        run("exam", "review", "--list", "--json")
    )
    assert "nothing is due for review today" in run("exam", "review").sentence
    sit("practise", "--topic", TOPIC, "--questions", "1", "--seed", "1", typed=[RIGHT])
    assert sum(result(run("exam", "review", "--list", "--json"))["forecast_minutes"]) > 0
    _long_ago()

    (due,) = result(run("exam", "review", "--list", "--json"))["due"]
    assert {"competency", "recalled", "minutes", "covers"} == set(due)
    assert TOPIC == due["competency"]
    assert "1 due now" in run("exam", "review", "--list").out
    found = result(sit("review", "--json", typed=[RIGHT]))
    assert (1, 1, [TOPIC]) == (found["answered"], found["right"], list(found["topics"]))


def _long_ago() -> None:
    """Moves what is remembered back by half a year."""
    import datetime as dt

    from tripos.web.record.models import Remembered

    for row in Remembered.objects.all():
        row.last, row.due = (day - dt.timedelta(days=180) for day in (row.last, row.due))
        row.save()


def test_a_mock_paper(sit) -> None:
    """Questions are drafts until the end; stopping hands in, and the rest counts as wrong."""
    ran = sit("mock", "--stage", "1", "--minutes", "20", "--seed", "1", "--json",
              typed=[RIGHT, RIGHT, "", "?", *LAST])  # fmt: skip
    found = result(ran)

    assert {"title", "right", "all", "passed", "weak", "areas"} == set(found)
    assert 2 == found["right"] < found["all"]
    assert not found["passed"]
    assert found["all"] == sum(one["all"] for one in found["areas"])
    assert f"1 of {found['all']}" not in ran.out
    assert "20 minutes left." in ran.err
    assert "Right." not in ran.err


def test_a_mock_paper_in_words(sit) -> None:
    """The report says what to practise."""
    out = sit("mock", "--program", "umich-mads", "--minutes", "60", typed=LAST).out

    assert "0 of" in out
    assert "not passed" in out
    assert "To practise: python-fundamentals, " in out


def test_a_paper_whose_time_runs_out_is_handed_in(sit, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that comes too late is not kept; those before it count."""
    import datetime as dt

    class Slow(Typist):
        """Takes an hour over the second question."""

        def readline(self) -> str:
            from tripos.web.record.models import Sitting

            if len(self.left) == 1:
                sitting = Sitting.objects.latest("id")
                sitting.closes -= dt.timedelta(hours=1)
                sitting.save()
            return super().readline()

    monkeypatch.setattr("tests.cli.test_exam_cli.Typist", Slow)
    ran = sit("mock", "--stage", "1", "--minutes", "10", "--seed", "1", "--json",
              typed=[RIGHT, RIGHT])  # fmt: skip

    assert 1 == result(ran)["right"]
    assert "the time of this paper is over" in ran.err


def test_belief_as_json(run, sit) -> None:
    """For every competency a probability, how many grounds, and whether it is ready."""
    bare = result(run("belief", "--json"))["competencies"]
    sit("practise", "--topic", TOPIC, "--questions", "2", "--seed", "1", typed=[RIGHT] * 2)
    after = result(run("belief", "--json"))["competencies"]

    assert list(load_atlas()) == list(bare) == list(after)
    assert {"p", "evidence", "ready", "verified"} == set(bare[TOPIC])
    assert (0, True) == (bare[TOPIC]["evidence"], bare[TOPIC]["ready"])
    assert 2 == after[TOPIC]["evidence"]
    assert after[TOPIC]["p"] > bare[TOPIC]["p"]


def test_belief_in_words(run, home) -> None:
    """An area alone can be shown; looking makes no record."""
    out = run("belief", "--area", "linear-algebra").out

    assert TOPIC in out
    assert OTHER not in out
    assert "competencies: 0 known, 0 of them verified" in out
    assert not home.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("exam", "result"), "no diagnostic was taken yet"),
        (("exam", "review"), "nothing is due for review today"),
        (("exam", "practise", "--topic", "bayes-rul"), "did you mean bayes-rule"),
        (("exam", "mock", "--program", "umich-mad"), "did you mean umich-mads"),
        (("exam", "mock", "--stage", "1", "--program", "umich-mads"), "either a stage or"),
        (("exam", "mock"), "either a stage or a program"),
        (("exam", "mock", "--stage", "9"), "9 is not in the range"),
        (("exam", "mock", "--stage", "1", "--minutes", "5"), "5.0 is not in the range"),
        (("exam", "practise", "--questions", "0"), "0 is not in the range"),
        (("belief", "--area", "linear-algebr"), "did you mean linear-algebra"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_mistakes_are_one_sentence(run, words: tuple[str, ...], said: str) -> None:
    """What a user can mend ends with exit code 2."""
    assert said in run(*words).sentence


def test_goals_that_are_missing(run, sit, tmp_path) -> None:
    """A diagnostic of goals without goals says what to do."""
    file = tmp_path / "me.json"
    file.write_text(json.dumps({"goals": {"scope": "focused"}}), "utf-8")
    run("me", "set", file)

    assert "name some" in run("exam", "diagnose", "--goals").sentence
