"""The command line as a whole: help, mistakes, pipes, completion."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import tripos
from tests.conftest import EXAMPLES

COMMANDS = {
    "atlas": ["show", "next", "path", "map", "cover"],
    "catalog": ["list", "show", "search", "stale", "override", "import"],
    "check": [], "completion": [], "plan": [], "replan": [],
}  # fmt: skip
EVERY = [(name, *one) for name, subs in COMMANDS.items() for one in ([()] + [(s,) for s in subs])]


def piped(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command run as its own process with its output in a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "tripos", "--home", str(home), *arguments],
        capture_output=True, encoding="utf-8", env=os.environ | environment, check=False,
    )  # fmt: skip


def test_it_works(run) -> None:
    """The help lists every command, and says how to start."""
    ran = run("--help")

    assert (0, "") == (ran.code, ran.err)
    assert all(re.search(rf"^  {name} ", ran.out, re.MULTILINE) for name in COMMANDS)
    assert "Start here" in ran.out


def test_version(run) -> None:
    """The version is the package's."""
    assert tripos.__version__ in run("--version").out


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_has_help(run, command: tuple[str, ...], option: str) -> None:
    """Each command explains itself."""
    ran = run(*command, option)

    assert (0, "") == (ran.code, ran.err)
    assert ran.out.startswith(f"Usage: tripos {' '.join(command)}")


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("atlsa",), "there is no command 'atlsa'. Did you mean 'atlas'?"),
        (("catalogue",), "Did you mean 'catalog'?"),
        (("qqq",), "there is no command 'qqq'."),
        (("atlas", "shwo"), "Did you mean 'show'?"),
        (("catalog", "serach"), "Did you mean 'search'?"),
        (("atlas", "show", "lasso", "--jsno"), "Did you mean --json?"),
        (("atlas", "show"), "Missing argument 'COMPETENCY'"),
        (("atlas", "show", "a", "b"), "unexpected extra argument"),
        (("catalog", "list", "corses"), "'corses' is not one of 'courses'"),
        (("completion", "powershell"), "'powershell' is not one of 'bash', 'zsh', 'fish'"),
    ],
)
def test_mistakes(run, arguments: tuple[str, ...], what: str) -> None:
    """A usage mistake is one line with what was meant, and a pointer to the help."""
    ran = run(*arguments)

    assert what.replace("'", "") in ran.sentence.replace("'", "")
    assert re.search(r"^See 'tripos.* --help'\.$", ran.err.splitlines()[-1])


@pytest.mark.parametrize("command", [("atlas",), ("catalog",)])
def test_group_without_a_command(run, command: tuple[str, ...]) -> None:
    """A group alone leaves one sentence, or its help as it is, but no mixture of the two."""
    ran = run(*command)

    if not (ran.out or ran.err).startswith("Usage:"):
        assert ran.sentence


def test_home_that_is_a_file(tmp_path: Path) -> None:
    """The home must be a folder."""
    ran = piped(Path(__file__), "catalog", "list")

    assert 2 == ran.returncode
    assert ran.stderr.startswith("tripos: Invalid value for '--home'")
    assert "Traceback" not in ran.stderr


def test_the_record_lasts_from_process_to_process(home: Path) -> None:
    """What one command stores, the next finds; nothing but what was asked for is printed."""
    hours = "uw-ml-regression.hours"
    for arguments in (("override", hours, "40", "--source", "me"), ("show", "uw-ml-regression")):
        ran = piped(home, "catalog", *arguments)

        assert (0, "") == (ran.returncode, ran.stderr)
        assert "40 h" in ran.stdout
    assert (home / "tripos.sqlite3").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run, shell: str) -> None:
    """Each shell gets a script that asks tripos for completions."""
    ran = run("completion", shell)

    assert (0, "") == (ran.code, ran.err)
    assert f"_TRIPOS_COMPLETE={shell}_complete" in ran.out
    assert "tripos" in ran.out


def test_completion_answers(home: Path) -> None:
    """The script's question is answered with commands and subcommands."""
    asked = {"_TRIPOS_COMPLETE": "bash_complete", "COMP_WORDS": "tripos catalog s",
             "COMP_CWORD": "2"}  # fmt: skip
    ran = subprocess.run(
        [Path(sys.executable).parent / "tripos"],
        capture_output=True, encoding="utf-8", env=os.environ | asked, check=False,
    )  # fmt: skip

    assert {"plain,search", "plain,show", "plain,stale"} == set(ran.stdout.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("atlas", "show", "lasso"), ("atlas", "next"), ("catalog", "list", "programs"),
        ("atlas", "path", "lasso", "--known", str(EXAMPLES / "ben.yaml")),
        ("atlas", "show", "nothing"), ("check", "qqq"),
    ],
    ids=lambda words: " ".join(words[:2]),
)  # fmt: skip
def test_pipes_stay_plain(home: Path, arguments: tuple[str, ...]) -> None:
    """In a pipe there are no escape codes, no cut cells and no progress."""
    ran = piped(home, *arguments)

    assert ran.returncode in (0, 2)
    assert "\x1b" not in ran.stdout + ran.stderr
    assert "…" not in ran.stdout
    assert (ran.stderr == "") == (ran.returncode == 0)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_no_color(home: Path) -> None:
    """NO_COLOR keeps colours out of a terminal as well."""
    import pty

    reader, writer = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "tripos", "--home", str(home), "atlas", "next"],
        stdout=writer, stderr=writer, check=True,
        env=os.environ | {"NO_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": "100"},
    )  # fmt: skip
    os.close(writer)
    shown = b""
    while True:
        try:
            chunk = os.read(reader, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    os.close(reader)

    assert b"derivatives" in shown
    assert not re.findall(rb"\x1b\[(?:3[0-7]|4[0-7]|9[0-7]|[34]8;)[0-9;]*m", shown)


def test_reader_that_leaves(home: Path) -> None:
    """A reader that leaves early ends the command without a word."""
    command = [sys.executable, "-m", "tripos", "--home", str(home), "catalog", "list", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        errors = process.stderr.read()

    assert (b"", 0) == (errors, process.returncode)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_narrow_encodings(home: Path, encoding: str) -> None:
    """An output that cannot show every letter is no reason to fail."""
    for arguments in (("atlas", "show", "lasso"), ("catalog", "list", "programs")):
        ran = subprocess.run(
            [sys.executable, "-m", "tripos", "--home", str(home), *arguments],
            capture_output=True, env=os.environ | {"PYTHONIOENCODING": encoding}, check=False,
        )  # fmt: skip

        assert 0 == ran.returncode, ran.stderr[-300:]
        assert ran.stdout
