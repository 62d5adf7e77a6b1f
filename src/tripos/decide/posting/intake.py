"""Takes postings in: files, folders, uploads and standard input become titled plain text.

A document's text always begins with its title line when the title came from outside the text, so
that every reading can point at its words by offsets into one text.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tripos.decide.posting.language import language_note, language_of
from tripos.decide.posting.page import looks_like_html, read_page
from tripos.decide.posting.title import find_title, is_job_text
from tripos.errors import ContentError

MAX_BYTES = 1_000_000
MAX_ROWS_BYTES = 50_000_000
MAX_FILES = 5_000
STDIN = "-"

_KINDS = frozenset(["", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json",
                    ".jsonl", ".ndjson"])  # fmt: skip
_OFFICE = frozenset([".pdf", ".doc", ".docx", ".rtf", ".odt", ".pages"])
_ROWS = frozenset([".json", ".jsonl", ".ndjson"])
_SIGNS = ((b"%PDF", "a PDF file"), (b"PK\x03\x04", "a Word or zip file"),
          (b"\xd0\xcf\x11\xe0", "an old Word file"), (b"{\\rtf", "an RTF file"))  # fmt: skip
_NO_CHARSETS = frozenset(["idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"])
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)
_PART = re.compile(r"^---[ \t]*$|\f", re.MULTILINE)
_FRONT = re.compile(r"---[ \t]*\n((?:[\w -]{1,40}:[^\n]*\n){1,40})---[ \t]*\n")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\u200b\u2060\ufeff\ud800-\udfff]")
_FEWEST_WORDS = 4
_FEWEST_PAGE_WORDS = 25
_TEXT_KEYS = ("text", "description", "job_description", "body")
_TITLE_KEYS = ("title", "job_title", "position", "name")


_Source = tuple[str, Callable[[], bytes]]  # a name, and what reads the bytes under it


@dataclass(frozen=True, slots=True)
class Document:
    """One posting as plain text. `name` is its file, with #2, #3 ... where a file holds several."""

    name: str
    title: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """The postings that could be read, and (file, one sentence) for each that could not."""

    documents: tuple[Document, ...]
    problems: tuple[tuple[str, str], ...]


def read_documents(paths: Sequence[Path], stdin: Callable[[], bytes] | None = None) -> Intake:
    """All postings in `paths` (files, folders, `-`), in the order given, folders sorted by name."""
    return _read_all(source for path in paths for source in _sources(path, stdin))


def read_uploads(files: Sequence[tuple[str, bytes]]) -> Intake:
    """All postings in named byte strings (uploads, pasted text), in the order given."""
    return _read_all((name, lambda raw=raw: raw) for name, raw in files)  # type: ignore[misc]


def _read_all(sources: Iterable[_Source]) -> Intake:
    documents: list[Document] = []
    problems: list[tuple[str, str]] = []
    for name, load in sources:
        try:
            for piece in _pieces(load(), name):
                _take(piece, documents, problems)
        except ContentError as error:
            problems.append((error.where, _sentence(error)))
    return Intake(tuple(documents), tuple(problems))


def _take(piece: Document, documents: list[Document], problems: list[tuple[str, str]]) -> None:
    """Files `piece` under documents or, when it is no posting, under problems."""
    try:
        documents.append(make_document(piece.name, piece.text, piece.title))
    except ContentError as error:
        problems.append((error.where, _sentence(error)))


def _sentence(error: ContentError) -> str:
    return error.what + (f"; {error.remedy}" if error.remedy else "")


def _sources(path: Path, stdin: Callable[[], bytes] | None) -> Iterator[_Source]:
    name = str(path)
    if name == STDIN and stdin is not None:
        yield "standard input", stdin
    elif path.is_dir():
        yield from _folder(path)
    else:
        yield name, lambda: _read_bytes(path)


def _folder(folder: Path) -> Iterator[_Source]:
    files = sorted(_visible(folder))
    wanted = [path for path in files if path.suffix.lower() in _KINDS | _OFFICE]
    if not wanted:
        yield str(folder), _refuse(folder, "holds no postings", "put text or HTML files into it")
    if len(wanted) > MAX_FILES:
        what = f"holds {len(wanted)} files; the first {MAX_FILES} by name are read"
        yield str(folder), _refuse(folder, what, "split the folder to read the rest")
    for path in wanted[:MAX_FILES]:
        yield str(path), lambda path=path: _read_bytes(path)  # type: ignore[misc]


