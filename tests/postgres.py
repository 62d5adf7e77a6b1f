"""A PostgreSQL server for one run of the tests: started from nothing, removed afterwards."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

_PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
_QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


def find_server() -> Path | None:
    """The folder of the server's programs, if it is installed."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    return next((place for place in (*places, *_PLACES) if (place / "initdb").exists()), None)


def _ordinary() -> str | None:
    """Who is to run the server, as it refuses root; None for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@dataclass
class Cluster:
    """A running server in a folder of its own."""

    folder: Path
    programs: Path
    port: int

    @property
    def address(self) -> str:
        """The address for TRIPOS_DATABASE."""
        return f"postgresql://tripos@127.0.0.1:{self.port}/postgres"

    @classmethod
    def start(cls) -> Cluster:
        """A fresh server that trusts everybody on the loopback address."""
        programs = find_server()
        assert programs is not None
        folder = Path(tempfile.mkdtemp(prefix="tripos-postgres-"))
        if user := _ordinary():
            shutil.chown(folder, user)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        found = cls(folder, programs, port)
        found._do("initdb", "-D", str(folder / "data"), "-U", "tripos", "--auth=trust",
                  "--encoding=UTF8", "--no-sync")  # fmt: skip
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {_QUICK}"
        found._do("pg_ctl", "-D", str(folder / "data"), "-w", "-l", str(folder / "log"), "-o",
                  options, "start")  # fmt: skip
        return found

    def stop(self) -> None:
        """Ends the server, which an interrupt may have ended already, and removes its folder."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self._do("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _do(self, program: str, *arguments: str) -> None:
        user = _ordinary()
        subprocess.run(
            [str(self.programs / program), *arguments], check=True, cwd=self.folder, timeout=60,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, user=user,
            extra_groups=None if user is None else [],
        )  # fmt: skip
