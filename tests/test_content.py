"""Files that people hand in, and the package's own content, as `tripos.content` reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tripos.content import (
    MAX_DEPTH,
    MAX_USER_BYTES,
    nearest,
    parse_json,
    parse_yaml,
    read_package_folder,
    read_user_document,
    read_user_text,
)
from tripos.errors import ContentError


def written(folder: Path, content: bytes | str, name: str = "me.yaml") -> Path:
    """A file that holds `content`."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def mistake(path: Path) -> str:
    """The sentence with which reading `path` fails."""
    with pytest.raises(ContentError) as caught:
        read_user_document(path)
    assert 1 == len(str(caught.value).splitlines())
    return str(caught.value)


def test_it_works(tmp_path: Path) -> None:
    """A YAML file is read into plain values."""
    path = written(tmp_path, "name: Ada\nhours: [1, 2.5]\nphd: null\n")

    assert {"name": "Ada", "hours": [1, 2.5], "phd": None} == read_user_document(path).data


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xff\xfea\x00", "is not UTF-8 text (byte 0)"),
        (b"name: Ren\xe9e\n", "is not UTF-8 text (byte 9)"),
        (b"name: \x00\x01\x02", "is not a text file"),
        (b"name: \x07bell", "not readable as YAML"),
    ],
    ids=["empty", "blank", "utf-16", "latin-1", "binary", "control character"],
)
def test_unreadable_bytes(tmp_path: Path, content: bytes, what: str) -> None:
    """Bytes that are not text are named as such, with the file."""
    path = written(tmp_path, content)

    assert mistake(path).startswith(f"{path}: {what}")


def test_folder(tmp_path: Path) -> None:
    """A folder is not a file."""
    assert f"{tmp_path}: is a folder; name a file in it" == mistake(tmp_path)


def test_missing_with_a_near_name(tmp_path: Path) -> None:
    """A missing file is answered with the neighbour whose name is nearest."""
    there = written(tmp_path, "a: 1", "person.yaml")

    assert mistake(tmp_path / "persn.yaml").endswith(f"no such file; did you mean {there}?")


def test_missing_without_neighbours(tmp_path: Path) -> None:
    """A missing file in a missing folder has no neighbours to offer."""
    assert mistake(tmp_path / "no" / "me.yaml").endswith("no such file; check the name")


def test_too_long_a_name(tmp_path: Path) -> None:
    """A name that the file system refuses is a sentence as well."""
    assert "cannot be read" in mistake(tmp_path / ("x" * 5000))


