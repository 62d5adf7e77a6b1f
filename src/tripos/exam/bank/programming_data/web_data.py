"""Web APIs and data formats: status codes, retries, CSV and JSON, columns on disk."""

from __future__ import annotations

import csv
import io
import json
import math

from tripos.exam.bank.programming_data.running import code
from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose, match, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "web-apis-and-data-formats"

# A request to a prediction service, the facts that decide its status, and that status.
_REQUESTS = [
    ("the body is valid, but the token is missing", "noone", "401 Unauthorized"),
    ("the token has expired", "noone", "401 Unauthorized"),
    ("a valid user asks for the model of another team, which they may not see", "barred",
     "403 Forbidden"),
    ("a reader's token is used to delete a model", "barred", "403 Forbidden"),
    ("a valid user asks for a model id that was never given out", "absent", "404 Not Found"),
    ("the path is misspelt", "absent", "404 Not Found"),
    ("the JSON is well formed, but `age` holds the text 'old' where the schema wants a number",
     "schema", "422 Unprocessable Content"),
    ("a required field of the schema is missing from a well-formed body", "schema",
     "422 Unprocessable Content"),
    ("the client has sent 900 requests in a minute that allows 600", "fast",
     "429 Too Many Requests"),
    ("a burst of retries exceeds the quota of the key", "fast", "429 Too Many Requests"),
    ("the model raises an exception on a valid input", "bug", "500 Internal Server Error"),
    ("a feature of a valid input divides by zero in the server's code", "bug",
     "500 Internal Server Error"),
    ("the server is loading its weights and will be ready in a minute", "starting",
     "503 Service Unavailable"),
    ("the server sheds load while it is over capacity for all clients", "starting",
     "503 Service Unavailable"),
    ("a valid request creates a new training job", "made", "201 Created"),
]  # fmt: skip
_PATHS = ["churn", "price", "route", "triage", "spam", "demand", "rank", "score"]
_CODES = {
    "noone": 401, "barred": 403, "absent": 404, "schema": 422, "fast": 429, "bug": 500,
    "starting": 503, "made": 201,
}  # fmt: skip


@question("web-status-codes", "Name the status", ABOUT, skill="choose", minutes=3, difficulty=0.1)
def status_codes(rng: Rng) -> Variant:
    """Match situations of a prediction service with status codes."""
    while True:
        rows = [_REQUESTS[int(at)] for at in rng.choice(len(_REQUESTS), 4, replace=False)]
        if len({row[1] for row in rows}) == 4:
            break
    used = {row[2] for row in rows}
    spare = [text for text in dict.fromkeys(row[2] for row in _REQUESTS) if text not in used]
    spare = [spare[int(at)] for at in rng.permutation(len(spare))[:2]]
    pairs = [(text, status) for text, _, status in rows]

    def again() -> dict[str, str]:
        codes = {int(text[:3]): text for text in [*used, *spare]}
        return {text: codes[_CODES[fact]] for text, fact, _ in rows}

    swapped = dict(pairs)
    swapped[rows[0][0]], swapped[rows[1][0]] = swapped[rows[1][0]], swapped[rows[0][0]]
    return match(
        rng,
        f"A prediction service answers at `/v{int(rng.integers(1, 9))}/{pick(rng, _PATHS)}` and"
        " validates its input against a schema, as FastAPI does. Match each situation with the"
        " status it should answer with.",
        pairs, again=again, spare=spare,
        solution="4xx: the client must change something (401: who are you; 403: you may not; 404:"
        " no such thing; 422: the body breaks the schema; 429: too fast). 5xx: the server failed"
        " (500) or is not ready (503), so the same request may work later. "
        + "; ".join(f"{text}: {status}" for text, status in pairs) + ".",
        mistakes=[(swapped, "Ask first whose fault it is (4xx or 5xx), then what would have to"
                   " change for the request to succeed.")],
    )  # fmt: skip


@question("web-backoff-total", "Waiting with backoff", ABOUT, skill="compute", minutes=3,
          difficulty=0.3)  # fmt: skip
