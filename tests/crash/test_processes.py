"""Real processes: started, interrupted, killed. Nothing is lost and nothing is left behind."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tripos.web.place import DATABASE

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")
EXAMPLES = Path(__file__).parents[2] / "examples"
QUICK = {"TRIPOS_PLAN_SECONDS": "2"}
SHARED = {"TRIPOS_HOSTS": "127.0.0.1", "TRIPOS_HTTPS": "0"}
SECURE = {"TRIPOS_HOSTS": "tripos.example.org", "TRIPOS_ADDRESS": "https://tripos.example.org"}


class Started:
    """A `tripos` process that serves, and a window before it."""

    def __init__(self, home: Path, *arguments: str, **environment: str) -> None:
        self.home, self.log = home, home.parent / f"{time.monotonic_ns()}.log"
        command = [sys.executable, "-m", "tripos", "--home", str(home), *arguments]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, env={**os.environ, **QUICK, **environment}, text=True,
                stdout=subprocess.PIPE, stderr=log, start_new_session=True,
            )  # fmt: skip
        assert self.process.stdout is not None
        self.line = self.process.stdout.readline()
        found = re.search(r"(https?://[^/\s]+)\S*", self.line)
        assert found is not None, self.log.read_text()
        self.link, self.address = found[0], found[1]
        self.window = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def get(self, path: str) -> str:
        """The page at `path`."""
        with self.window.open(self.address + path, timeout=20) as answer:
            return str(answer.read().decode())

    def post(self, path: str, page: str, **fields: str) -> str:
        """What follows from a form of the page at `page`."""
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.get(page))
        assert token is not None
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
        with self.window.open(self.address + path, data, timeout=20) as answer:
            return str(answer.read().decode())

    def end(self, how: signal.Signals) -> int:
        """Ends it; returns the exit code, once nothing of it is left."""
        children = descendants(self.process.pid)
        self.process.send_signal(how)
        code = self.process.wait(timeout=20)
        wait_for(lambda: not [pid for pid in children if alive(pid)])
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


def children(pid: int) -> list[int]:
    """The processes that `pid` has started."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, task.read_text(encoding="ascii").split())
    return found


def descendants(pid: int) -> list[int]:
    """The processes that `pid` has started, and those that they have."""
    found = children(pid)
    return found + [one for child in found for one in descendants(child)]


def alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and was not collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(done: Callable[[], object], seconds: float = 30) -> None:
    """Waits until something is so; fails if it takes too long."""
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.05)


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Started]]:
    """Starts servers in one home; kills what a test has left running."""
    made: list[Started] = []

    def go(*arguments: str, **environment: str) -> Started:
        found = Started(home, *arguments, **environment)
        made.append(found)
        return found

    yield go
    for one in made:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        assert one.process.stdout is not None
        one.process.stdout.close()


def up(start: Callable[..., Started]) -> Started:
    """`tripos up` with its link opened."""
    found = start("up", "--no-browser")
    found.window.open(found.link, timeout=20).close()
    return found


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_works(start, how: signal.Signals) -> None:
    """One line is printed; told to stop, it stops with code 0, without a word, whole."""
    app = up(start)
    assert re.fullmatch(
        r"Tripos is at http://127\.0\.0\.1:\d+/open\?token=[\w-]{32}  \(Ctrl-C stops it\)\n",
        app.line,
    )
    assert "Settings and data" in app.get("/settings/")
    wait_for(lambda: descendants(app.process.pid))
    output = app.process.stdout

    children_before = descendants(app.process.pid)
    app.process.send_signal(how)

    assert 0 == app.process.wait(timeout=20)
    assert "" == output.read()
    assert "" == app.log.read_text()
    wait_for(lambda: not [pid for pid in children_before if alive(pid)])


def test_the_link_opens_one_window(start) -> None:
    """A second window with the same address is kept out."""
    app = up(start)
    stranger = urllib.request.build_opener()

    with pytest.raises(urllib.error.HTTPError) as caught:
        stranger.open(app.link, timeout=20)

    assert 403 == caught.value.code
    caught.value.close()


def test_two_on_one_home(start) -> None:
    """A second start takes the next port and shows the same record."""
    first = up(start)
    second = up(start)
    assert first.address != second.address

    first.post("/welcome/1/", "/welcome/1/", name="Ada", version="0")

    assert "Ada" in second.get("/settings/")
    assert (0, 0) == (second.end(signal.SIGINT), first.end(signal.SIGINT))


def test_a_killed_server_leaves_nothing_behind(start) -> None:
    """After kill -9 its worker ends by itself, and the next start finds everything."""
    app = up(start)
    app.post("/welcome/1/", "/welcome/1/", name="Ada", version="0")
    wait_for(lambda: descendants(app.process.pid))

    app.end(signal.SIGKILL)

    assert "Ada" in up(start).get("/settings/")


