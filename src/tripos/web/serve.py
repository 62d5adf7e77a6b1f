"""Starts the application: the record, a worker beside it, and a server on the loopback address."""

from __future__ import annotations

import contextlib
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
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tripos.errors import TriposError
from tripos.web.place import LOCAL_TOKEN
from tripos.web.record.local import migrate, open_record, set_up

if TYPE_CHECKING:
    import uvicorn

PORT = 8321
_NEXT_PORTS = 20


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
    worker = start_worker(home)
    try:
        run(listening, lambda: _announce(address, tell, browser=browser))
    finally:
        stop_worker(worker)


def serve_shared(
    home: Path, host: str, port: int | None, tell: Callable[[str], None], *, workers: int = 1
) -> None:
    """Serves many people, behind a proxy that speaks HTTPS, until interrupted.

    Raises TriposError where settings are missing that protect people (docs/operators.md).
    """
    os.environ["TRIPOS_MODE"] = "shared"
    check_shared_settings()
    listening = listen(host, port if port is not None else PORT)
    home.mkdir(parents=True, exist_ok=True)
    set_up(home)
    migrate(home)
    beside = [start_worker(home) for _ in range(workers)]
    address = os.environ.get("TRIPOS_ADDRESS") or f"http://{host}:{listening.getsockname()[1]}"
    try:
        run(listening, lambda: tell(address), proxied=True)
    finally:
        for one in beside:
            stop_worker(one)


def check_shared_settings() -> None:
    """Raises TriposError where a shared server would start unprotected."""
    hosts, address = (os.environ.get(name, "") for name in ("TRIPOS_HOSTS", "TRIPOS_ADDRESS"))
    if not hosts.strip():
        raise TriposError(
            "TRIPOS_HOSTS: name the hosts that people use, such as tripos.example.org"
        )
    plain = os.environ.get("TRIPOS_HTTPS", "1") != "1"
    if not plain and not address.startswith("https://"):
        raise TriposError(
            "TRIPOS_ADDRESS: must be the https:// address that people use; for a trial on this"
            " machine alone set TRIPOS_HTTPS=0"
        )
    if plain and not set(hosts.replace(" ", "").split(",")) <= {"127.0.0.1", "localhost", "[::1]"}:
        raise TriposError("TRIPOS_HTTPS: may be 0 only while TRIPOS_HOSTS names this machine alone")


def _announce(address: str, tell: Callable[[str], None], *, browser: bool) -> None:
    tell(address)
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def listen(host: str, port: int | None) -> socket.socket:
    """A socket on `port`, or on the first free one. Raises TriposError if there is none."""
    for number in [port] if port is not None else range(PORT, PORT + _NEXT_PORTS):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        found = socket.socket(family, socket.SOCK_STREAM)
        if os.name == "posix":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, number))
        except OSError as error:
            found.close()
            if port is not None:
                why = "is in use" if error.errno == errno.EADDRINUSE else str(error.strerror)
                raise TriposError(
                    f"port {port} {why}; choose another with --port, or leave it out"
                ) from error
            continue
        return found
    raise TriposError(f"no port from {PORT} to {PORT + _NEXT_PORTS - 1} is free; give one by --port")


def start_worker(home: Path) -> subprocess.Popen[bytes]:
    """A process that does the long work of the record in `home`."""
    environment = {**os.environ, "TRIPOS_HOME": str(home.absolute())}
    environment.pop(LOCAL_TOKEN, None)
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "tripos.web.jobs.worker"], env=environment,
        stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def stop_worker(worker: subprocess.Popen[bytes]) -> None:
    """Ends the worker; what it was doing is queued again."""
    worker.terminate()
    try:
        worker.wait(timeout=5)
    except subprocess.TimeoutExpired:
        worker.kill()


def run(
    listening: socket.socket, ready: Callable[[], None], *, proxied: bool = False
) -> None:  # fmt: skip
    """Serves until interrupted; calls `ready` as soon as pages are answered.

    With `proxied`, what a proxy on this machine says of the caller is believed.
    """
    import uvicorn  # noqa: PLC0415 - heavy

    from tripos.web.asgi import application  # noqa: PLC0415 - after the settings are known

    config = uvicorn.Config(
        application, log_level="warning", access_log=False, lifespan="off", ws="none",
        server_header=False, timeout_graceful_shutdown=3, h11_max_incomplete_event_size=64_000,
        proxy_headers=proxied, forwarded_allow_ips="127.0.0.1",
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
