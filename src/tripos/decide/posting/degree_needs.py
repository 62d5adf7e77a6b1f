"""Decides for each passage about degrees what is demanded and what is only wished."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tripos.decide.posting.degree_ways import stands_in
from tripos.decide.posting.degree_words import (
    Mention,
    blot,
    find_mentions,
    may_name_degree,
    stems_in,
)
from tripos.decide.posting.headings import Section
from tripos.decide.posting.lines import Line
from tripos.decide.posting.reading import DEGREES, Degree

# A posting has a handful of either; the bounds keep hostile texts cheap.
MOST_PASSAGES = 200
MOST_MENTIONS = 100

_PADDING = (
    r"(?:(?:is|are|would be|will be|being|be|also|strongly|highly|very|greatly|much|really|but"
    r"|and|an?|considered|seen as|as|added|big|huge|strong|definite|distinct|significant|major"
    r"|real|though|although|while|considerable|very much|always|even|more|not|candidates?"
    r"|holders?|applicants?|[–—-])\s+){0,6}"
)
_SOFT_WORD = (
    r"(?:prefer(?:red|ed|rred|able|ably|ential|ence)?\b|pref\b|desir(?:ed|able|eable)\b"
    r"|advantage(?:ous)?\b|assets?\b|bonus\b|nice[- ]to[- ]have|good[- ]to[- ]have"
    r"|great[- ]to[- ]have|beneficial\b|benefit\b|ideal(?:ly)?\b|welcomed?\b|valued\b"
    r"|appreciated\b|favou?r(?:ed|able|ably)\b|helpful\b|useful\b|optional\b|encouraged\b"
    r"|recommended\b|regarded\b|prized\b|looked upon|(?:not|n['’]t) (?:be )?(?:strictly "
    r"|absolutely )?(?:required|necessary|mandatory|essential|needed|a must|a requirement)|a \+"
    r"|\(\+\)|(?:great|nice)(?=,? but\b|\s*[.;)]|\s*$)|\+(?=\s*$)"
    r"|plus\b(?=\s*(?:$|[.;,)!\]]|but|for|if|and))|an? (?:\w+ )?plus\b"
    r"|w[üu]nschenswert|von vorteil|(?:er)?w[üu]nscht|souhait\w+|appr[ée]ci\w+|un plus|un atout"
    r"|deseables?\b|valorables?\b|se valorar\w*|desej[áa]ve\w+|um diferencial|preferenc\w+"
    r"|preferibil\w+|een pr[ée]|mile widzian\w+)"
)
_SOFT_AFTER = re.compile(_SOFT_WORD, re.I)
_SOFT_BEFORE = re.compile(
    r"^\W*(?:plus|bonus|preferred|desired|optional|desirable|nice[- ]to[- ]have)\s*[):–-]"
    r"|\b(?:might|may|could|perhaps|possibly|maybe) (?:also |even )?(?:have|hold|possess)\b"
    r"|preferabl[ey]|preferred\s*:|preference|\bprefers?\b(?!red)|ideal(?:ly)?\b"
    r"|nice[- ]to[- ]have|good[- ]to[- ]have|great[- ]to[- ]have|bonus|plus(?:es)?\s*(?::|if\b"
    r"|for\b|is\b)|desired\s*:|desirable\s*:|desirable\b(?=[^,;.]{0,20}$)|extra (?:points|credit)"
    r"|even better|would love|optional(?:ly)?|(?:great|good|perfect|excellent) (?:fit|match"
    r"|opportunity) for|favou?r\b|idealerweise|bevorzugt|vorzugsweise|idealmente|preferib\w+"
    r"|preferente\w*|id[ée]alement|de pr[ée]f[ée]rence|se valora\w*|preferenc\w+"
    r"|advantage(?:ous)?\s*:|asset\s*:|advanced? a plus|(?:interested|keen|excited) (?:in"
    r"|about) (?:candidates|people|those) with|we (?:\w+ )?encourage|love it if"
    r"|brownie points|stand out|wish ?list",
    re.I,
)
_LOOKS_AHEAD = re.compile(r"preferab|ideal(?:ly)?\b", re.I)
_PREFERRED_THEN = re.compile(
    r"(?:^|[,;.(/:]|\b(?:and|or|with)|[–—-])\s*(?:\w+ly )?(?:preferred|desired|desirable)"
    r"\s*(?:an? |the )?$",
    re.I,
)
_HARD = re.compile(
    r"\b(?:requir(?:ed|es|e|ement|ements|ing)|must|min|minimum|minimal|mandatory|essential"
    r"|necessary|at least|need(?:ed|s)?|is a must|basic qualif\w+|compulsory|prerequisite"
    r"|should have|have to|erforderlich|zwingend|notwendig|vorausgesetzt|requerid[oa]"
    r"|obligatori[oa]|imprescindible|exig[ée]e?|indispensable|obrigat[óo]ri[oa]|vereist"
    r"|wymagane)\b",
    re.I,
)
_NOT_HARD = re.compile(
    r"(?:not|n['’]t) (?:be )?(?:strictly |absolutely )?(?:a )?(?:required|necessary|mandatory"
    r"|essential|needed|requirement|must)|preferred but",
    re.I,
)
_OTHER_SUBJECT = re.compile(
    r"[,;]\s[^,;]{0,80}\b(?:experience|knowledge|familiarity|skills?|certificat\w+|years|yrs"
    r"|background|proficien\w+|understanding|exposure|fluen\w+|publications?|expertise)\b"
    r"|\byears?\b|^\s*(?:degree|diploma)?,\s(?!or|and|but|it|this|is|while|strongly|highly)\w+",
    re.I,
)

_SOFT_INTEREST = re.compile(
    r"^[^.;]{0,80}\bor (?:a |an )?(?:strong |keen |deep |genuine )?(?:interest|passion|curiosity)",
    re.I,
)
_WITH_YEARS = re.compile(
    r"[\s'’s]*(?:degree)?\s*(?:with|and|plus|\+|&)\s+(?:at least |a minimum of |minimum )?(?:\d"
    r"|two|three|four|five|six|seven)",
    re.I,
)
_JOINS = re.compile(
    r"\b(?:degrees?|level|studies|and|or|an?|the|in|of|s|to|higher|oder|ou|o|even|candidate|also)\b"
    r"|[/&,.\\|+>'’´`–-]"
)


@dataclass(frozen=True, slots=True)
class Need:
    """Degrees named together at `start` to `end` of the posting: any one of `levels` passes.

    `soft` ones are only wished; `bare` ones do not say their level. Where experience or the like
    is as good, `way_end` is where the words end that say so. `passage` is the index of theirs.
    """

    start: int
    end: int
    levels: tuple[Degree, ...]
    soft: bool
    way_end: int | None
    bare: bool
    passage: int

    @property
    def stands_in(self) -> bool:
        """Whether something else than a degree passes as well."""
        return self.way_end is not None

    @property
    def weakest(self) -> Degree:
        """The lowest of the named degrees."""
        return min(self.levels, key=DEGREES.index)

    @property
    def strongest(self) -> Degree:
        """The highest of the named degrees."""
        return max(self.levels, key=DEGREES.index)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence or bullet with the lines that continue it, and the section it stands in."""

    start: int
    end: int
    text: str
    section: Section


