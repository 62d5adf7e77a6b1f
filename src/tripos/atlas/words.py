"""Cuts lines of text into comparable words: spelling, plurals, stems, and what to leave out."""

from __future__ import annotations

import re
import unicodedata

_STOP = frozenset(
    """a an and are as at be between by can do does for from how in into is it its of on or over
    that the their them to use used uses using via what when where which why with within your
    you we our not vs versus e g i.e etc more most some other than this these those about""".split()
)
# Words that say how a thing is taught, not what it is.
_FILLER = frozenset(
    """introduction intro introductory basic basics advanced overview review concept concepts topic
    topics lecture week unit module part example examples practical practice application
    applications applied case study studies understanding further simple fundamental fundamentals
    foundation foundations method methods technique techniques approach approaches idea ideas
    problem problems theory course class session lab workshop refresher primer recap""".split()
)
_SPLIT = re.compile(r"[;:,/()\[\]|+&]|\s[-–—]\s|\band\b|\bwith\b|\bversus\b|\bvs\.?\b|\bplus\b")
_WORD = re.compile(r"[a-z0-9][a-z0-9+#]*(?:'[a-z]+)?")
_SPELLING = (
    ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("yse", "yze"), ("our", "or"),
    ("elling", "eling"), ("elled", "eled"), ("centre", "center"),
)  # fmt: skip


class Words:
    """A tokeniser that remembers the stems it has computed."""

    def __init__(self) -> None:
        import snowballstemmer  # noqa: PLC0415 - only matching needs stems

        self._stem = snowballstemmer.stemmer("english").stemWord
        self._stems: dict[str, str] = {}
        self._fillers = frozenset(self._root(word) for word in _FILLER)

    def roots(self, text: str) -> list[str]:
        """The stems of the words that tell something; of all words if none does."""
        roots = [self._root(word) for word in _WORD.findall(plain(text)) if word not in _STOP]
        return [root for root in roots if root not in self._fillers] or roots

    def telling(self, text: str) -> list[str]:
        """The telling words themselves, in one spelling and in the singular."""
        return [
            spelled(word)
            for word in _WORD.findall(plain(text))
            if word not in _STOP and word not in _FILLER
        ]

    def _root(self, word: str) -> str:
        if word not in self._stems:
            self._stems[word] = str(self._stem(spelled(word)))
        return self._stems[word]


def plain(text: str) -> str:
    """Lower case without accents, hyphens as spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"(?<=\w)[-–_](?=\w)", " ", kept).replace("’", "'")


def spelled(word: str) -> str:
    """`word` in American spelling and without a plural ending."""
    if word == "logistics":
        return "housekeeping"  # or the organisation of a course would be logistic regression
    for british, american in _SPELLING:
        word = word.replace(british, american)
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "siu" else word


def split_list(text: str) -> list[str]:
    """The parts of a line that lists several things."""
    return [part.strip() for part in _SPLIT.split(plain(text)) if part.strip()]
