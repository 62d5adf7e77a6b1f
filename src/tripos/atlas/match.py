"""Finds the competencies that a line of a syllabus means.

Every competency is known by several short texts: its name, its aliases, its description, and, if
given, lines of other syllabi that people have tagged. A line is compared with all of them as a
bag of weighted features (word stems, pairs of stems, letter groups inside words) by cosine
similarity (Salton and Buckley 1988, *Information Processing and Management* 24(5)); a line that
lists several things is also compared part by part. What a text is similar to it lends its
competencies to, and agreeing texts reinforce one another.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import snowballstemmer

from tripos.atlas.graph import Atlas
from tripos.content import read_package_folder

_LINES = Path(__file__).parent / "lines"

MISSING_BELOW = 0.34
_ELSEWHERE = ""  # what lines mean that no competency is about
_KEEP = 0.55  # a further match is listed from this share of the best one's score
_NEIGHBOURS = 32
_KIND = {"~": 0.15, "=": 0.4}  # weight of letter groups and of exact words beside stems
_PART = 0.72  # trust in one part of a list, before its share of the whole is added
_VOTE = 0.5  # how far one more agreeing text removes doubt
_AGREEMENT = 1.5  # weight of several texts agreeing, beside the nearest one

_STOP = frozenset(
    "a an and are as at be between by can do does for from how in into is it its of on or over "
    "that the their them to use used uses using via what when where which why with within your "
    "you we our not vs versus e g i.e etc more most some other than this these those about".split()
)
# Words that say how a thing is taught, not what it is.
_FILLER = frozenset(
    "introduction intro introductory basic basics advanced overview review concept concepts topic "
    "topics lecture week unit module part example examples practical practice application "
    "applications applied case study studies understanding further simple fundamental fundamentals "
    "foundation foundations method methods technique techniques approach approaches idea ideas "
    "problem problems theory course class session lab workshop refresher primer recap".split()
)
_SPLIT = re.compile(r"[;:,/()\[\]|+&]|\s[-–—]\s|\band\b|\bwith\b|\bversus\b|\bvs\.?\b|\bplus\b")
_WORD = re.compile(r"[a-z0-9][a-z0-9+#]*(?:'[a-z]+)?")
_SPELLING = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("yse", "yze"),
             ("our", "or"), ("elling", "eling"), ("elled", "eled"), ("centre", "center"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """A competency that a topic means, with a score from 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A topic with its competencies, best first; `missing` when none is near enough."""

    topic: str
    missing: bool
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A text that is known to mean certain competencies, each to a share from 0 to 1."""

    text: str
    means: Mapping[str, float]