def test_too_large_is_not_read_whole(tmp_path: Path) -> None:
    """Of a file over 1 MB no more is read than shows that it is too large."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(10**12)  # sparse: reading it whole would take a terabyte

    assert f"{path}: is larger than 1 MB; is it the right file?" == mistake(path)


def test_largest_file(tmp_path: Path) -> None:
    """A file of exactly the limit is still read."""
    path = written(tmp_path, "#".ljust(MAX_USER_BYTES, "x"))

    assert MAX_USER_BYTES == len(read_user_text(path))


def test_alias_bomb(tmp_path: Path) -> None:
    """Aliases, the root of exponential files, are refused where the first one stands."""
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    path = written(tmp_path, "\n".join(lines))

    assert mistake(path).startswith(f"{path}:2: YAML aliases (*name) are not accepted")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("flow.yaml", "[" * 10_000 + "]" * 10_000),
        ("maps.yaml", "{a: " * 10_000 + "1" + "}" * 10_000),
        ("block.yaml", "- " * 10_000 + "x"),
        ("open.yaml", "[" * 10_000),
    ],
)
def test_deep_yaml(tmp_path: Path, name: str, content: str) -> None:
    """Nesting 10,000 deep is refused before anything is built."""
    path = written(tmp_path, content, name)

    assert mistake(path).startswith(f"{path}:1: nested more than {MAX_DEPTH} levels deep")


def test_deep_block_over_many_lines(tmp_path: Path) -> None:
    """The line on which the nesting becomes too deep is named."""
    path = written(tmp_path, "".join(" " * n + "a:\n" for n in range(1000)))

    assert mistake(path).startswith(f"{path}:{MAX_DEPTH + 1}: nested more than")


def test_deep_json(tmp_path: Path) -> None:
    """JSON nested 100,000 deep is refused too."""
    path = written(tmp_path, "[" * 100_000, "deep.json")

    assert "nested too deeply" in mistake(path)


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' stands twice"),
        ("a:\n  b: 1\n  c: 2\n  b: 3\n", 4, "the key 'b' stands twice"),
        ("a: 1\n? [x]\n: 2\n", 2, "a key must be plain text"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "not valid YAML"),
        ("a: 1\nb: 'x\n", 3, "not valid YAML"),
        ("a: 1\n\tb: 2\n", 2, "not valid YAML"),
        ("a: 1\n---\nb: 2\n", 2, "not valid YAML"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "not valid YAML"),
    ],
)
def test_invalid_yaml(tmp_path: Path, content: str, line: int, what: str) -> None:
    """Text that is not valid YAML is refused with the line of the first mistake."""
    path = written(tmp_path, content)

    message = mistake(path)

    assert message.startswith(f"{path}:{line}: ")
    assert what in message


@pytest.mark.parametrize("value", ["!!bool x", "!!int x", "!!float x", "!!map 5", "9" * 5000])
def test_values_that_cannot_be_built(value: str) -> None:
    """A value that does not fit its tag, or is too long a number, is a sentence."""
    with pytest.raises(ContentError, match=r"^me\.yaml"):
        parse_yaml(f"a: {value}", "me.yaml")


def test_invalid_json(tmp_path: Path) -> None:
    """Text that is not valid JSON is refused with the line of the first mistake."""
    path = written(tmp_path, '{\n"a": 1,\n"b": }\n', "me.json")

    assert f"{path}:3: not valid JSON (Expecting value)" == mistake(path)


def test_json_number_of_5000_digits() -> None:
    """A number that is too long is not called nested."""
    with pytest.raises(ContentError) as caught:
        parse_json('{"a": ' + "9" * 5000 + "}", "me.json")

    assert "nested" not in str(caught.value)


@pytest.mark.parametrize("name", ["me.yaml", "me.json"])
def test_byte_order_mark(tmp_path: Path, name: str) -> None:
    """The mark that some editors write first is not part of the text."""
    path = written(tmp_path, b'\xef\xbb\xbf{"name": "Ada"}', name)

    assert {"name": "Ada"} == read_user_document(path).data


def test_unicode_names(tmp_path: Path) -> None:
    """Names in any script survive, in the file and as its name."""
    path = written(tmp_path, "name: Ærøskøbing 山田 🎓\n", "Zoë-Łukasz-山.yaml")

    assert {"name": "Ærøskøbing 山田 🎓"} == read_user_document(path).data


@pytest.mark.parametrize("text", ["2027-01-01", "2027-01-01T10:00:00"])
def test_dates_stay_text(text: str) -> None:
    """A date is kept as its author wrote it."""
    assert {"start": text} == parse_yaml(f"start: {text}", "me.yaml").data


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ((), "me.yaml:1"),
        (("goals",), "me.yaml:3"),
        (("goals", "track"), "me.yaml:4"),
        (("goals", "must_have", 1), "me.yaml:7"),
        (("goals", "must_have", 9), "me.yaml:5"),
        (("goals", "absent", "deeper"), "me.yaml:3"),
        (("absent",), "me.yaml:1"),
    ],
)
def test_where(path: tuple[object, ...], where: str) -> None:
    """`where` names the line of the deepest part of a path that exists."""
    text = "# A comment\nname: x\ngoals:\n  track: research\n  must_have:\n    - a\n    - b\n"
    expected = "me.yaml:2" if where == "me.yaml:1" else where

    assert expected == parse_yaml(text, "me.yaml").where(path)


def test_where_in_json() -> None:
    """JSON keeps no lines, so only the file is named."""
    assert "me.json" == parse_json('{"a": {"b": 1}}', "me.json").where(("a", "b"))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A folder with two content files, one of them deeper."""
    folder = tmp_path / "data"
    (folder / "inner").mkdir(parents=True)
    written(folder, "b: [1, 2]\n", "two.yaml")
    written(folder / "inner", "a: é\n", "one.yaml")
    return folder


CONTENT = {"inner/one.yaml": {"a": "é"}, "two.yaml": {"b": [1, 2]}}


def test_package_folder(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Content is the same from the files and from the cache, which a change makes stale."""
    monkeypatch.setenv("TRIPOS_CACHE", str(tmp_path / "cache"))

    assert CONTENT == read_package_folder(package)
    assert 1 == len(list((tmp_path / "cache").glob("*.json")))
    assert CONTENT == read_package_folder(package)

    written(package, "b: [1, 2, 3]\n", "two.yaml")

    assert {"b": [1, 2, 3]} == read_package_folder(package)["two.yaml"]


def test_cache_folder_cannot_be_written(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache folder that cannot exist costs nothing but time."""
    monkeypatch.setenv("TRIPOS_CACHE", str(written(tmp_path, "x", "file") / "cache"))

    assert CONTENT == read_package_folder(package)
    assert CONTENT == read_package_folder(package)


@pytest.mark.parametrize("damage", ["", "{", "[]", "\x00"])
def test_damaged_cache(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """A damaged cache is ignored and written anew."""
    monkeypatch.setenv("TRIPOS_CACHE", str(tmp_path / "cache"))
    read_package_folder(package)
    (cached,) = (tmp_path / "cache").iterdir()
    cached.write_text(damage, encoding="utf-8")

    assert CONTENT == read_package_folder(package)
    assert CONTENT == json.loads(cached.read_text(encoding="utf-8"))


def test_nearest() -> None:
    """A misspelt word finds the known one; nonsense and endless words find nothing."""
    assert ("lasso",) == nearest("laso", ["lasso", "ridge-regression"])
    assert () == nearest("qqqq", ["lasso"])
    assert () == nearest("l" * 100_000, ["lasso"])
