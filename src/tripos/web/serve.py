"""Starts the application: the record, a worker beside it, and a server on the loopback address."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tripos.errors import TriposError
from tripos.web.place import LOCAL_TOKEN, SERVER_PID
from tripos.web.record.local import open_record, prepare

if TYPE_CHECKING:
    import uvicorn

PORT = 8321
_NEXT_PORTS = 20
_LOOK, _PAUSE = 0.2, 0.5  # s between two looks at a worker, and before it is started anew
_SOUND, _LONGEST_PAUSE = 20.0, 60.0
_WARM_AFTER = 4.0  # s after the start, so that the first page does not wait for it
_THIS_MACHINE = {"127.0.0.1", "localhost", "[::1]"}


def serve_local(
    home: Path, port: int | None, tell: Callable[[str], None], *, browser: bool = True
) -> None:
    """Serves the one learner of `home` until interrupted; `tell` gets the address to open.

    Without `port` the first free one from 8321 on is taken. Raises TriposError if the port or the
    record cannot be had.
    """
    listening = listen("127.0.0.1", port)
    number = listening.getsockname()[1]
    os.environ["TRIPOS_MODE"] = "local"
    os.environ["TRIPOS_ADDRESS"] = f"http://127.0.0.1:{number}"
    os.environ[LOCAL_TOKEN] = secrets.token_urlsafe(24)
    address = f"http://127.0.0.1:{number}/open?token={os.environ[LOCAL_TOKEN]}"
    open_record(home)
    with workers_beside(home, 1):
        run(listening, lambda: _announce(address, tell, browser=browser))


def serve_shared(
    home: Path, host: str, port: int | None, tell: Callable[[str], None], *, workers: int = 1
) -> None:
    """Serves many people, behind a proxy that speaks HTTPS, until interrupted.

    Raises TriposError where settings are missing that protect people (docs/operators.md).
    """
    os.environ["TRIPOS_MODE"] = "shared"
    check_shared_settings()
    listening = listen(host, port if port is not None else PORT)
    os.environ.setdefault("TRIPOS_ADDRESS", f"http://127.0.0.1:{listening.getsockname()[1]}")
    prepare(home)
    _tidy()
    with workers_beside(home, workers):
        run(listening, lambda: _announce(os.environ["TRIPOS_ADDRESS"], tell, browser=False),
            proxies=_proxies())  # fmt: skip


def check_shared_settings() -> None:
    """Raises TriposError where a shared server would start unprotected."""
    names = os.environ.get("TRIPOS_HOSTS", "").replace(" ", "").split(",")
    hosts, address = {name for name in names if name}, os.environ.get("TRIPOS_ADDRESS", "")
    if not hosts or "*" in hosts:
        raise TriposError(
            "TRIPOS_HOSTS: name the hosts that people use, such as tripos.example.org"
        )
    if os.environ.get("TRIPOS_HTTPS", "1") == "1":
        if not address.startswith("https://"):
            raise TriposError(
                "TRIPOS_ADDRESS: must be the https:// address that people use; for a trial on this"
                " machine alone set TRIPOS_HTTPS=0"
            )
        if urlsplit(address).hostname not in hosts:
            raise TriposError("TRIPOS_ADDRESS: its host must be among TRIPOS_HOSTS")
    elif not hosts <= _THIS_MACHINE:
        raise TriposError("TRIPOS_HTTPS: may be 0 only while TRIPOS_HOSTS names this machine alone")


def _proxies() -> str:
    """The addresses whose word on the caller is believed; only HTTPS needs a proxy."""
    return os.environ.get("TRIPOS_PROXIES", "127.0.0.1")


def _tidy() -> None:
    """Forgets sessions that have run out, and wrong tries of the day before."""
    from axes.models import AccessAttempt  # noqa: PLC0415 - needs Django ready
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    call_command("clearsessions", verbosity=0)
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - dt.timedelta(days=1)).delete()


def _announce(address: str, tell: Callable[[str], None], *, browser: bool) -> None:
    tell(address)
    later = threading.Timer(_WARM_AFTER, _warm)
    later.daemon = True
    later.start()
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _warm() -> None:
    """Reads the bank, which takes a second, before anybody asks for a question."""
    from tripos.exam.offer import offer  # noqa: PLC0415 - not on the way to the first page

    offer()


def listen(host: str, port: int | None) -> socket.socket:
    """A socket on `port`, or on the first free one. Raises TriposError if there is none."""
    for number in [port] if port is not None else range(PORT, PORT + _NEXT_PORTS):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        found = socket.socket(family, socket.SOCK_STREAM)
        if os.name == "posix":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, number))
            # Listening at once, not when the server is ready: until then another could bind too.
            found.listen()
        except OSError as error:
            found.close()
            if port is not None:
                why = "is in use" if error.errno == errno.EADDRINUSE else str(error.strerror)
                raise TriposError(
                    f"port {port} {why}; choose another with --port, or leave it out"
                ) from error
            continue
        return found
    last = PORT + _NEXT_PORTS - 1
    raise TriposError(f"no port from {PORT} to {last} is free; give one by --port")


@contextlib.contextmanager
def workers_beside(home: Path, count: int) -> Iterator[None]:
    """Keeps `count` workers running: one that was killed is started anew."""
    stop = threading.Event()
    keepers = [threading.Thread(target=_keep_worker, args=(home, stop)) for _ in range(count)]
    for one in keepers:
        one.start()
    try:
        yield
    finally:
        stop.set()
        for one in keepers:
            one.join()


def _keep_worker(home: Path, stop: threading.Event) -> None:
    pause = _PAUSE
    while not stop.is_set():
        began = time.monotonic()
        worker = start_worker(home)
        while worker.poll() is None and not stop.wait(_LOOK):
            pass
        if worker.poll() is None:
            stop_worker(worker)
        # One that dies at once would die again.
        pause = _PAUSE if time.monotonic() - began > _SOUND else min(2 * pause, _LONGEST_PAUSE)
        stop.wait(pause)


def start_worker(home: Path) -> subprocess.Popen[bytes]:
    """A process that does the long work of the record in `home`."""
    environment = {
        **os.environ, "TRIPOS_HOME": str(home.absolute()), SERVER_PID: str(os.getpid())
    }  # fmt: skip
    environment.pop(LOCAL_TOKEN, None)
    return subprocess.Popen(
        [sys.executable, "-m", "tripos.web.jobs.worker"], env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def stop_worker(worker: subprocess.Popen[bytes]) -> None:
    """Ends the worker; what it was doing is queued again."""
    worker.terminate()
    try:
        worker.wait(timeout=5)
    except subprocess.TimeoutExpired:
        worker.kill()


def run(listening: socket.socket, ready: Callable[[], None], *, proxies: str = "") -> None:
    """Serves until interrupted; calls `ready` as soon as pages are answered.

    What one of `proxies` says of the caller is believed.
    """
    import uvicorn  # noqa: PLC0415 - heavy

    from tripos.web.asgi import application  # noqa: PLC0415 - after the settings are known

    config = uvicorn.Config(
        application, log_level="warning", access_log=False, lifespan="off", ws="none",
        server_header=False, timeout_graceful_shutdown=3, h11_max_incomplete_event_size=64_000,
        proxy_headers=bool(proxies), forwarded_allow_ips=proxies or None,
    )  # fmt: skip
    server = uvicorn.Server(config)
    started = threading.Thread(target=_when_started, args=(server, ready), daemon=True)
    started.start()
    # The server ends in order and then raises the signal anew: being told to stop is no failure.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def _when_started(server: uvicorn.Server, ready: Callable[[], None]) -> None:
    while not server.started and not server.should_exit:
        time.sleep(0.02)
    if server.started:
        ready()
