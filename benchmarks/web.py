"""The web application under the records of 1,000 learners: pages, cold start, requests a second.

Pages are fetched over HTTP from a real server with the record in SQLite, by one client (p50, p95)
and by eight at once (requests a second). A page of static text from the same server stands beside
them, so that what a page costs can be told from what the machine is doing.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path

LEARNERS = int(os.environ.get("LEARNERS", "1000"))
ROUNDS, CLIENTS, SECONDS = 60, 8, 3.0
BUDGET_MS, COLD_SECONDS = 150.0, 3.0
EXAMPLES = Path(__file__).parent.parent / "examples"
PAGES = {
    "today": "/today/", "welcome": "/welcome/4/", "postings": "/postings/",
    "posting": "/postings/{posting}/", "decide": "/decide/",
    "a number": "/decide/number/stay.worth", "plan": "/plan/", "atlas": "/atlas/",
    "an area": "/atlas/area/evaluation/", "a competency": "/atlas/gradient-boosting/",
    "catalogue": "/catalog/", "a program": "/catalog/gatech-omscs-ml/",
    "a fact": "/catalog/fact/gatech-omscs-ml.terms.price", "verify": "/catalog/verify",
    "compare": "/catalog/compare?id=gatech-omscs-ml&id=cuboulder-msds-coursera",
    "examine": "/exam/", "a question": "/exam/1/", "a mark": "/exam/1/1/",
    "a diagnostic's result": "/exam/1/result", "a bank": "/exam/bank",
    "settings": "/settings/", "API belief": "/api/belief", "API plan": "/api/plans/current",
    "static": "/static/look/icon.svg",
}  # fmt: skip

_FILL = """
import datetime as dt, json, sys
from pathlib import Path
from tripos.web.record.local import open_record
local = open_record(Path(sys.argv[1]))
from django.contrib.auth.models import User
from tripos.content import read_user_document
from tripos.belief import Evidence
from tripos.atlas import load_atlas
from tripos.web.record.decisions import make_decision
from tripos.web.record.knowledge import add_evidence
from tripos.web.record.models import *
from tripos.web.record.person import save_person
from tripos.web.record.plans import Edit, carry_out
from tripos.web.record.postings import add_uploads
folder, count = Path(sys.argv[2]), int(sys.argv[3])
today, tell = dt.date.today(), lambda message: None
person = json.loads(json.dumps(read_user_document(folder / "ada.yaml").data, default=str))
save_person(local, person)
add_uploads(local, [(p.name, p.read_bytes()) for p in sorted((folder / "postings").glob("*.txt"))])
make_decision(local, today, tell, draws=2000, plan_seconds=2.0)
carry_out(local, Edit("a new plan"), today, tell)
ids = list(load_atlas())[:200]
add_evidence(local, [Evidence(key, "question", 0.7, 0.3, "a question") for key in ids], "bench")
from tripos.web.record.exams.sittings import give, pending
from tripos.web.record.exams.starting import begin_diagnostic
sitting = begin_diagnostic(local, seed=1)
for _ in range(30):
    waiting = pending(sitting, today)
    if waiting is not None:
        give(sitting, waiting.number, None, dt.datetime.now(tz=dt.UTC))
pending(sitting, today)
postings = list(local.postings.all())
result, plan, rows = local.results.first(), local.plans.first(), list(local.evidence.all())
for at in range(count - 1):
    user = User.objects.create(username=f"learner{at}")
    other = Learner.objects.create(user=user, person=person)
    StoredPosting.objects.bulk_create([StoredPosting(learner=other, name=p.name, title=p.title,
        text=p.text, fingerprint=p.fingerprint) for p in postings])
    Result.objects.create(learner=other, kind="decide", key=result.key, value=result.value)
    StoredPlan.objects.create(learner=other, data=plan.data, reason="a new plan")
    EvidenceRow.objects.bulk_create([EvidenceRow(learner=other, competency=r.competency,
        kind=r.kind, says=r.says, weight=r.weight, source=r.source, origin=r.origin) for r in rows])
print(postings[0].pk)
"""


def main() -> None:
    """Prints one JSON line for each measurement and fails where a budget is missed."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        fresh = _cold(Path(place) / "fresh")
        posting = subprocess.run(
            [sys.executable, "-c", _FILL, str(home), str(EXAMPLES), str(LEARNERS)],
            check=True, capture_output=True, text=True,
        ).stdout.strip()  # fmt: skip
        size = sum(path.stat().st_size for path in home.glob("tripos.sqlite3*")) / 1e6
        print(json.dumps({"learners": LEARNERS, "record_mb": round(size)}))
        process, opener, address, again = _start(home)
        try:
            _say({"cold_start_s": {"fresh_home": fresh, "full_record": again}})
            slow = _pages(opener, address, posting)
            _together(opener, address)
        finally:
            process.terminate()
            process.wait(20)
    if slow or max(fresh, again) > COLD_SECONDS:
        raise SystemExit(f"over budget: {slow}, cold start {fresh}, {again} s")


def _say(row: dict[str, object]) -> None:
    print(json.dumps(row), flush=True)


def _start(home: Path) -> tuple[subprocess.Popen[str], urllib.request.OpenerDirector, str, float]:
    """A server on `home`, a client with its session, the address, and seconds to the first page."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "tripos", "--home", str(home), "up", "--no-browser"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    found = re.search(r"(http://[^/]+)\S*", process.stdout.readline())
    assert found is not None
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    opener.open(found[0]).read()
    return process, opener, found[1], round(time.perf_counter() - began, 2)


def _cold(home: Path) -> float:
    process, _, _, seconds = _start(home)
    process.terminate()
    process.wait(20)
    return seconds


def _fetch(opener: urllib.request.OpenerDirector, address: str) -> float:
    began = time.perf_counter()
    opener.open(address).read()
    return 1000 * (time.perf_counter() - began)


def _pages(opener: urllib.request.OpenerDirector, address: str, posting: str) -> list[str]:
    slow = []
    for name, path in PAGES.items():
        page = address + path.format(posting=posting)
        _fetch(opener, page)
        times = sorted(_fetch(opener, page) for _ in range(ROUNDS))
        p95 = times[int(0.95 * len(times))]
        _say({"page": name, "p50_ms": round(statistics.median(times), 1), "p95_ms": round(p95, 1)})
        if p95 > BUDGET_MS:
            slow.append(name)
    return slow


def _together(opener: urllib.request.OpenerDirector, address: str) -> None:
    """Requests a second by eight clients at once."""
    for name in ("today", "decide", "plan", "catalogue", "static"):
        page, until, count = address + PAGES[name], time.perf_counter() + SECONDS, 0

        def client(page: str = page, until: float = until) -> int:
            done = 0
            while time.perf_counter() < until:
                _fetch(opener, page)
                done += 1
            return done

        with ThreadPoolExecutor(CLIENTS) as pool:
            count = sum(pool.map(lambda _: client(), range(CLIENTS)))
        _say({"page": name, "clients": CLIENTS, "requests_a_second": round(count / SECONDS, 1)})


if __name__ == "__main__":
    main()