def _planning(app: Started) -> str:
    """Begins a plan; returns the page of its job."""
    subprocess.run(
        [sys.executable, "-m", "tripos", "--home", str(app.home), "me", "set",
         str(EXAMPLES / "ben.yaml")], check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    page = app.post("/plan/edit", "/plan/", action="new", base="",
                    objective="balanced")  # fmt: skip
    found = re.search(r"/jobs/\d+/", page)
    assert found is not None
    return found[0]


def _state(app: Started) -> dict:
    with app.window.open(f"{app.address}/api/jobs", timeout=20) as answer:
        return json.loads(answer.read())["items"][0]


def test_a_killed_worker_loses_no_work(start) -> None:
    """kill -9 of the worker and all its children in the middle of a plan: it is made all the same.

    Another worker is started, and takes the job up when the lease has run out.
    """
    app = up(start)
    _planning(app)
    wait_for(lambda: _state(app)["state"] == "running")

    for pid in descendants(app.process.pid):
        os.kill(pid, signal.SIGKILL)

    wait_for(lambda: _state(app)["state"] == "done", 60)
    assert 2 == _state(app)["attempts"]
    assert 0 == app.end(signal.SIGINT)


def test_stopping_in_the_middle_of_work_loses_none(start) -> None:
    """The job is queued again, without counting as an attempt, and done after the next start."""
    app = up(start)
    _planning(app)
    wait_for(lambda: _state(app)["state"] == "running")

    assert 0 == app.end(signal.SIGINT)
    assert "" == app.log.read_text()
    again = up(start)

    wait_for(lambda: _state(again)["state"] == "done", 60)
    assert 1 == _state(again)["attempts"]


def test_deleting_in_the_middle_of_work_leaves_nothing(start) -> None:
    """The record stays empty, whatever was under way."""
    app = up(start)
    _planning(app)
    wait_for(lambda: _state(app)["state"] == "running")

    app.post("/settings/delete", "/settings/", word="DELETE")

    time.sleep(4)
    assert "The record holds nothing but your profile." in app.get("/settings/")
    assert "Traceback" not in app.log.read_text()
    assert 0 == app.end(signal.SIGINT)


def test_what_commands_store_pages_show(start) -> None:
    """Command line and pages share the record while both are at work."""
    app = up(start)
    _planning(app)

    assert "Ben" in app.get("/settings/")


def test_a_file_that_is_no_record(home: Path) -> None:
    """`tripos up` ends with a sentence and code 2."""
    home.mkdir()
    (home / DATABASE).write_text("no database at all, but long enough to be looked at")

    ran = subprocess.run(
        [sys.executable, "-m", "tripos", "--home", str(home), "up", "--no-browser"],
        text=True, check=False, capture_output=True, timeout=60,
    )  # fmt: skip

    assert (2, "") == (ran.returncode, ran.stdout)
    assert 1 == len(ran.stderr.splitlines())
    assert "is not a record of Tripos" in ran.stderr


def _free_port() -> str:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return str(found.getsockname()[1])


def test_a_shared_server(start, home: Path) -> None:
    """Somebody joins by an invitation of the command line, and works with a worker beside."""
    port = _free_port()
    environment = SHARED | {"TRIPOS_ADDRESS": f"http://127.0.0.1:{port}"}
    app = start("serve", "--port", port, "--workers", "0", **environment)
    assert f"Tripos is at http://127.0.0.1:{port}  (Ctrl-C stops it)\n" == app.line
    said = subprocess.run(
        [sys.executable, "-m", "tripos", "--home", str(home), "accounts", "invite"], text=True,
        env=os.environ | environment, check=True, capture_output=True, timeout=60,
    ).stdout  # fmt: skip
    path = re.search(r"http://127\.0\.0\.1:\d+(/\S+)", said)
    assert path is not None
    word = "seven-grey-geese-fly"

    page = app.post(path[1], path[1], name="Grace", email="Grace@example.org", password=word,
                    again=word)  # fmt: skip

    assert "Who you are" in page
    assert "grace@example.org" in app.get("/settings/")
    assert 0 == app.end(signal.SIGTERM)
    assert "" == app.log.read_text()


def test_workers_beside_a_shared_server(start, home: Path) -> None:
    """`tripos worker` runs until told to stop."""
    port = _free_port()
    environment = SHARED | {"TRIPOS_ADDRESS": f"http://127.0.0.1:{port}"}
    start("serve", "--port", port, "--workers", "0", **environment)
    worker = subprocess.Popen(
        [sys.executable, "-m", "tripos", "--home", str(home), "worker"],
        env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    time.sleep(3)
    assert worker.poll() is None

    worker.send_signal(signal.SIGTERM)

    assert 0 == worker.wait(timeout=20)
    assert worker.stdout is not None
    assert "" == worker.stdout.read()
    worker.stdout.close()


def _answer(app: Started, port: str, **headers: str) -> tuple[int, dict[str, str]]:
    """What the server itself answers to a request for its login page, redirects not followed."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=20)
    connection.request("GET", "/accounts/login", headers={"Host": "tripos.example.org"} | headers)
    answer = connection.getresponse()
    answer.read()
    found = answer.status, {key.lower(): value for key, value in answer.getheaders()}
    connection.close()
    return found


def test_https_behind_a_proxy(start) -> None:
    """Plain requests are sent on to HTTPS; behind the proxy cookies are for HTTPS alone."""
    port = _free_port()
    app = start("serve", "--port", port, "--workers", "0", **SECURE)
    assert "https://tripos.example.org" == app.address

    plain, _ = _answer(app, port)
    status, headers = _answer(app, port, **{"X-Forwarded-Proto": "https"})

    assert 301 == plain
    assert 200 == status
    cookie = headers["set-cookie"]
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax"))
    assert "max-age" in headers["strict-transport-security"]
    forged, _ = _answer(app, port, **{"Host": "evil.example", "X-Forwarded-Proto": "https"})
    assert 400 == forged
    assert "uvicorn" not in headers.get("server", "")


def test_only_the_proxy_is_believed(start) -> None:
    """Who is not the proxy cannot pretend that the request came by HTTPS."""
    port = _free_port()
    app = start("serve", "--port", port, "--workers", "0", TRIPOS_PROXIES="192.0.2.1", **SECURE)

    assert 301 == _answer(app, port, **{"X-Forwarded-Proto": "https"})[0]