def passages(text: str, lines: Sequence[Line]) -> list[Passage]:
    """The lines that may name degrees, each joined with the lines that continue its sentence."""
    found: list[Passage] = []
    stems = stems_in(text)
    for index, line in enumerate(lines):
        if len(found) == MOST_PASSAGES:
            break
        if line.section == "legal" or (found and line.start < found[-1].end):
            continue
        if not may_name_degree(line.text, stems):
            continue
        last = index
        while (
            last + 1 < len(lines) and last - index < 3 and _continues(lines[last], lines[last + 1])
        ):
            last += 1
        first = index
        if index and lines[index - 1].section != "legal" and _continues(lines[index - 1], line):
            first = index - 1
        begin = max(lines[first].start, found[-1].end if found else 0)
        stop = lines[last].end
        found.append(Passage(begin, stop, text[begin:stop], line.section))
    return found


def _continues(line: Line, following: Line) -> bool:
    """Whether a sentence runs on over a line break: "BS or / MS in physics"."""
    if following.section != line.section or line.text.endswith((".", ":", "!", "?")):
        return False
    if re.match(r"(?:and/)?or\b|OR\b|oder\b", following.text, re.I):
        return True
    if re.search(r"(?:\b(?:or|and/or|and|in|of|the|a|to)|[,/(&])$", line.text, re.I):
        return len(line.text) > 1
    return False


def find_needs(found: Iterable[Passage]) -> Iterator[Need]:
    """What each passage demands or wishes, in the order of the posting."""
    for index, passage in enumerate(found):
        said = blot(passage.text).replace("\n", " ")
        groups = _grouped(said, find_mentions(said)[:MOST_MENTIONS])
        yield from _needs(index, passage, said, groups)


