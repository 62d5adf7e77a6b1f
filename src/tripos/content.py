"""Reads YAML and JSON files safely, and remembers on which line each value stands.

Package content is trusted but large, so its parsed form is cached; files that people hand in are
small but untrusted, so size, nesting and YAML aliases (the root of exponential "bombs") are
limited before anything is built from them.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from tripos.errors import ContentError, TriposError

MAX_USER_BYTES = 1_000_000
MAX_DEPTH = 24

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


# Dates stay the text their author wrote, and NO stays a country.
_LEFT_AS_TEXT = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")


class _TextLoader(yaml.CSafeLoader):
    """Safe loader that keeps dates and words as text and refuses repeated keys."""


_TextLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag not in _LEFT_AS_TEXT]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_TextLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|false|False)$"), list("tTfF")
)


def _mapping_once(loader: _TextLoader, node: yaml.MappingNode) -> dict[object, object]:
    seen: set[object] = set()
    for key, _ in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else None
        if name is None or name in seen:
            problem = f"the key '{name}' stands twice" if name else "a key must be plain text"
            raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
        seen.add(name)
    return loader.construct_mapping(node, deep=True)


_TextLoader.add_constructor("tag:yaml.org,2002:map", _mapping_once)


@dataclass(frozen=True)
class Document:
    """One parsed file: its data and the line on which each value begins."""

    name: str
    data: object
    root: yaml.Node | None

    def line(self, path: Sequence[object]) -> int | None:
        """The 1-based line of the deepest part of `path` that exists; None for JSON."""
        node, line = self.root, None
        if node is None:
            return None
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return (line if line is not None else node.start_mark.line) + 1

    def where(self, path: Sequence[object] = ()) -> str:
        """`file:line` of the value at `path`, for messages."""
        line = self.line(path)
        return f"{self.name}:{line}" if line else self.name


def _child(node: yaml.Node, step: object) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value.start_mark.line, value
    return None


def parse_yaml(text: str, name: str, *, trusted: bool = False) -> Document:
    """`text` as a document. Raises ContentError with file, line and reason when it cannot be."""
    try:
        if not trusted:
            _refuse_bombs(text, name)
        root = yaml.compose(text, Loader=_TextLoader)
        data = _construct(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"{name}:{mark.line + 1}" if mark else name
        raise ContentError(where, f"not valid YAML ({error.problem or error.context})") from error
    except (yaml.YAMLError, ValueError, KeyError, TypeError, RecursionError) as error:
        reason = str(error).splitlines()[0][:120] or "nested too deeply"
        raise ContentError(name, f"not readable as YAML ({reason})") from error
    return Document(name, data, root)


def _construct(root: yaml.Node | None) -> object:
    if root is None:
        return None
    loader = _TextLoader("")
    try:
        return loader.construct_document(root)
    finally:
        loader.dispose()


def _refuse_bombs(text: str, name: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_TextLoader):
        if isinstance(event, yaml.AliasEvent):
            where = f"{name}:{_line(event)}"
            raise ContentError(where, "YAML aliases (*name) are not accepted", "write values out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            where = f"{name}:{_line(event)}"
            raise ContentError(where, f"nested more than {MAX_DEPTH} levels deep", "flatten it")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def read_user_text(path: Path, limit: int = MAX_USER_BYTES) -> str:
    """The UTF-8 text of a file that a person named. Raises ContentError with one clear sentence."""
    name = str(path)
    try:
        if path.is_dir():
            raise ContentError(name, "is a folder", "name a file in it")
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except FileNotFoundError:
        near = _neighbours(path)
        remedy = f"did you mean {near}?" if near else "check the name"
        raise ContentError(name, "no such file", remedy) from None
    except OSError as error:
        raise ContentError(name, f"cannot be read ({error.strerror})") from error
    if len(raw) > limit:
        raise ContentError(name, f"is larger than {limit / 1e6:.0f} MB", "is it the right file?")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 text (byte {error.start})"
        raise ContentError(name, what, "save it as UTF-8") from error
    if "\x00" in text:
        raise ContentError(name, "is not a text file", "is it the right file?")
    if not text.strip():
        raise ContentError(name, "is empty")
    return text


def _neighbours(path: Path) -> str:
    try:
        names = [entry.name for entry in path.parent.iterdir()][:1000]
    except OSError:
        return ""
    near = difflib.get_close_matches(path.name, names, n=1, cutoff=0.7)
    return str(path.with_name(near[0])) if near else ""


def read_user_document(path: Path, limit: int = MAX_USER_BYTES) -> Document:
    """A person's YAML or JSON file, parsed under limits. Raises ContentError."""
    text = read_user_text(path, limit)
    if path.suffix.lower() == ".json":
        return parse_json(text, str(path))
    return parse_yaml(text, str(path))


