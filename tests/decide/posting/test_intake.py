"""What can be handed in: files, pages, folders, rows; and one sentence for what cannot."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tripos.decide.posting import fingerprint, read_documents, read_uploads
from tripos.decide.posting.copies import near_copies, shingles, similarity
from tripos.decide.posting.intake import MAX_FILES, Intake
from tripos.decide.posting.language import language_of
from tripos.decide.posting.page import read_page
from tripos.decide.posting.title import find_title

SAMPLES = Path(__file__).parent / "samples"
TEXT = "Data Scientist\nYou have a degree and experience with SQL and forecasting."


def _take(path: Path, content: str | bytes) -> Intake:
    raw = content.encode() if isinstance(content, str) else content
    path.write_bytes(raw)
    return read_documents([path])


def test_it_works(tmp_path: Path) -> None:
    """A text file becomes one document with its title and unchanged text."""
    (document,) = _take(tmp_path / "a.txt", TEXT).documents

    assert document.name.endswith("a.txt")
    assert document.title == "Data Scientist"
    assert document.text == TEXT
    assert document.notes == ()


def test_a_page_is_read_without_its_frame() -> None:
    """Scripts, navigation, forms, hidden parts and board metadata are dropped, bullets kept."""
    (document,) = read_documents([SAMPLES / "page.html"]).documents

    assert document.title == "Data Engineer II"
    assert "PhD" not in document.text
    assert "Doctora" not in document.text
    assert "* Write ETL jobs" in document.text
    assert "sales & delays" in document.text
    assert "2–4 years" in document.text


def test_json_ld_stands_in_for_an_empty_body(tmp_path: Path) -> None:
    """The description of a JobPosting is used when scripts draw the page; its fields are not."""
    body = "<ul><li>SQL experience</li></ul>" + "<p>We need skills and a good team.</p>" * 5
    data = {
        "@type": "JobPosting",
        "title": "Data Analyst",
        "description": body,
        "educationRequirements": "Doctorate",
    }
    script = json.dumps(data).replace("</", "<\\/")
    page = f"<html><body><script type='application/ld+json'>{script}</script></body></html>"
    (document,) = _take(tmp_path / "a.html", page).documents

    assert document.title == "Data Analyst"
    assert "* SQL experience" in document.text
    assert "Doctorate" not in document.text


def test_a_page_wrapped_in_a_form_is_read() -> None:
    """Where nothing is left without forms, the forms are read too."""
    page = "<html><body><form><h1>Analyst</h1><p>" + "experience with SQL " * 20 + "</p></form>"

    assert "experience with SQL" in read_page(page).text
    assert read_page(page).title == "Analyst"


def test_several_postings_in_one_file(tmp_path: Path) -> None:
    """A line of --- or a form feed parts postings; their names are numbered."""
    found = _take(tmp_path / "a.txt", f"{TEXT}\n---\n{TEXT} Two.\n\f{TEXT} Three.").documents

    assert [one.name.rpartition("#")[2] for one in found] == ["1", "2", "3"]


def test_front_matter_names_the_title() -> None:
    """The title of a Markdown file's front matter is put before its text."""
    (document,) = read_documents([SAMPLES / "intern.md"]).documents

    assert document.title == "Research Intern, Speech"
    assert document.text.startswith("Research Intern, Speech\n")