def backoff_total(rng: Rng) -> Variant:
    """Total time of a client that retries with capped exponential backoff."""
    first, tries = float(pick(rng, [0.5, 1.0, 2.0])), int(rng.integers(5, 9))
    cap = float(first * pick(rng, [5, 6, 10, 12]))
    answer_time = int(pick(rng, [100, 200, 250, 400]))
    waits = [min(first * 2**at, cap) for at in range(tries - 1)]
    value = sum(waits) + tries * answer_time / 1000

    def again() -> float:
        doublings = math.floor(math.log2(cap / first)) + 1  # waits below the cap
        below = min(doublings, tries - 1)
        rest = tries - 1 - below
        return first * (2**below - 1) + rest * cap + tries * answer_time / 1000

    free = sum(first * 2**at for at in range(tries - 1))
    return number(
        f"A client calls a service that answers 503 after {answer_time} ms each time. It waits"
        f" {first:g} s after the first failure and twice as long after each further one, but never"
        f" longer than {cap:g} s, without jitter, and gives up after attempt number {tries}"
        " (without a further wait). After how many seconds does it give up?",
        value, again=again, rel=0, tol=0.011, unit="s", digits=2,
        solution=f"Between {tries} attempts there are {tries - 1} waits:"
        f" {', '.join(f'{wait:g}' for wait in waits)} s, together {sum(waits):g} s; the attempts"
        f" themselves take ${tries} \\cdot {answer_time / 1000:g}$ s. Total: {value:g} s.",
        mistakes=[
            (free + tries * answer_time / 1000, "The waits are capped: see when the cap is"
             " reached."),
            (value + min(first * 2 ** (tries - 1), cap), "No wait follows the last attempt: there"
             " is one wait fewer than there are attempts."),
            (sum(waits), "The failing calls take time as well."),
            (first * (tries - 1) + tries * answer_time / 1000, "Each wait is twice the one before"
             " (up to the cap)."),
        ],
    )  # fmt: skip


@question("web-csv-fields", "Read a CSV by its rules", ABOUT, skill="compute", minutes=3,
          difficulty=0.4)  # fmt: skip
def csv_fields(rng: Rng) -> Variant:
    """Records, and fields in one of them, of a CSV with quoted commas and line breaks."""
    names = ["Kim", "Ada", "Lee", "Mia", "Tom", "Zoe"]
    records, wide = int(rng.integers(3, 7)), bool(rng.integers(2))
    kinds = [1, 2, *(int(x) for x in rng.integers(0, 3, records - 2))]
    rows = []
    for at, kind in enumerate(int(x) for x in rng.permutation(kinds)):
        name, grade = pick(rng, names), int(rng.integers(10, 99))
        note = [f"grade {grade}", f'"grade {grade}, second try"', f'"first line\n{grade} later"']
        cells = [str(at + 1), name, note[kind], str(int(rng.integers(2, 30)))]
        rows.append(",".join(cells[:1] + [pick(rng, "AB")] * wide + cells[1:]))
    fields = 4 + wide
    text = f"id,{'group,' * wide}name,note,score\n" + "\n".join(rows)
    lines = text.count("\n") + 1
    commas = max(line.count(",") for line in text.split("\n")) + 1
    breaks = sum(kind == 2 for kind in kinds)

    def again() -> list[float]:
        read = list(csv.reader(io.StringIO(text)))
        return [len(read) - 1, max(map(len, read))]

    return matrix(
        f"A file holds, as RFC 4180 defines CSV with a header line:{code(text, 'text')}Write two"
        " numbers: how many records it has (without the header), and the largest number of fields"
        " in a record.",
        [records, fields], again=again, rel=0, tol=1e-9,
        solution="Commas and line breaks inside double quotes belong to the field. So the"
        f" {lines} lines are a header and {records} records (quotes hold {breaks} line"
        f" break{'s' * (breaks != 1)}), and each record has {fields} fields.",
        mistakes=[
            ([lines - 1, commas], "Quoted fields may hold commas and line breaks: splitting lines"
             " and commas breaks them."),
            ([records, commas], "The comma inside the quotes belongs to the field."),
            ([lines - 1, fields], "The line break inside the quotes belongs to the field: those two"
             " lines are one record."),
            ([records + 1, fields], "The header is no record."),
        ],
    )  # fmt: skip


@question("web-parquet-scan", "Bytes read from columns", ABOUT, skill="compute", minutes=4,
          difficulty=0.3)  # fmt: skip
