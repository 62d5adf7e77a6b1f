"""Where the record lives: the database, and the secret that signs its sessions."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tripos.errors import TriposError

DATABASE = "tripos.sqlite3"
LOCAL_TOKEN = "TRIPOS_LOCAL_TOKEN"  # noqa: S105 - the name of a variable, not a secret
SERVER_PID = "TRIPOS_SERVER_PID"  # tells a worker whose end is its own
_SECRET = "secret.key"  # noqa: S105 - the name of a file
_BUSY_SECONDS = 20


def secret_key(home: Path) -> str:
    """The key of this home, made when first asked for; readable by its owner alone.

    Raises TriposError if the folder cannot be written.
    """
    path = home / _SECRET
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise TriposError(f"{path}: cannot be written ({error.strerror})") from error
    key = secrets.token_urlsafe(48)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key


def database_of(home: Path, address: str) -> dict[str, Any]:
    """Django's settings of the database at `address`, or of the SQLite file in `home`.

    Raises TriposError for an address that is not PostgreSQL's.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(home / DATABASE),
            # IMMEDIATE: two writers wait for each other instead of failing half way.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": _BUSY_SECONDS,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise TriposError(
            "TRIPOS_DATABASE must be an address such as postgresql://user:password@host:5432/tripos"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