def _visible(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        if not any(part.startswith(".") for part in inside) and path.is_file():
            yield path


def _refuse(path: Path, what: str, remedy: str) -> Callable[[], bytes]:
    def refuse() -> bytes:
        raise ContentError(str(path), what, remedy)

    return refuse


def _read_bytes(path: Path) -> bytes:
    """The file's bytes, at most one more than the limit. Raises ContentError."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_ROWS_BYTES + 1)
    except FileNotFoundError:
        raise ContentError(str(path), "no such file", "check the name") from None
    except OSError as error:
        raise ContentError(str(path), f"cannot be read ({error.strerror})") from error


def _pieces(raw: bytes, name: str) -> Iterable[Document]:
    """The parts of a file that are to be postings, as raw text with the titles they came with."""
    rows = Path(name).suffix.lower() in _ROWS or raw[:1] in (b"{", b"[")
    limit = MAX_ROWS_BYTES if rows else MAX_BYTES
    if len(raw) > limit:
        raise ContentError(name, f"is larger than {limit // 1_000_000} MB", "is it the right file?")
    text = _decode(raw, name)
    if not text.strip():
        raise ContentError(name, "is empty", "save the posting's text into it")
    if rows:
        found = _rows(text)
        if found is not None:
            return _numbered(name, found)
        if Path(name).suffix.lower() in _ROWS:
            what = "holds no JSON rows with a `text` or `description`"
            raise ContentError(name, what, "save the posting as text or HTML")
    if looks_like_html(text):
        return [Document(name, "", text)]
    return _numbered(name, _split(text))


def _numbered(name: str, parts: Sequence[tuple[str, str]]) -> list[Document]:
    if len(parts) == 1:
        return [Document(name, *parts[0])]
    return [Document(f"{name}#{at}", *part) for at, part in enumerate(parts, 1)]


def _decode(raw: bytes, name: str) -> str:
    for sign, what in _SIGNS:
        if raw.startswith(sign):
            raise ContentError(name, f"is {what}", "save it as text or HTML")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    if b"\x00" in raw:
        raise ContentError(name, "is not a text file", "save the posting as text or HTML")
    charset = _CHARSET.search(raw[:2048])
    try:
        if charset and raw.lstrip()[:1] == b"<":
            return raw.decode(_page_charset(charset[1].decode()))
        return raw.decode("utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        raise ContentError(name, "is not UTF-8 text", "save it as UTF-8") from None


def _page_charset(named: str) -> str:
    """The codec of a page. Raises LookupError for what Python knows but no page is written in."""
    codec = codecs.lookup(named).name
    if codec in _NO_CHARSETS:
        raise LookupError(named)
    return codec


def _rows(text: str) -> list[tuple[str, str]] | None:
    """Title and text of each row of a JSON or JSON Lines file; None if it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        try:
            data = [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            return None
    if isinstance(data, dict):
        data = data.get("postings", [data])
    if not isinstance(data, list):
        return None
    return [row for row in map(_row, data) if row] or None


def _row(row: Any) -> tuple[str, str] | None:
    if not isinstance(row, dict):
        return None
    text = next((row[key] for key in _TEXT_KEYS if isinstance(row.get(key), str)), "")
    title = next((row[key] for key in _TITLE_KEYS if isinstance(row.get(key), str)), "")
    return (title, text) if text.strip() else None


def _split(text: str) -> list[tuple[str, str]]:
    """(title, text) of each posting between lines of `---`; front matter may hold the title."""
    text = text.replace("\r\n", "\n").lstrip()
    front = _FRONT.match(text)
    title = ""
    if front:
        text = text[front.end() :]
        named = re.search(r"^title:(.*)$", front[1], re.MULTILINE | re.IGNORECASE)
        title = named[1].strip().strip("\"'") if named else ""
    parts = [part for part in _PART.split(text) if part.strip()]
    return [(title if at == 0 else "", part) for at, part in enumerate(parts)] or [("", "")]


def make_document(name: str, source: str, title: str = "") -> Document:
    """`source` (plain text or HTML) as a document. Raises ContentError if it is no posting."""
    text = source
    page = looks_like_html(source)
    if page:
        read = read_page(source)
        title, text = title or read.title, read.text
    text = clean(text)
    words = len(text.split())
    if words < (_FEWEST_PAGE_WORDS if page else _FEWEST_WORDS) or (page and not is_job_text(text)):
        raise ContentError(name, "holds no posting (too little text about a job)",
                           "save the whole page, or copy the posting's text")  # fmt: skip
    if len(text) > MAX_BYTES:
        raise ContentError(name, "holds a posting larger than 1 MB", "is it the right file?")
    language = language_of(text)
    note = language_note(language)
    if note is None:
        what = f"is written in {language or 'a language'} that cannot be read"
        what = what if not language else f"is written in {language}, which cannot be read"
        raise ContentError(name, what, "translate it into English first")
    title, text = with_title(clean(title), text)
    return Document(name, title, text, (note,) if note else ())


def clean(text: str) -> str:
    """`text` with plain line ends and spaces, without control characters, trimmed."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    plain = plain.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2028", "\n")
    return _CONTROL.sub("", plain).strip()


def with_title(title: str, text: str) -> tuple[str, str]:
    """The title and the text that begins with it; found in the text when none is given."""
    title = " ".join(title.split())
    if not title:
        return find_title(text), text
    if text[:200].lower().startswith(title.lower()):
        return text[: len(title)], text
    return title, f"{title}\n{text}"
