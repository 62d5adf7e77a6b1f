"""Finds the competencies that a line of a syllabus means.

Every competency is known by several short texts: its name, its aliases, its description, and, if
given, lines of other syllabi that people have tagged. A line is compared with all of them as a
bag of weighted features (word stems, pairs of stems, letter groups inside words) by cosine
similarity (Salton and Buckley 1988, *Information Processing and Management* 24(5)); a line that
lists several things is also compared part by part. What a text is similar to it lends its
competencies to, and agreeing texts reinforce one another.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from tripos.atlas.graph import Atlas
from tripos.atlas.words import Words, split_list
from tripos.content import read_package_folder

_LINES = Path(__file__).parent / "lines"

MISSING_BELOW = 0.32
_ELSEWHERE = ""  # what lines mean that no competency is about
_KEEP = 0.55  # a further match is listed from this share of the best one's score
_NEIGHBOURS = 32
_KIND = {"~": 0.15, "=": 0.4}  # weight of letter groups and of exact words beside stems
_PART = 0.72  # trust in one part of a list, before its share of the whole is added
_VOTE = 0.5  # how far one more agreeing text removes doubt
_AGREEMENT = 1.5  # weight of several texts agreeing, beside the nearest one


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
        self._words = Words()
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
        pieces = split_list(topic[:2000])
        if len(pieces) < 2:
            return []
        mass = [
            sum(self._idf.get(word, self._rare) for word in self._words.roots(p)) for p in pieces
        ]
        total = sum(mass) or 1.0
        return [
            (_PART + (1 - _PART) * weight / total, piece)
            for weight, piece in zip(mass, pieces, strict=True)
            if weight
        ]

    def _lend(self, text: str) -> dict[str, float]:
        """What the nearest known texts say `text` means."""
        query = self._weigh(self._features(text))
        import numpy as np  # noqa: PLC0415

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
        return {key: (best[key] + _AGREEMENT * (1 - doubt[key])) / (1 + _AGREEMENT) for key in best}

    def _features(self, text: str) -> Counter[str]:
        words = self._words.roots(text)
        features = Counter("=" + word for word in self._words.telling(text))
        for word in words:
            features[word] += 1
            if len(word) > 4:
                framed = f"<{word}>"
                for at in range(len(framed) - 3):
                    features["~" + framed[at : at + 4]] += 1
        for one, two in itertools.pairwise(words):
            features[f"{one} {two}"] += 1
        return features

    def _weigh(self, count: Mapping[str, int]) -> dict[str, float]:
        weights = {}
        for feature, n in count.items():
            kind = _KIND.get(feature[0], 0.8 if " " in feature else 1.0)
            weights[feature] = kind * (1 + math.log(n)) * self._idf.get(feature, self._rare)
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {feature: weight / length for feature, weight in weights.items()}


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
    return lines + [
        Example(text, {_ELSEWHERE: 1.0}) for text in files["elsewhere.yaml"]["examples"]
    ]
