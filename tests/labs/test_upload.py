"""Uploads as submissions: honest ones are taken in, hostile ones get one sentence."""

from __future__ import annotations

import io
import json
import stat
import struct
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripos.errors import TriposError
from tripos.labs import find_lab
from tripos.labs.notebook import code_of, notebook_of
from tripos.labs.upload import files_of

CODE = b"def solve():\n    return 1\n"


def archive(files: Mapping[str, bytes], **kinds: int) -> bytes:
    """A ZIP archive; `kinds` are the modes of files that are no plain ones."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = kinds.get(name.partition(".")[0], stat.S_IFREG | 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, data)
    return held.getvalue()


def test_it_works() -> None:
    """Files, a notebook, and the archive of a lab's folder all give the same submission."""
    book = json.dumps({"cells": [{"cell_type": "code", "source": CODE.decode()}]}).encode()
    folder = archive({
        "work/submission.py": CODE, "work/more.py": b"X = 1\n", "work/brief.md": b"# Lab",
        "work/.tripos-lab.json": b"{}", "work/__pycache__/submission.pyc": b"\0",
        "work/tests/deep.py": b"1/0",
    })  # fmt: skip

    assert {"submission.py": CODE} == files_of([("submission.py", CODE)])
    assert {"submission.py": CODE} == files_of([("my solution.py", CODE)])
    assert CODE.strip() == files_of([("a.ipynb", book)])["submission.py"].strip()
    assert {"submission.py": CODE, "more.py": b"X = 1\n"} == files_of([("w.zip", folder)])


def test_a_notebook_of_a_lab_is_read_back() -> None:
    """Brief and starter; what only a notebook understands is left out."""
    lab = find_lab("least-squares")
    book = json.loads(notebook_of(lab))
    book["cells"].append({"cell_type": "code", "source": ["%matplotlib inline\n", "x = 1\n"]})

    code = code_of(json.dumps(book).encode(), "submission.ipynb").decode()

    assert lab.brief.splitlines()[0] in "".join(book["cells"][0]["source"])
    compile(code, "submission.py", "exec")
    assert all(f"def {name}(" in code for name in lab.card.functions)
    assert "%" not in code.splitlines()[-2:]


def _bomb() -> bytes:
    return archive({"submission.py": b"#" * (6 << 20)})


def _liar() -> bytes:
    """An archive that says its file is small, and unpacks to much."""
    data = bytearray(_bomb())
    size = struct.pack("<I", 6 << 20)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 10)
    return bytes(data)


def _encrypted() -> bytes:
    data = bytearray(archive({"submission.py": CODE}))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    return bytes(data)


_HOSTILE = {
    "bomb": ([("a.zip", _bomb())], "unpacks to more than"),
    "liar": ([("a.zip", _liar())], "a.zip: "),
    "link": ([("a.zip", archive({"submission.py": b"/etc/x"}, submission=stat.S_IFLNK | 0o777))],
             "is a link or a device"),
    "up": ([("a.zip", archive({"../submission.py": CODE}))], "leads out of its folder"),
    "absolute": ([("a.zip", archive({"/submission.py": CODE}))], "leads out of its folder"),
    "drive": ([("a.zip", archive({"C:\\x\\submission.py": CODE}))], "leads out of its folder"),
    "encrypted": ([("a.zip", _encrypted())], "is encrypted"),
    "cut": ([("a.zip", archive({"submission.py": CODE})[:-30])], "is not a ZIP archive"),
    "nothing like it": ([("a.zip", b"hello")], "is not a ZIP archive"),
    "program": ([("a.zip", archive({"submission.py": CODE, "run.sh": b"rm"}))], "neither a Python"),
    "nothing in it": ([("a.zip", archive({"brief.md": b"x"}))], "holds neither"),
    "many": ([("a.zip", archive({f"f{n}.py": b"" for n in range(70)}))], "more than 64"),
    "crowd": ([("a.zip", archive({f"f{n}.txt": b"" for n in range(1200)}))], "more than 1000"),
    "twice": ([("submission.py", CODE), ("submission.py", CODE)], "was sent twice"),
    "large": ([("submission.py", b"#" * (5 << 20))], "is larger than 4 MB"),
    "kind": ([("submission.exe", b"MZ")], "neither a Python file nor"),
    "no name": ([("", CODE)], "neither a Python file nor"),
    "odd name": ([("submission.py", CODE), ("a b;.py", CODE)], "is no name for a file"),
    "no submission": ([("a.py", CODE), ("b.py", CODE)], "there is no submission.py"),
    "no notebook": ([("a.ipynb", b"{}")], "is not a notebook"),
    "nested": ([("a.ipynb", b"[" * 100_000)], "is not a notebook"),
    "nothing": ([], "nothing was sent"),
}  # fmt: skip


@pytest.mark.parametrize("name", _HOSTILE)
def test_what_cannot_be_a_submission(name: str) -> None:
    """One sentence that says what is wrong with which file."""
    uploads, sentence = _HOSTILE[name]

    with pytest.raises(TriposError) as caught:
        files_of(uploads)

    assert sentence in str(caught.value)
    assert 1 == len(str(caught.value).splitlines())


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["a.zip", "a.ipynb", "a.py"]), st.binary(max_size=400), st.integers(0, 300))
def test_any_bytes_give_files_or_a_sentence(name: str, noise: bytes, at: int) -> None:
    """An archive with a few bytes changed, and bytes that are nothing."""
    data = archive({"submission.py": CODE, "more.py": b"x"})
    for upload in (noise, data[:at] + noise[:3] + data[at + 3 :]):
        try:
            files = files_of([(name, upload)])
        except TriposError:
            continue
        assert "submission.py" in files