def parquet_scan(rng: Rng) -> Variant:
    """A query on few columns and few row groups: what a columnar file saves."""
    columns, wanted = int(rng.integers(20, 81)), int(rng.integers(2, 6))
    groups = int(rng.integers(20, 61))
    hit = int(rng.integers(2, 8))
    rows = int(rng.integers(4, 21)) * 10
    ratio = float(pick(rng, [2.0, 2.5, 4.0, 5.0]))
    whole = rows * 1e6 * columns * 8 / 1e6  # MB
    value = whole * wanted / columns * hit / groups / ratio

    def again() -> float:
        cells = rows * 10**6 // 100 * wanted * hit * 100 / groups
        return cells * 8 / ratio / 10**6

    return number(
        f"A table has {rows} million rows and {columns} columns of 8 bytes a value. As Parquet it"
        f" is cut into {groups} row groups of equal size and sorted by date; each column is"
        f" compressed by a factor of {ratio:g}. A query reads {wanted} columns for a span of days"
        f" that, by the statistics in the footer, lies in {hit} row groups. About how many MB"
        " ($10^6$ bytes) of column data are read?",
        value, again=again, rel=0.01, unit="MB", digits=1,
        solution=f"Uncompressed, the table has {whole:g} MB. Only {wanted} of {columns} columns and"
        f" {hit} of {groups} row groups are read, compressed: ${whole:g} \\cdot"
        f" \\frac{{{wanted}}}{{{columns}}} \\cdot \\frac{{{hit}}}{{{groups}}} / {ratio:g} ="
        f" {value:.1f}$ MB. A CSV would have to be read in full.",
        mistakes=[
            (value * groups / hit, "Row groups outside the span of days are skipped by their"
             " statistics."),
            (value * columns / wanted, "Columns are stored apart: only those asked for are read."),
            (value * ratio, "What is read from disk is compressed."),
            (whole / ratio, "Neither all columns nor all row groups are read."),
        ],
    )  # fmt: skip


_VALUES = [
    ("the tuple `(3, 4)`", "(3, 4)", "it comes back as a list"),
    ("the dictionary `{1: 'a'}`", "{1: 'a'}", "its keys come back as texts"),
    ("the list `[1, 2]`", "[1, 2]", "it comes back equal"),
    ("the dictionary `{'a': None}`", "{'a': None}", "it comes back equal"),
    ("the text `'1'`", "'1'", "it comes back equal"),
    ("the set `{1, 2}`", "{1, 2}", "it raises an exception when written"),
    ("the bytes `b'ab'`", "b'ab'", "it raises an exception when written"),
    ("the list `[0.1, 1e300]`", "[0.1, 1e300]", "it comes back equal"),
    ("the dictionary `{None: 1}`", "{None: 1}", "its keys come back as texts"),
    ("the list `[(1, 2)]`", "[(1, 2)]", "a tuple in it comes back as a list"),
    ("the complex number `2j`", "2j", "it raises an exception when written"),
    ("the text with an umlaut `'für'`", "'für'", "it comes back equal"),
]  # fmt: skip


@question("web-json-round-trip", "What JSON keeps", ABOUT, skill="diagnose", minutes=2,
          difficulty=0.1)  # fmt: skip
def json_round_trip(rng: Rng) -> Variant:
    """Which Python value survives json.dumps and json.loads unchanged, or does not."""
    kept = [row for row in _VALUES if row[2] == "it comes back equal"]
    lost = [row for row in _VALUES if row[2] != "it comes back equal"]
    survive = bool(rng.integers(2))
    ones, others = (kept, lost) if survive else (lost, kept)
    right = pick(rng, ones)
    wrong = [others[int(at)] for at in rng.permutation(len(others))[:3]]

    def unchanged(text: str) -> bool:
        value = eval(text)  # noqa: S307 - literals from the list above
        try:
            return bool(json.loads(json.dumps(value)) == value)
        except TypeError:
            return False

    def again() -> str:
        return next(name for name, text, _ in [right, *wrong] if unchanged(text) == survive)

    asked = "comes back equal" if survive else "does not come back equal or is refused"
    return choose(
        rng,
        "A Python value is written with `json.dumps` and read with `json.loads`. Which of these"
        f" {asked}?",
        right[0], [(name, f"Not so: {said}.") for name, _, said in wrong], again=again,
        solution="JSON knows objects with text keys, arrays, texts, numbers, true, false and null;"
        f" tuples become lists, keys become texts, sets and bytes are refused. For {right[0]}:"
        f" {right[2]}.",
    )  # fmt: skip
