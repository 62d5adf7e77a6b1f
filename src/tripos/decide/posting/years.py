"""Reads how many years of experience a posting demands, and what it trades them against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from tripos.decide.posting.degree_needs import Need, Passage
from tripos.decide.posting.degree_words import may_name_degree
from tripos.decide.posting.lines import Line
from tripos.decide.posting.reading import DEGREES, Degree

MOST_DEMANDS = 200  # far above any posting; keeps hostile texts cheap
MOST = 25.0  # no posting asks for more; larger numbers are the age of the company

_NAMES = "one two three four five six seven eight nine ten eleven twelve".split()
_WORDS = {name: number for number, name in enumerate(_NAMES, 1)} | {
    "fifteen": 15, "twenty": 20, "ein": 1, "zwei": 2, "drei": 3, "fünf": 5,
    "dos": 2, "tres": 3, "cinco": 5, "deux": 2, "trois": 3, "cinq": 5,
}  # fmt: skip
_NUMBER = r"\d{1,2}(?:[.,]\d)?|" + "|".join(sorted(_WORDS, key=len, reverse=True))
_UNIT = (
    r"(?:(?P<month>months?|mos?\b|monate)|years?|yrs?\b|jahre?n?\b|años|ans\b|anos\b|anni|jaar"
    r"|lat\b)"
)
_YEARS = re.compile(
    rf"(?<![\d$€£/])(?<!\d[.,])(?:(?P<upto>up to|maximum(?: of)?|max\.?|no more than|less than"
    rf"|under|until)\s+)?\b(?P<low>{_NUMBER})(?:\s?\(\s?\d+\s?\+?\s?\))?\s?\+?(?:\s?(?:-|–|—|to"
    rf"|or|/|~|bis|a|y|and"
    rf"|\s)\s?(?P<high>{_NUMBER})(?:\s?\(\s?\d+\s?\))?\s?\+?)?\s?\+?(?:\s?(?:or|and) (?:more"
    rf"|above|over)|\s?plus)?[\s-]*(?:additional |more |extra |full )?{_UNIT}",
    re.I,
)
_STEMS = "year yr jahr años anos ans anni jaar lat month monat".split()
_SHORT = re.compile(
    r"\b(?P<low>\d{1,2})\s?\+?(?:\s?(?:-|–)\s?\d+)?\s?(?:years?|yrs?)?\s?(?:\w+ )?(?:with|for"
    r"|if)\b",
    re.I,
)
_ASKED = re.compile(
    r"experien|erfahrung|exp\b|\bexp\.|work(?:ing|ed)?\b|industry|background|track record"
    r"|hands-on|\bin (?:an? |the )?\w+|as an? |develop|build|using|programming|professional"
    r"|practice|required|degree|bachel|master|ph\.?d|\b[BM]\.?[SA]\b|designing|writing|managing"
    r"|leading|coding|delivering|minimum|at least|experiencia|ervaring|expérience|experi[êe]ncia"
    r"|esperienza|do[śs]wiad",
    re.I,
)
_UNASKED = re.compile(
    r"years? old|years? of age|\bago\b|years in business|working together|history|in a row"
    r"|warranty|contract|tenure|founded|celebrat|anniversar|(?:past|last|next|first|within|every"
    r"|each|per|coming|previous|recent) (?:few |\w+ )?(?:years?|months?)\b|(?:over|during|in|for"
    r"|within|of) the (?:past|last|next|coming|first)|retain|stored|period of|\bgrow|revenue"
    r"|customers in|since |expected to last|duration|vest|parental|leave|sabbatical|pto\b"
    r"|vacation|visa|clearance|probation|fixed[- ]term|extension|assignment|months?,? (?:start"
    r"|contract|project|position|role|programm?e|internship|rotation)|bonus|(?:two|three|four"
    r"|five|\d)[- ]year (?:degree|college|universit|program|plan|course|bachelor|undergrad"
    r"|rolling|track)|lasts?\b|graduation|graduat\w+ (?:in|within)|residen|ranked|voted|named"
    r"|coursework|of (?:under|post)?-?grad\w* stud"
    r"|age\b|aged|lived|semester|timeline|roadmap|internship (?:of|for|is)|for (?:a "
    r"|the )?(?:full )?(?:\d+|six|three|twelve) months|months? (?:full|internship|with us)"
    r"|after \d",
    re.I,
)
_STANDS_FOR = re.compile(r"substitut|in lieu|in place of|counts? (?:for|as)", re.I)
_OURS = re.compile(
    r"\b(?:we|our|us|company|firm|founded|clients|customers|its|they|their)\b|\bteam (?:has|of"
    r"|have)",
    re.I,
)
_YOURS = re.compile(
    r"\b(?:you|your|candidates?|applicants?|looking for|seeking|require[sd]?|minimum|at least"
    r"|must|need|ideal|hiring|qualif\w+|search\w*|someone|ask for|expect|buscamos)\b",
    re.I,
)
_WISH = re.compile(
    r"prefer|\bpref\b|desir|nice[- ]to|a plus\b|\bplus\b\s*[).,;]?\s*$|ideal(?:ly)?\b|advantage"
    r"|bonus|\basset|beneficial|w[üu]nschenswert|von vorteil|good[- ]to[- ]have|optional"
    r"|not required|valued",
    re.I,
)
_WISH_BEFORE = re.compile(
    r"prefer|desir|nice[- ]to|ideal(?:ly)?\b|bonus|idealerweise|good[- ]to[- ]have|plus:", re.I
)
_WITH_DEGREE = re.compile(
    r"\W*(?:[\w’'-]+ ){0,4}?(?:with|if|plus|and|hold\w*|for)\b[^,;.]{0,50}", re.I
)
_INSTEAD = re.compile(
    r"(?:\bor|[(;/])\s*(?:at least |a minimum of |minimum |only |just |over )?$", re.I
)
_SCHOOL_FIRST = re.compile(r"\bhigh[- ]school|\bHSD?\b|\bGED\b|secondary school", re.I)
_OR_ELSE = re.compile(r"\bor\s+(?:with |have |having |hold )?(?:an? |the )?(?:\w+ )?$", re.I)
_WITHOUT = re.compile(r"\W*(?:degree )?(?:without|with no|and no)\b[^,;]{0,20}\bexperience", re.I)
_NONE = re.compile(
    r"\bno (?:prior |previous |professional |work |relevant |industry |job )*experience (?:is "
    r"|at all )?(?:required|necessary|needed|expected)|\bexperience (?:is )?not (?:required"
    r"|necessary|needed)",
    re.I,
)
_FIRM = re.compile(r"\brequired?\b|minimum|\bmust\b|at least", re.I)


@dataclass(frozen=True, slots=True)
class Years:
    """`least` years of experience asked at `start` to `end` of the posting."""

    start: int
    end: int
    least: float
    line: int


def find_years(lines: Sequence[Line]) -> list[Years]:
    """Every demand for years of experience; wishes, ages and lengths of contracts are left out."""
    found: list[Years] = []
    for index, line in enumerate(lines):
        if len(found) >= MOST_DEMANDS:
            break
        if line.section in ("preferred", "legal", "company"):
            continue
        low = line.text.lower()
        if any(stem in low for stem in _STEMS):
            found.extend(_least_of_choices(line, list(islice(_in_line(index, line), MOST_DEMANDS))))
        none = _NONE.search(line.text) if "no" in low and "experience" in low else None
        if none:
            found.append(Years(line.start + none.start(), line.start + none.end(), 0.0, index))
    return found


def _least_of_choices(line: Line, years: Sequence[Years]) -> list[Years]:
    """`years` where of "4 years in banking or 5 in any sector" only the lesser demand is left."""
    kept: list[Years] = []
    for year in years:
        between = line.text[kept[-1].end - line.start : year.start - line.start] if kept else ";"
        choice = len(between) < 90 and re.search(r"\bor\b", between, re.I)
        own = _WITH_DEGREE.match(line.text, year.end - line.start)
        if (
            not choice
            or ";" in between
            or may_name_degree(between)
            or (own and may_name_degree(own[0]))
        ):
            kept.append(year)
        elif year.least < kept[-1].least:
            kept[-1] = year
    return kept


def _in_line(index: int, line: Line) -> Iterator[Years]:
    for match in _YEARS.finditer(line.text):
        least = years_in(match)
        if least <= MOST and _is_demand(line, match) and not _is_wish(line.text, match):
            yield Years(line.start + match.start(), line.start + match.end(), least, index)


def years_in(match: re.Match[str]) -> float:
    """The lower end of a number of years, in years; "up to five" begins at none."""
    groups = match.groupdict()
    if groups.get("upto"):
        return 0.0
    low = _number(groups["low"])
    return low / 12 if groups.get("month") else low


def _number(word: str) -> float:
    return float(_WORDS[word.lower()]) if word.lower() in _WORDS else float(word.replace(",", "."))


def _is_demand(line: Line, match: re.Match[str]) -> bool:
    near = line.text[max(0, match.start() - 60) : match.end() + 60]
    after = line.text[match.end() : match.end() + 110]
    before = line.text[max(0, match.start() - 80) : match.start()]
    clause = re.split(r"[;.,]", before)[-1] + " " + re.split(r"[;.,]", after)[0]
    if _UNASKED.search(near) or _STANDS_FOR.search(clause):
        return False
    said = f"{before} {after}"
    if line.section not in ("required",) and _OURS.search(said) and not _YOURS.search(said):
        return False
    if re.search(
        r"\b(?:with|for) (?:over|more than|nearly|almost) $", before, re.I
    ) and not _YOURS.search(said):
        return False
    if line.section == "required":
        return True
    return _ASKED.search(said) is not None


def _is_wish(text: str, match: re.Match[str]) -> bool:
    """Whether softening words stand in the same clause, or directly behind it."""
    begin = (
        max(
            text.rfind(mark, max(0, match.start() - 200), match.start())
            for mark in (";", ". ", ")")
        )
        + 1
    )
    behind = text[match.end() : match.end() + 220]
    clause = re.split(r"[;,(]|\.\s|\band\b", behind)
    own = text[max(begin, match.start() - 60) : match.end()] + clause[0]
    if _FIRM.search(own):
        return False
    if _WISH_BEFORE.search(text[max(begin, match.start() - 40) : match.start()]) or _WISH.search(
        clause[0]
    ):
        return True
    tail = re.match(
        r"[^;.]{0,160}?[,(–-]\s*(?:is |are |would be )?(?:strongly |highly )?(?:a )?"
        r"(?:preferred|desired|desirable|a plus|plus)\W*$",
        behind,
        re.I,
    )
    return tail is not None


def trade(
    found: Sequence[Passage], needs: Sequence[Need], years: Sequence[Years]
) -> tuple[dict[Degree, float], tuple[Years, ...]]:
    """Years for each degree where they are traded, and the demands for years that say so."""
    hard = [need for need in needs if not need.soft]
    best: tuple[dict[Degree, float], tuple[Years, ...]] = ({}, ())
    for index, passage in enumerate(found):
        here = [need for need in hard if need.passage == index]
        inside = [
            y for y in _inside(passage, years) if not any(n.start <= y.start < n.end for n in here)
        ]
        steps, used = _steps(passage, here, inside, hard)
        if _is_trade(steps) and len(steps) > len(best[0]):
            best = steps, used
    if best[0]:
        return best
    return _listed(found, hard, years)


def shortened(
    found: Sequence[Passage], needs: Sequence[Need], years: Sequence[Years]
) -> tuple[dict[Degree, float], tuple[Years, ...]] | None:
    """Years without and with a degree where all that a degree does is to shorten them.

    "8 years, or 6 with a PhD" demands no degree. None where any is demanded besides.
    """
    hard = [need for need in needs if not need.soft]
    if not hard or len({need.passage for need in hard}) > 1:
        return None
    passage, first = found[hard[0].passage], hard[0]
    every = [*_inside(passage, years), *_shorthand(passage, hard, years)]
    before = sorted((y for y in every if y.start < first.start), key=lambda year: year.start)
    if len(before) != 2 or before[0].least <= before[1].least:
        return None
    said = passage.text
    between = said[before[0].end - passage.start : before[1].start - passage.start]
    linked = said[before[1].start - passage.start : first.start - passage.start]
    if not _INSTEAD.search(between) or re.search(r"[;.]", linked):
        return None
    if not re.search(r"\b(?:with|if|plus|and|hold\w*|for)\b", linked, re.I):
        return None
    steps: dict[Degree, float] = dict.fromkeys(first.levels, before[1].least)
    return {"none": before[0].least, **steps}, tuple(before)


def _inside(passage: Passage, years: Iterable[Years]) -> list[Years]:
    return [year for year in years if passage.start <= year.start < passage.end]


def _steps(
    passage: Passage, needs: Sequence[Need], years: Sequence[Years], hard: Sequence[Need]
) -> tuple[dict[Degree, float], tuple[Years, ...]]:
    if not needs:
        return {}, ()
    shorts = _shorthand(passage, needs, years)
    every = sorted((*years, *shorts), key=lambda item: item.start)
    if not every:
        return {}, ()
    school = _SCHOOL_FIRST.search(passage.text[: needs[0].start - passage.start])
    if school and every[0].start < needs[0].start and len(every) > 1:
        steps = _degree_first(passage, needs, every[1:], hard)
        return {**steps, "none": every[0].least}, tuple(every)
    if every[0].start < needs[0].start:
        return _years_first(passage, needs, every, hard), tuple(every)
    return _degree_first(passage, needs, every, hard), tuple(every)


def _shorthand(passage: Passage, needs: Sequence[Need], years: Sequence[Years]) -> list[Years]:
    """ "6+ with a PhD", "or 3 with a master's": years whose unit is left out."""
    found: list[Years] = []
    for match in _SHORT.finditer(passage.text):
        start, end = passage.start + match.start(), passage.start + match.end()
        taken = any(year.start <= start < year.end for year in years)
        if not taken and any(0 <= need.start - end < 12 for need in needs):
            found.append(Years(start, end, float(match["low"]), -1))
    return found


def _years_first(
    passage: Passage, needs: Sequence[Need], years: Sequence[Years], hard: Sequence[Need]
) -> dict[Degree, float]:
    """Steps of "8 years with a bachelor's, 5 with a master's".

    Years that come first and name no degree ("9+ years, 6+ with a PhD") belong to the weakest.
    """
    steps: dict[Degree, float] = {}
    base: float | None = None
    for at, year in enumerate(years):
        stop = years[at + 1].start if at + 1 < len(years) else float("inf")
        served = [need for need in needs if year.start < need.start < stop]
        for need in served:
            between = passage.text[year.end - passage.start : need.start - passage.start]
            if need is served[0] and _OR_ELSE.search(between):
                steps.setdefault(_below(need, hard), year.least)
                steps.update(dict.fromkeys(need.levels, 0.0))
            behind = passage.text[need.end - passage.start :][:40]
            for level in need.levels:
                steps.setdefault(level, 0.0 if _WITHOUT.match(behind) else year.least)
        if not served and at == 0:
            base = year.least
    if base is not None:
        weakest = min((need.weakest for need in hard), key=DEGREES.index)
        steps.setdefault(weakest, base)
    return steps


def _below(need: Need, hard: Sequence[Need]) -> Degree:
    """The degree demanded in any case where `need` is only one of two ways; "none" if none is."""
    weaker = [other.weakest for other in hard if other.passage != need.passage]
    weakest: Degree = min(weaker, key=DEGREES.index, default="none")
    return weakest if DEGREES.index(weakest) < DEGREES.index(need.weakest) else "none"


def _degree_first(
    passage: Passage, needs: Sequence[Need], years: Sequence[Years], hard: Sequence[Need]
) -> dict[Degree, float]:
    steps: dict[Degree, float] = {}
    for at, need in enumerate(needs):
        stop = needs[at + 1].start if at + 1 < len(needs) else passage.end
        own = [year for year in years if need.end <= year.start < stop]
        least = own[0].least if own else 0.0
        for level in need.levels:
            steps.setdefault(level, least)
        if need.stands_in and own and at + 1 == len(needs):
            _without_degree(passage, need, own, steps, _below(need, hard))
    return steps


def _without_degree(
    passage: Passage,
    need: Need,
    own: Sequence[Years],
    steps: dict[Degree, float],
    below: Degree,
) -> None:
    """Adds the path without a degree: "a master's or 5 years", "or a school diploma with 8"."""
    for at, year in enumerate(own):
        begin = own[at - 1].end if at else need.end
        between = passage.text[begin - passage.start : year.start - passage.start]
        if re.search(
            r"(?:\bor|alternatively)\b(?:(?:(?!experience)[^,;]){0,25}| (?:HS|high school)[^;]*)$",
            between,
            re.I,
        ):
            if at == 0:
                steps.update(dict.fromkeys(need.levels, 0.0))
            steps.setdefault(below, year.least)
            return


def _is_trade(steps: Mapping[Degree, float]) -> bool:
    if len(steps) < 2 or len(set(steps.values())) < 2:
        return False
    ranked = [steps[level] for level in DEGREES if level in steps]
    return all(low >= high for low, high in pairwise(ranked))


def _listed(
    found: Sequence[Passage], hard: Sequence[Need], years: Sequence[Years]
) -> tuple[dict[Degree, float], tuple[Years, ...]]:
    """A trade written as a list with one degree and its years in each item."""
    steps: dict[Degree, float] = {}
    used: list[Years] = []
    for index, passage in enumerate(found):
        here = [need for need in hard if need.passage == index]
        inside = _inside(passage, years)
        if here and len({need.levels for need in here}) == 1 and inside:
            for level in here[0].levels:
                steps.setdefault(level, inside[0].least)
            used.append(inside[0])
    return (steps, tuple(used)) if _is_trade(steps) else ({}, ())