class Matcher:
    """Maps topics to competencies of `atlas`; `examples` are further tagged texts."""

    def __init__(self, atlas: Atlas, examples: Iterable[Example] = ()) -> None:
        self._stem = snowballstemmer.stemmer("english").stemWord
        self._stems: dict[str, str] = {}
        texts = [*_own_texts(atlas), *tagged_lines(atlas), *examples]
        counts = [self._features(text.text) for text in texts]
        frequency = Counter(feature for count in counts for feature in count)
        total = len(texts)
        self._idf = {key: math.log(1 + total / n) for key, n in frequency.items()}
        self._rare = math.log(1 + total)
        self._means = [text.means for text in texts]
        postings: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for index, count in enumerate(counts):
            for feature, weight in self._weigh(count).items():
                postings[feature][0].append(index)
                postings[feature][1].append(weight)
        self._postings = {
            key: (np.array(rows, dtype=np.int32), np.array(weights))
            for key, (rows, weights) in postings.items()
        }

    def match(self, topic: str, most: int = 4) -> TopicMatch:
        """The competencies that `topic` means, at most `most` of them."""
        whole = self._lend(topic[:2000])
        found = dict(whole)
        for share, part in self._parts(topic):
            for key, score in self._lend(part).items():
                if key == _ELSEWHERE:
                    continue
                blended = share * score + (1 - share) * whole.get(key, 0.0)
                found[key] = max(found.get(key, 0.0), blended)
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        best = ranked[0][1] if ranked else 0.0
        if best < MISSING_BELOW or ranked[0][0] == _ELSEWHERE:
            return TopicMatch(topic, True, ())
        kept = [
            Match(key, round(min(1.0, score), 3))
            for key, score in ranked[:most]
            if score >= max(MISSING_BELOW, _KEEP * best) and key != _ELSEWHERE
        ]
        return TopicMatch(topic, False, tuple(kept))

    def _parts(self, topic: str) -> list[tuple[float, str]]:
        """The listed parts of a topic, each with its trust: less the more it leaves out."""
        pieces = [piece.strip() for piece in _SPLIT.split(_plain(topic[:2000])) if piece.strip()]
        if len(pieces) < 2:
            return []
        mass = [sum(self._idf.get(word, self._rare) for word in self._words(p)) for p in pieces]
        total = sum(mass) or 1.0
        return [
            (_PART + (1 - _PART) * weight / total, piece)
            for weight, piece in zip(mass, pieces, strict=True)
            if weight
        ]

    def _lend(self, text: str) -> dict[str, float]:
        """What the nearest known texts say `text` means."""
        query = self._weigh(self._features(text))
        similar = np.zeros(len(self._means))
        for feature, weight in query.items():
            posting = self._postings.get(feature)
            if posting is not None:
                similar[posting[0]] += weight * posting[1]
        count = min(_NEIGHBOURS, len(similar))
        nearest = np.argpartition(-similar, count - 1)[:count]
        doubt: dict[str, float] = {}
        best: dict[str, float] = {}
        for index in nearest:
            closeness = float(similar[index])
            for key, share in self._means[index].items():
                lent = min(1.0, closeness) * share
                best[key] = max(best.get(key, 0.0), lent)
                doubt[key] = doubt.get(key, 1.0) * (1 - _VOTE * lent)
        return {
            key: (best[key] + _AGREEMENT * (1 - doubt[key])) / (1 + _AGREEMENT / 2) for key in best
        }

    def _words(self, text: str) -> list[str]:
        words = [self._root(word) for word in _WORD.findall(_plain(text)) if word not in _STOP]
        telling = [word for word in words if word not in self._fillers]
        return telling or words

    @property
    def _fillers(self) -> frozenset[str]:
        if not hasattr(self, "_filler_roots"):
            self._filler_roots = frozenset(self._root(word) for word in _FILLER)
        return self._filler_roots

    def _root(self, word: str) -> str:
        if word not in self._stems:
            self._stems[word] = str(self._stem(self._spell(word)))
        return self._stems[word]

    @staticmethod
    def _spell(word: str) -> str:
        """`word` in American spelling and without a plural ending."""
        for british, american in _SPELLING:
            word = word.replace(british, american)
        return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "siu" else word

    def _features(self, text: str) -> Counter[str]:
        words = self._words(text)
        features: Counter[str] = Counter()
        for word in _WORD.findall(_plain(text)):
            if word not in _STOP and word not in _FILLER:
                features["=" + self._spell(word)] += 1
        for word in words:
            features[word] += 1
            if len(word) > 4:
                framed = f"<{word}>"
                for at in range(len(framed) - 3):
                    features["~" + framed[at : at + 4]] += 1
        for one, two in zip(words, words[1:], strict=False):
            features[f"{one} {two}"] += 1
        return features

    def _weigh(self, count: Mapping[str, int]) -> dict[str, float]:
        weights = {}
        for feature, n in count.items():
            kind = _KIND.get(feature[0], 0.8 if " " in feature else 1.0)
            weights[feature] = kind * (1 + math.log(n)) * self._idf.get(feature, self._rare)
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {feature: weight / length for feature, weight in weights.items()}


def _plain(text: str) -> str:
    """Lower case without accents, hyphens as spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"(?<=\w)[-–_](?=\w)", " ", kept).replace("’", "'")


def _own_texts(atlas: Atlas) -> list[Example]:
    texts = []
    for item in atlas.values():
        texts.append(Example(item.name, {item.id: 1.0}))
        texts.append(Example(item.id, {item.id: 1.0}))
        texts.append(Example(f"{item.name}: {item.can}", {item.id: 0.8}))
        texts.extend(Example(alias, {item.id: 1.0}) for alias in item.aliases)
    return texts


def tagged_lines(atlas: Atlas) -> list[Example]:
    """Lines of syllabi that ship with the atlas, tagged by hand; some mean nothing in it.

    Raises UnknownIdError if one names a competency that does not exist.
    """
    files = cast("Any", read_package_folder(_LINES))
    lines = [
        Example(
            row["topic"],
            {atlas.find(key, row["topic"]).id: 0.97**at for at, key in enumerate(row["means"])},
        )
        for name in ("curricula.yaml", "phrasing.yaml")
        for row in files[name]["examples"]
    ]
    return lines + [Example(text, {_ELSEWHERE: 1.0}) for text in files["elsewhere.yaml"]["examples"]]


def match_topics(matcher: Matcher, topics: Sequence[str]) -> list[TopicMatch]:
    """Each topic's match, in order."""
    return [matcher.match(topic) for topic in topics]