def _grouped(said: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    groups: list[list[Mention]] = []
    for at, mention in enumerate(mentions):
        stop = mentions[at + 1].start if at + 1 < len(mentions) else len(said)
        behind = said[mention.end : stop]
        listed = at + 1 < len(mentions)
        if groups and _joined(said[groups[-1][-1].end : mention.start], behind, listed=listed):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _joined(gap: str, behind: str, *, listed: bool) -> bool:
    """Whether two degrees are one list: "BS, MS or PhD", not "BS in physics, MS preferred".

    Nor "PhD, or MS with 4 years", where the years belong to the second alone.
    """
    if re.match(r"\s*,\s*or\b", gap, re.I) and _WITH_YEARS.match(behind):
        return False
    if _JOINS.sub("", gap.lower()).strip() or len(gap) > 40 or ";" in gap:
        return False
    if re.search(r"\b(?:or|and|oder|ou|o)\b|[/&|\\–-]", gap, re.I):
        return True
    return listed and len(behind) < 8 and re.search(r"\bor\b|/|,", behind) is not None


def _needs(
    index: int, passage: Passage, said: str, groups: Sequence[Sequence[Mention]]
) -> Iterator[Need]:
    disowned = _disowned(said, groups)
    softs: list[bool] = []
    for at, group in enumerate(groups):
        before = said[groups[at - 1][-1].end if at else 0 : group[0].start]
        after = said[group[-1].end : groups[at + 1][0].start if at + 1 < len(groups) else len(said)]
        soft = _is_soft(said, groups, at, before, after, passage.section)
        inside = at > 0 and _opens_bracket(before)
        if inside and not _speaks(before, after):
            soft = softs[-1]
        soft = soft or bool(disowned & {mention.level for mention in group})
        softs.append(soft)
        way = stands_in("" if at else before, after, last=at + 1 == len(groups))
        end = passage.start + group[-1].end
        yield Need(
            passage.start + group[0].start,
            end,
            tuple(mention.level for mention in group),
            soft,
            None if way is None else end + way,
            all(mention.kind == "bare" for mention in group),
            index,
        )


def _disowned(said: str, groups: Sequence[Sequence[Mention]]) -> set[Degree]:
    """Levels that the passage itself says are no condition ("preferred but not required")."""
    found: set[Degree] = set()
    for at, group in enumerate(groups):
        stop = groups[at + 1][0].start if at + 1 < len(groups) else len(said)
        after = re.split(r"[;.]\s", said[group[-1].end : stop])[0]
        refused = _NOT_HARD.search(after)
        if refused and not _OTHER_SUBJECT.search(after[: refused.start()]):
            found.update(mention.level for mention in group)
    return found


def _opens_bracket(before: str) -> bool:
    return before.rfind("(") > before.rfind(")")


def _speaks(before: str, after: str) -> bool:
    return bool(
        _SOFT_AFTER.search(after.split(")", maxsplit=1)[0])
        or _SOFT_BEFORE.search(before.rsplit("(", maxsplit=1)[-1])
    )


def _is_soft(
    said: str,
    groups: Sequence[Sequence[Mention]],
    at: int,
    before: str,
    after: str,
    section: Section,
) -> bool:
    if _opens_bracket(before):
        after = after.split(")", maxsplit=1)[0]
    elif re.match(r"\W*(?:degree)?\s*\([^)]*$", after):
        # The brackets hold the next group: what is said of both stands behind them.
        closed = said.find(")", groups[at][-1].end)
        inner = [g for g in groups[at + 1 :] if g[0].start < closed]
        if closed > 0 and inner and not _SOFT_AFTER.search(said[inner[0][0].start : closed]):
            outer = [g[0].start for g in groups[at + 1 :] if g[0].start > closed]
            after = said[closed + 1 : outer[0] if outer else len(said)]
    hard, soft = _HARD.search(after), _soft_behind(after, crowded=at + 1 < len(groups))
    if soft is not None and not (hard and hard.start() < soft and not _NOT_HARD.search(after)):
        return True
    if _soft_before(before):
        return True
    if _SOFT_INTEREST.search(after):
        return True
    close = _HARD.search(re.split(r"[;.]\s", before)[-1]) or (hard and hard.start() < 60)
    return section == "preferred" and not close


def _soft_behind(after: str, *, crowded: bool) -> int | None:
    """Where words behind a degree make it a wish, if they speak of the degree."""
    clause = re.split(r";|\.\s|\s[•·]\s", after)[0][:220]
    for match in _SOFT_AFTER.finditer(clause):
        gap = clause[: match.start()]
        bracket = gap.rpartition("(")[2] if gap.count("(") > gap.count(")") else ""
        if bracket and not re.fullmatch(_PADDING, bracket.lstrip() + " ", re.I):
            continue
        if _LOOKS_AHEAD.match(match[0]) and _speaks_of_next(gap, clause[match.end() :], crowded):
            continue
        if not _OTHER_SUBJECT.search(gap) or re.search(r"\band\b[^,;]* are (?:\w+ )?$", gap, re.I):
            return match.start()
    return None


def _speaks_of_next(gap: str, rest: str, crowded: bool) -> bool:
    """Whether "preferably" or "ideal" points at what follows it, not at the degree before it."""
    if not rest.strip():
        return crowded
    if re.fullmatch(_PADDING, gap.lstrip(" ,'’s") + " ", re.I):
        return False
    return re.match(r"\s*,?\s*\w", rest) is not None


def _soft_before(before: str) -> bool:
    clause = re.split(
        r";|\.\s|(?<!plus)(?<!bonus)(?<!preferred)(?<!optional)\)", before, flags=re.I
    )[-1]
    if _PREFERRED_THEN.search(clause):
        return True
    ends = [match.end() for match in _SOFT_BEFORE.finditer(clause)]
    if not ends or _HARD.search(clause[ends[-1] :]):
        return False
    gap = clause[ends[-1] :]
    return len(gap) < 70 and not re.search(r"\b(?:in|from)\s+\w+[^,]*,", gap[:40])