def test_rows_of_json(tmp_path: Path) -> None:
    """Each row of a JSON Lines or JSON file with text or description is a posting."""
    rows = [{"title": "Analyst", "text": TEXT}, {"description": f"<p>{TEXT}</p><p>SQL team</p>"}]
    lines = _take(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    whole = _take(tmp_path / "a.json", json.dumps({"postings": rows[:1]}))

    assert lines.documents[0].text.startswith("Analyst\n")
    assert len(lines.documents) + len(lines.problems) == 2
    assert len(whole.documents) == 1


def test_standard_input() -> None:
    """- reads standard input."""
    (document,) = read_documents([Path("-")], TEXT.encode).documents

    assert document.name == "standard input"


def test_uploads_are_read_like_files(tmp_path: Path) -> None:
    """Named bytes give what files of that content give: documents, numbers, problems, order."""
    contents = {
        "a.txt": f"{TEXT}\n---\n{TEXT} Two.".encode(),
        "empty.txt": b"",
        "rows.jsonl": json.dumps({"title": "Analyst", "text": TEXT}).encode(),
        "page.html": (SAMPLES / "page.html").read_bytes(),
        "old.doc": b"\xd0\xcf\x11\xe0rest",
        "big.txt": b"a " * 500_001,
    }
    for name, raw in contents.items():
        (tmp_path / name).write_bytes(raw)
    files = read_documents([tmp_path / name for name in contents])
    uploads = read_uploads(list(contents.items()))

    assert [one.name for one in uploads.documents] == ["a.txt#1", "a.txt#2", "rows.jsonl",
                                                      "page.html"]  # fmt: skip
    assert [name for name, _ in uploads.problems] == ["empty.txt", "old.doc", "big.txt"]
    assert [(one.title, one.text) for one in uploads.documents] == [
        (one.title, one.text) for one in files.documents
    ]
    assert [what for _, what in uploads.problems] == [what for _, what in files.problems]


def test_halves_of_characters_are_dropped() -> None:
    """What cannot be written as UTF-8 does not get into a posting's text."""
    row = b'{"title": "Analyst \\ud83d", "text": "Data analyst, degree in \\udc00 statistics"}'
    (document,) = read_uploads([("a.json", row)]).documents

    assert document.title == "Analyst"
    assert document.text.encode("utf-8").endswith(b"degree in  statistics")


@pytest.mark.parametrize(
    "charset", ["punycode", "undefined", "idna", "unicode_escape", "rot13", "no-such"]
)
def test_what_no_page_is_written_in_is_refused(charset: str) -> None:
    """A page that names no charset of pages is one sentence, and costs no time."""
    page = f"<html><meta charset={charset}>".encode() + b"-ab" * 300_000
    ((name, what),) = read_uploads([("a.html", page)]).problems

    assert (name, what) == ("a.html", "is not UTF-8 text; save it as UTF-8")


def test_a_folder_is_read_recursively_and_in_order(tmp_path: Path) -> None:
    """Hidden files and files of other kinds are skipped, bad ones reported, the others read."""
    for name in ("b.txt", "a/z.md", ".hidden.txt", ".git/x.txt", "notes.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT} {name}")
    (tmp_path / "bad.txt").write_text("")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 ...")
    intake = read_documents([tmp_path])

    names = [Path(one.name).relative_to(tmp_path).as_posix() for one in intake.documents]
    assert names == ["a/z.md", "b.txt"]
    assert [Path(name).name for name, _ in intake.problems] == ["bad.txt", "c.pdf"]


def test_a_folder_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of too many files the first by name are read, and one sentence says so."""
    assert MAX_FILES == 5000
    monkeypatch.setattr("tripos.decide.posting.intake.MAX_FILES", 2)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{TEXT} {name}")
    intake = read_documents([tmp_path])

    assert len(intake.documents) == 2
    assert "holds 3 files; the first 2 by name are read" in intake.problems[0][1]


SWEDISH = (
    "Vi söker en dataanalytiker som vill arbeta med oss i Lund och som har erfarenhet av SQL. Du är"
    " nyfiken och det är viktigt att du kan förklara för andra vad du har hittat i våra data."
)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t ", "is empty"),
        ("a.txt", b"%PDF-1.4 rest", "is a PDF file; save it as text or HTML"),
        ("a.docx", b"PK\x03\x04rest", "is a Word or zip file; save it as text or HTML"),
        ("a.doc", b"\xd0\xcf\x11\xe0rest", "is an old Word file"),
        ("a.txt", b"Data\x00Scientist", "is not a text file"),
        ("a.txt", b"Data Scientist with \xff\xfa experience", "is not UTF-8 text"),
        ("a.txt", b"a " * 500_001, "is larger than 1 MB"),
        ("a.txt", b"a " * 2_500_000, "is larger than 1 MB"),
        ("a.txt", b"Hello", "holds no posting"),
        ("a.html", b"<html><body><p>Please enable cookies.</p></body></html>", "no posting"),
        ("a.html", b"<html><p>" + b"lorem ipsum dolor " * 30, "holds no posting"),
        ("a.json", b'{"salary": 3}', "holds no JSON rows"),
        ("a.jsonl", b"not json at all", "holds no JSON rows"),
        ("a.txt", SWEDISH.encode(), "is written in Swedish, which cannot be read"),
        ("a.txt", "Нужен аналитик данных с опытом".encode(), "a language that cannot be read"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    """Each kind of unreadable file gets one clear sentence."""
    intake = _take(tmp_path / name, content)

    assert intake.documents == ()
    ((where, what),) = intake.problems
    assert where.endswith(name)
    assert sentence in what
    assert "\n" not in what


def test_missing_files_and_empty_folders(tmp_path: Path) -> None:
    """A missing file and a folder without postings are told apart."""
    (tmp_path / "void").mkdir()
    intake = read_documents([tmp_path / "gone.txt", tmp_path / "void"])

    assert [what.split(";")[0] for _, what in intake.problems] == [
        "no such file",
        "holds no postings",
    ]


def test_fingerprints_ignore_what_does_not_matter() -> None:
    """Case, white space and punctuation do not count, words do."""
    assert fingerprint("Data  Scientist, SQL!") == fingerprint("data scientist\nsql")
    assert fingerprint("Data Scientist") != fingerprint("Data Scientists")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kurz", "English"),
        ((SAMPLES / "german.txt").read_text("utf-8"), "German"),
        ((SAMPLES / "french.txt").read_text("utf-8"), "French"),
        ((SAMPLES / "bullets.txt").read_text("utf-8"), "English"),
        ("Buscamos una persona para el equipo de datos que tenga experiencia con modelos y con la "
         "nube, y que quiera trabajar en Madrid con los mejores del sector.", "Spanish"),
        ("Cerchiamo una persona per il nostro gruppo che abbia esperienza con i dati e con la "
         "statistica, e che voglia lavorare a Torino nel settore della energia.", "Italian"),
        ("Wij zoeken een analist die met ons in Utrecht aan de data van het spoor wil werken en "
         "die ervaring heeft met SQL en Python, bij voorkeur in een klein team.", "Dutch"),
        ("Buscamos uma pessoa para a equipa de dados que tenha experiência com modelos e que "
         "queira trabalhar em Lisboa com os nossos clientes da área da saúde.", "Portuguese"),
    ],
)  # fmt: skip
def test_languages(text: str, language: str) -> None:
    """The language is told by its small words."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Job Title: Statistician\nAgency: X", "Statistician"),
        ("**Position:** Data Engineer\nMore", "Data Engineer"),
        ("Welcome to Wrenfield\nSenior Data Analyst\nText", "Senior Data Analyst"),
        ("Heath Co | NLP Engineer | Oslo | Remote\nText", "NLP Engineer"),
        ("We are looking for a Lead Data Scientist to join us in Bath.", "Lead Data Scientist"),
        ("Data Analyst wanted. SQL needed.", "Data Analyst"),
        ("The weather was fine, and the river was low all through the summer of that year.", ""),
    ],
)
def test_titles_are_found(text: str, title: str) -> None:
    """A posting without a given title names its job somewhere near its start."""
    assert find_title(text) == title


def test_near_copies_are_found() -> None:
    """Texts that share nine tenths of their runs of words are paired, others are not."""
    rng = np.random.default_rng(3)
    words = [f"w{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(500)]
    one = " ".join(rng.choice(words, 300))
    other = " ".join(rng.choice(words, 300))

    assert near_copies([one, other, f"{one} at last"]) == [(0, 2)]
    assert similarity(shingles(one), shingles(one)) == 1.0
    assert similarity(shingles(""), shingles("")) == 0.0