def parse_json(text: str, name: str) -> Document:
    """`text` as a JSON document. Raises ContentError with the line of the first mistake."""
    try:
        data = json.loads(text, object_pairs_hook=_pairs_once, parse_constant=_no_constant)
        return Document(name, data, None)
    except json.JSONDecodeError as error:
        raise ContentError(f"{name}:{error.lineno}", f"not valid JSON ({error.msg})") from error
    except RecursionError as error:
        raise ContentError(name, "not readable as JSON (nested too deeply)") from error
    except ValueError as error:
        raise ContentError(name, f"not valid JSON ({str(error)[:80]})") from error


def _pairs_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
        raise ValueError(f"the key '{twice[:40]}' stands twice")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def read_package_folder(folder: Path, pattern: str = "*.yaml") -> dict[str, Json]:
    """Parsed content of the YAML files below `folder` by relative name, in name order.

    The parsed form is kept in the user's cache folder under a key made of names, sizes and
    modification times, as parsing a megabyte of YAML takes about a second and JSON milliseconds.
    """
    paths = sorted(folder.rglob(pattern))
    key = _cache_key(folder, paths)
    cached = _read_cache(key)
    if cached is not None:
        return cached
    content: dict[str, Json] = {}
    for path in paths:
        name = path.relative_to(folder).as_posix()
        document = parse_yaml(path.read_text(encoding="utf-8"), str(path), trusted=True)
        content[name] = document.data  # type: ignore[assignment]
    _write_cache(key, content)
    return content


def _cache_key(folder: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256(str(folder).encode())
    for path in paths:
        state = path.stat()
        digest.update(f"{path}|{state.st_size}|{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:32]


def _cache_folder() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415 - not needed for `--help`

    return Path(os.environ.get("TRIPOS_CACHE") or user_cache_path("tripos"))


def _read_cache(key: str) -> dict[str, Json] | None:
    try:
        found = json.loads((_cache_folder() / f"{key}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _write_cache(key: str, content: Mapping[str, Json]) -> None:
    """Best effort: a read-only or full disk only costs the next start its second."""
    try:
        folder = _cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{key}.{os.getpid()}.tmp"
        draft.write_text(json.dumps(content), encoding="utf-8")
        draft.replace(folder / f"{key}.json")
    except (OSError, TypeError, ValueError):
        return


def nearest(given: str, known: Iterable[str], count: int = 2) -> tuple[str, ...]:
    """Up to `count` of `known` that look most like `given`, for "did you mean"."""
    return tuple(difflib.get_close_matches(given[:80], list(known), n=count, cutoff=0.55))


def mentions(text: str, stems: Iterable[str]) -> bool:
    """Whether some word of `text` begins with one of `stems`; case does not count."""
    low = text.casefold()
    return any(re.search(rf"\b{re.escape(stem)}", low) for stem in stems)


def write_atomically(path: Path, text: str) -> None:
    """Writes `text` so that a crash leaves either the old file or the new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise TriposError(f"{path}: cannot be written ({error.strerror})") from error
