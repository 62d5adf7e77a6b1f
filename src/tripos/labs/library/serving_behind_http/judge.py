"""The checks of serving: artefact, predictions, routes, bodies, rows, independence, budget."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, WrongError, call, check, expect, wrong
from tripos.labs.library.serving_behind_http.data import (
    Model,
    checksum,
    model,
    post,
    predictions,
    raw,
    turned,
)

_REQUESTS = 2000


def _answers(found: Any, count: int) -> list[dict[str, Any]]:
    fits = isinstance(found, list) and len(found) == count
    fits = fits and all(isinstance(one, dict) and "status" in one for one in found)
    expect(fits, "respond: leave the given function as it is")
    return list(found)


def _told(one: dict[str, Any], said: str, status: int = 200) -> dict[str, Any]:
    """The body of an answer that must have this status."""
    expect(not one["broken"], f"serve ({said}): {one['broken']}")
    expect(one["status"] == status, f"serve ({said}): status {one['status']}, not {status}")
    try:
        told = json.loads(one["body"])
    except ValueError:
        wrong(f"serve ({said}): the body is not JSON")
    expect(isinstance(told, dict), f"serve ({said}): the body must be an object")
    return dict(told)


def _refused(one: dict[str, Any], said: str, status: int) -> dict[str, Any]:
    """The body of a refusal: a sentence, and nothing of a traceback."""
    told = _told(one, said, status)
    sentence = str(told.get("error"))
    expect(
        len(sentence.split()) >= 3 and "Traceback" not in sentence,
        f"serve ({said}): 'error' must be a sentence",
    )
    expect("predictions" not in told, f"serve ({said}): nothing is predicted then")
    return told


def _headers(one: dict[str, Any], version: str, said: str, *, head: bool = False) -> None:
    sent = one["headers"]
    kind = str(sent.get("content-type", "")).partition(";")[0].strip()
    expect(kind == "application/json", f"serve ({said}): Content-Type is not application/json")
    told = sent.get("x-model-version")
    expect(told == version, f"serve ({said}): X-Model-Version is missing or not the version")
    if not head:
        length = str(len(one["body"].encode()))
        right = sent.get("content-length") == length
        expect(right, f"serve ({said}): Content-Length is not the number of bytes of the body")


def _predicted(one: dict[str, Any], right: list[float], said: str, share: float = 0.0) -> None:
    found = _told(one, said).get("predictions")
    fits = isinstance(found, list) and len(found) == len(right)
    expect(fits, f"serve ({said}): one prediction for each row")
    expect(
        np.allclose(np.array(found, dtype=float), right, rtol=1e-9, atol=1e-12),
        f"serve ({said}): wrong predictions: features by name in the order of the model, less the"
        " mean and over the scale",
        share=share,
    )


@check("pack gives the same text for the same model, and load the same model", points=3)
def artefacts(rng: Rng) -> Steps:
    """A model, the same in another order, one that differs in a digit, one with a nan."""
    made, _ = model(rng, 6, 40)
    other = json.loads(json.dumps(made))
    other["weights"][3] = float(np.nextafter(other["weights"][3], 9.0))
    text, again, third = yield [
        call("pack", made), call("pack", turned(rng, made)), call("pack", other)]  # fmt: skip
    expect(isinstance(text, str), "pack: return a text")
    parts = json.loads(text)
    named = {"format", "version", "checksum", "model"}
    expect(isinstance(parts, dict) and set(parts) == named, f"pack: the parts are {sorted(named)}")
    expect(parts["format"] == 1, "pack: the format is the number 1")
    expect(parts["checksum"] == checksum(made), "pack: the checksum is not that of the brief")
    expect(parts["version"] == parts["checksum"][:12], "pack: version is 12 digits of the checksum")
    expect(text == again, "pack: the same model in another order of its dicts gives another text")
    both = isinstance(third, str) and json.loads(third)["version"] != parts["version"]
    expect(both, "pack: two models that differ in the last digit of a number share a version")
    found = yield call("load", text)
    expect(found == made, "load: the model has changed: numbers must come back exactly")
    for value in (float("nan"), float("inf")):
        broken = {**made, "weights": [value, *made["weights"][1:]]}
        yield from _raises(call("pack", broken), "pack of a number that is not finite", 0.1)


def _raises(asked: Any, said: str, share: float) -> Steps:
    """The call must raise ValueError."""
    try:
        yield asked
    except WrongError as error:
        expect("ValueError" in str(error) or "JSONDecodeError" in str(error),
               f"{said} must raise ValueError; {error}", share=share)  # fmt: skip
    else:
        wrong(f"{said} must raise ValueError, and nothing was raised", share=share)


@check("a changed artefact is refused by load, and by serve before any request", points=3)
def tampered(rng: Rng) -> Steps:
    """Half a text, a part too few, one more, another format, a number, a version, a bound."""
    made, _ = model(rng, 4, 20)
    text = yield call("pack", made)
    expect(isinstance(text, str), "pack: return a text")

    def changed(**more: Any) -> str:
        return json.dumps({**json.loads(text), **more})

    low = [{**made["features"][0], "low": -1e9}, *made["features"][1:]]
    fewer = {name: value for name, value in json.loads(text).items() if name != "checksum"}
    cases = {
        "half a text": text[: len(text) // 2], "no checksum": json.dumps(fewer),
        "one part more": changed(note="edited"), "format 2": changed(format=2),
        "a weight changed": changed(model={**made, "weights": [0.5, *made["weights"][1:]]}),
        "a bound changed": changed(model={**made, "features": low}),
        "another version": changed(version="0" * 12), "a list": "[1, 2]",
    }  # fmt: skip
    for said, broken in cases.items():
        yield from _raises(call("load", broken), f"load ({said})", 0.0)
        if said in ("a weight changed", "half a text"):
            yield from _raises(call("respond", broken, []), f"serve ({said})", 0.1)


@check("predictions are right, alone and in a batch, in any order of fields", points=3)
def values(rng: Rng) -> Steps:
    """Patients never seen; whole numbers; the bounds themselves; scores without measure."""
    made, rows = model(rng, 10, 150)
    wild, _ = model(rng, 10, 150, strength=1e5)
    order = rng.permutation(len(rows))[: made["limits"]["rows"]]
    some = [rows[i] for i in order]
    least = {one["name"]: one["low"] for one in made["features"]}
    whole = {one["name"]: _whole(one["low"], one["high"]) for one in made["features"]}
    mixed = [turned(rng, row) for row in some]
    edge = [least, {one["name"]: one["high"] for one in made["features"]}, whole]
    wild_rows = [{one["name"]: row for one, row in zip(wild["features"], values, strict=True)}
                 for values in _inside(rng, wild, 12)]  # fmt: skip
    a, b = yield [call("pack", made), call("pack", wild)]
    found, far = yield [
        call("respond", a, [post(some), post(mixed), post(edge), *(post([row]) for row in mixed)]),
        call("respond", b, [post(wild_rows)]),
    ]
    found = _answers(found, 3 + len(some))
    right = predictions(made, some)
    _predicted(found[0], right, "rows as the model has them")
    _predicted(found[1], right, "fields in another order", 0.1)
    _predicted(found[2], predictions(made, edge), "values at the bounds, and whole numbers", 0.1)
    for one, value in zip(found[3:], right, strict=True):
        _predicted(one, [value], "one row alone", 0.1)
    _predicted(_answers(far, 1)[0], predictions(wild, wild_rows), "huge scores", 0.1)


def _whole(low: float, high: float) -> float:
    """A whole number within the bounds, if there is one."""
    found = round(low + 0.4 * (high - low))
    return found if low <= found <= high else low


def _inside(rng: Rng, made: Model, count: int) -> Any:
    """Rows within the bounds."""
    low = [one["low"] for one in made["features"]]
    high = [one["high"] for one in made["features"]]
    return (low + rng.random((count, len(low))) * np.subtract(high, low)).tolist()


@check("routes, methods and headers are as HTTP has them", points=3)
def routes(rng: Rng) -> Steps:
    """Health, schema, HEAD, queries, unknown paths, other methods."""
    made, rows = model(rng, 5, 20)
    version = checksum(made)[:12]
    signed = {"model": made["name"], "version": version}
    schema: dict[str, Any] = {
        **signed, "limits": made["limits"],
        "features": [{k: one[k] for k in ("name", "low", "high")} for one in made["features"]],
    }  # fmt: skip
    get: list[list[Any]] = [
        ["GET", path, {}, ""] for path in ("/health", "/schema", "/health?from=probe")
    ]
    head: list[list[Any]] = [["HEAD", path, {}, ""] for path in ("/health", "/schema")]
    lost: list[list[Any]] = [["GET", path, {}, ""] for path in ("/", "/predict/1", "/healthy")]
    other = [
        ["GET", "/predict", {}, ""],
        ["DELETE", "/predict", {}, ""],
        ["POST", "/health", {}, ""],
    ]
    text = yield call("pack", made)
    found = yield call("respond", text, [*get, *head, *lost, *other, post(rows[:2])])
    found = _answers(found, 12)
    well = {"status": "ok", **signed}
    for one, right, said in zip(
        found, (well, schema, well),
        ("/health", "/schema", "/health with a query"), strict=False,
    ):  # fmt: skip
        expect(_told(one, said) == right, f"serve ({said}): not what the brief says")
        _headers(one, version, said)
    for one, same in zip(found[3:5], found, strict=False):
        expect(not one["broken"], f"serve (HEAD): {one['broken']}", share=0.1)
        expect(one["status"] == 200 and one["body"] == "", "serve (HEAD): 200, no body", share=0.1)
        _headers(one, version, "HEAD", head=True)
        alike = one["headers"].get("content-length") == same["headers"].get("content-length")
        expect(alike, "serve (HEAD): Content-Length is that of GET", share=0.1)
    for one in found[5:8]:
        _refused(one, "a path that is not there", 404)
        _headers(one, version, "a path that is not there")
    for one, names in zip(found[8:11], ({"POST"}, {"POST"}, {"GET", "HEAD"}), strict=True):
        _refused(one, "another method", 405)
        allowed = {part.strip() for part in str(one["headers"].get("allow", "")).split(",")}
        expect(allowed == names, "serve (another method): Allow names the methods that are allowed")
    told = _told(found[11], "a prediction")
    expect(signed.items() <= told.items(), "serve (a prediction): model and version are told")
    _headers(found[11], version, "a prediction")


@check("a body that cannot be used is refused with the right status", points=3)
def bodies(rng: Rng) -> Steps:
    """Types, lengths, sizes, encodings, constants, depth, shape."""
    made, rows = model(rng, 5, 20)
    most, size = made["limits"]["rows"], made["limits"]["bytes"]
    row = rows[0]
    good = json.dumps({"rows": [row]})
    first = next(iter(row))
    null = json.dumps({"rows": [{**row, first: None}]})
    cases = [
        (200, post([row], Content_Type="Application/JSON; charset=utf-8"), "a type with charset"),
        (415, post([row], Content_Type="text/csv"), "text/csv"),
        (415, post([row], Content_Type=""), "no content type"),
        (415, post([row], Content_Type="application/jsonlines", Content_Length="x"), "jsonlines"),
        (411, post([row], Content_Length=""), "no length"),
        (400, post([row], Content_Length="-1"), "a length of -1"),
        (400, post([row], Content_Length="ten"), "a length in words"),
        (413, post([row], Content_Length=str(10**12)), "a length beyond the limit"),
        (413, raw(" " * (size + 1)), "a byte more than the limit"),
        (200, raw(good + " " * (size - len(good))), "exactly the limit"),
        (400, post([row], Content_Length=str(len(good) + 9)), "a body that breaks off"),
        (400, raw(""), "an empty body"), (400, raw(good[:-1]), "JSON that breaks off"),
        (400, raw(np.array([0xFF, 0xFE, 0x7B], dtype=np.uint8)), "bytes that are no UTF-8"),
        (400, raw(null.replace("null", "NaN")), "NaN"),
        (400, raw(null.replace("null", "-Infinity")), "-Infinity"),
        (400, raw("[" * (size - 1)), "nested without end"),
        (422, raw(json.dumps([row])), "a list"), (422, raw("3"), "a number"),
        (422, raw(json.dumps({"rows": row})), "rows that are no list"),
        (422, raw(json.dumps({"rows": [row], "debug": True})), "a field beside rows"),
        (422, raw('{"rows": []}'), "no rows"), (413, post([row] * (most + 1)), "a row too many"),
        (413, post([{}] * (most + 1)), "a row too many, all wrong"),
        (200, post([row] * most), "as many rows as allowed"),
    ]  # fmt: skip
    text = yield call("pack", made)
    found = yield call("respond", text, [request for _, request, _ in cases])
    for one, (status, _, said) in zip(_answers(found, len(cases)), cases, strict=True):
        if status == 200:
            _told(one, said)
        else:
            _refused(one, said, status)
            _headers(one, checksum(made)[:12], said)


@check("a row at fault is refused with its number, its field and a sentence", points=3)
def faults(rng: Rng) -> Steps:
    """Unknown and missing fields, what is no number, bounds, the first of several."""
    made, rows = model(rng, 6, 20)
    fourth = made["features"][3]
    fourth |= {"low": 0.0, "high": max(2.0, fourth["high"])}  # so that true would be within
    names = [one["name"] for one in made["features"]]
    a, b, last = names[0], names[3], names[-1]
    high = {one["name"]: one["high"] for one in made["features"]}
    low = {one["name"]: one["low"] for one in made["features"]}
    row = rows[0]

    def less(*gone: str) -> dict[str, Any]:
        return {name: value for name, value in row.items() if name not in gone}

    huge = json.dumps({"rows": [row, {**row, b: None}]})
    cases = [
        (post([row, less(b)]), 1, b, "a field missing"),
        (post([less(last, a)]), 0, a, "two missing: the order of the model"),
        (post([{**less(a), "zeta": 1, "eta": 1}]), 0, "eta", "unknown fields come before missing"),
        (post([{**row, b: True}]), 0, b, "true"), (post([{**row, b: None}]), 0, b, "null"),
        (post([row, row, {**row, b: str(row[b])}]), 2, b, "a number in quotes"),
        (post([{**row, b: [row[b]]}]), 0, b, "a list"),
        (post([{**row, b: float(np.nextafter(high[b], 1e99))}]), 0, b, "just above the bound"),
        (post([{**row, b: float(np.nextafter(low[b], -1e99))}]), 0, b, "just below the bound"),
        (raw(huge.replace("null", "1e999")), 1, b, "1e999"),
        (raw(huge.replace("null", "1" + "0" * 400)), 1, b, "a whole number of 401 digits"),
        (post([{**row, last: -1e9}, {**row, a: -1e9}]), 0, last, "faults in two rows"),
        (post([{**row, last: "x", a: 1e300}]), 0, a, "two faults in a row"),
        (post([row, [1, 2]]), 1, None, "a row that is a list"),
        (post([None]), 0, None, "a row that is null"),
    ]  # fmt: skip
    text = yield call("pack", made)
    found = yield call("respond", text, [request for request, *_ in cases])
    for one, (_, number, name, said) in zip(_answers(found, len(cases)), cases, strict=True):
        told = _refused(one, said, 422)
        expect(told.get("row") == number, f"serve ({said}): 'row' is not the first row at fault")
        if name is not None:
            first = told.get("field") == name
            expect(first, f"serve ({said}): 'field' is not the one that is looked at first")
            expect(name in told["error"], f"serve ({said}): the sentence does not name the field")


@check("an answer depends on the request alone", points=3)
def alone(rng: Rng) -> Steps:
    """Two models in one process by turns; the same request after others that failed."""
    one, rows = model(rng, 5, 30)
    two = {**one, "bias": one["bias"] + 1, "name": "second"}
    a, b = yield [call("pack", one), call("pack", two)]
    request = post(rows[:3])
    bad = post([{**rows[0], "zeta": 1}])
    requests = [
        request,
        bad,
        ["GET", "/health", {}, ""],
        request,
        raw("{"),
        request,
        post(rows[5:9]),
    ]
    values = yield [call("respond", text, requests) for text in (a, b, a)]
    for value, made in zip(values, (one, two, one), strict=True):
        found = _answers(value, len(requests))
        _predicted(found[0], predictions(made, rows[:3]), "two models in one process, by turns")
        version = checksum(made)[:12]
        _headers(found[0], version, "two models in one process, by turns")
        same = found[0] == found[3] == found[5]
        expect(same, "serve (the same request again): another answer", share=0.1)
        _predicted(found[6], predictions(made, rows[5:9]), "after failed requests", 0.1)


@check("two thousand requests of one row are answered within the budget", points=3)
def budget(rng: Rng) -> Steps:
    """Many features and 300 centres; last of all, so that nothing else pays for it."""
    made, rows = model(rng, 20, 300)
    text = yield call("pack", made)
    some = [rows[int(i)] for i in rng.integers(0, len(rows), 50)]
    requests = [post([row]) for row in some]
    try:
        found = yield [call("respond", text, requests * (_REQUESTS // 200)) for _ in range(4)]
    except WrongError as error:
        used = any(one in str(error) for one in ("processor time", "took longer", "crashed"))
        expect(
            not used,
            f"serve: {_REQUESTS} requests of one row exceed the budget: load, check and convert the"
            " model once, before the first request, and compute with arrays",
        )
        raise
    right = predictions(made, some)
    for part in found:
        for i, one in enumerate(_answers(part, _REQUESTS // 4)):
            _predicted(one, [right[i % 50]], "one of many requests")
