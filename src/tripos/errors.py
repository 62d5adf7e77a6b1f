"""The one family of errors that reach a user as a sentence."""


class TriposError(Exception):
    """Something the user can mend; the message says what, where and how, in one line."""

    def __str__(self) -> str:
        # The user's own words may hold line breaks; the sentence must not.
        return " ".join(super().__str__().split())


class ContentError(TriposError):
    """A file cannot be read as what it should be; the message names file, place and remedy."""

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        self.where = where
        self.what = what
        self.remedy = remedy
        super().__init__(f"{where}: {what}" + (f"; {remedy}" if remedy else ""))


class UnknownIdError(TriposError):
    """No such id; the message offers the nearest ones that exist."""

    def __init__(
        self, kind: str, given: str, nearest: tuple[str, ...] = (), where: str = ""
    ) -> None:
        self.kind = kind
        self.given = given
        self.nearest = nearest
        hint = f"; did you mean {' or '.join(nearest)}?" if nearest else ""
        prefix = f"{where}: " if where else ""
        shown = given if len(given) <= 80 else given[:77] + "..."
        super().__init__(f"{prefix}there is no {kind} '{shown}'{hint}")
