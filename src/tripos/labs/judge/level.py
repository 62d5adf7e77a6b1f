"""How well a machine can confine code, in an order, and in words for people."""

from __future__ import annotations

from enum import IntEnum

from tripos.errors import TriposError


class Level(IntEnum):
    """What stands between submitted code and the machine; higher is safer."""

    NONE = 0
    SEALED = 1
    FULL = 2

    @property
    def words(self) -> str:
        """A sentence for the person whose code was run, or whose machine runs it."""
        return _WORDS[self]

    @property
    def practice(self) -> bool:
        """Whether results at this level are practice only: for one's own code, no evidence."""
        return self is Level.NONE


_WORDS = {
    Level.NONE: "Practice mode: this computer does not confine the code, so only run code that you"
    " trust; the results are no evidence.",
    Level.SEALED: "Sealed: the code could read nothing but Python's libraries, write no file, and"
    " start no process, thread or connection (Landlock and seccomp).",
    Level.FULL: "Fully confined: the code ran in a world of its own, with a private disk and no"
    " network or other processes (namespaces, Landlock and seccomp).",
}


class ConfinementError(TriposError):
    """This machine cannot confine code as well as is required; the message says why."""

    def __init__(self, least: Level, offered: Level, reason: str) -> None:
        self.least = least
        self.offered = offered
        self.reason = reason
        super().__init__(
            f"no code was run: confinement '{least.name.lower()}' is required here, and this"
            f" machine offers '{offered.name.lower()}' ({reason or 'it is not Linux'})"
        )
