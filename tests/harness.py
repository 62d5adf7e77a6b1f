"""What must be true before Django reads its settings: a home, and a database, of the tests' own.

`--postgres` starts a throw-away PostgreSQL server for the whole run.
"""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

from tests.postgres import Cluster, find_server

_HOME = pytest.StashKey[str]()
_CLUSTER = pytest.StashKey[Cluster]()
_MISSING = "no PostgreSQL server is installed"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option."""
    parser.addoption(
        "--postgres", action="store_true", help="Keep the record of the tests in PostgreSQL."
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Sets the stage; workers of a parallel run find it set by their parent."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        home = tempfile.mkdtemp(prefix="tripos-tests-")
        early_config.stash[_HOME] = os.environ["TRIPOS_HOME"] = home
        for name in [name for name in os.environ if name.startswith("TRIPOS_")]:
            if name not in ("TRIPOS_HOME", "TRIPOS_CACHE"):
                del os.environ[name]
        if early_config.known_args_namespace.postgres and find_server():
            cluster = Cluster.start()
            early_config.stash[_CLUSTER] = cluster
            os.environ["TRIPOS_DATABASE"] = cluster.address


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skips everything where the server that was asked for is not there."""
    if config.getoption("--postgres") and not find_server():
        for item in items:
            item.add_marker(pytest.mark.skip(reason=_MISSING))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops the server, and removes what was made."""
    if cluster := config.stash.get(_CLUSTER, None):
        cluster.stop()
    if home := config.stash.get(_HOME, None):
        shutil.rmtree(home, ignore_errors=True)
