"""Decides for each passage about degrees what is demanded, what is wished, and what may stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tripos.decide.posting.degree_words import Mention, blot, find_mentions, may_name_degree, stems_in
from tripos.decide.posting.headings import Section
from tripos.decide.posting.lines import Line
from tripos.decide.posting.reading import DEGREES, Degree

_PADDING = (
    r"(?:(?:is|are|would be|will be|being|be|also|strongly|highly|very|greatly|much|really|but|and|an?|"
    r"considered|seen as|as|added|big|huge|strong|definite|distinct|significant|major|real|though|"
    r"although|while|considerable|very much|always|even|more|not|candidates?|holders?|applicants?"
    r"|[–—-])\s+){0,6}"
)
_SOFT_WORD = (
    r"(?:prefer(?:red|ed|rred|able|ably|ential|ence)?\b|pref\b|desir(?:ed|able|eable)\b|advantage(?:ous)?"
    r"\b|assets?\b|bonus\b|nice[- ]to[- ]have|good[- ]to[- ]have|great[- ]to[- ]have|beneficial\b"
    r"|benefit\b|ideal(?:ly)?\b|welcomed?\b|valued\b|appreciated\b|favou?r(?:ed|able|ably)\b|helpful\b"
    r"|useful\b|optional\b|encouraged\b|recommended\b|regarded\b|prized\b|looked upon|(?:not|n['’]t) (?:be )?(?:strictly |absolutely )?"
    r"(?:required|necessary|mandatory|essential|needed|a must|a requirement)|a \+|\(\+\)|\+(?=\s*$)"
    r"|plus\b(?=\s*(?:$|[.;,)!\]]|but|for|if|and))|an? (?:\w+ )?plus\b|w[üu]nschenswert|von vorteil"
    r"|(?:er)?w[üu]nscht|souhait\w+|appr[ée]ci\w+|un plus|un atout|deseables?\b|valorables?\b"
    r"|se valorar\w*|desej[áa]ve\w+|um diferencial|preferenc\w+|preferibil\w+|een pr[ée]|mile widzian\w+)"
)
_SOFT_AFTER = re.compile(_SOFT_WORD, re.I)
_SOFT_NEXT = re.compile(_PADDING + _SOFT_WORD, re.I)
_SOFT_BEFORE = re.compile(
    r"^\W*(?:plus|bonus|preferred|desired|optional|desirable|nice[- ]to[- ]have)\s*[):–-]|\b(?:might|"
    r"may|could|perhaps|possibly|maybe) (?:also |even )?(?:have|hold|possess)\b|preferabl[ey]|preferred\s*:|preference|\bprefers?\b(?!red)|ideal(?:ly)?\b|nice[- ]to[- ]have"
    r"|good[- ]to[- ]have|great[- ]to[- ]have|bonus|plus(?:es)?\s*(?::|if\b|for\b|is\b)|desired\s*:"
    r"|desirable\s*:|desirable\b(?=[^,;.]{0,20}$)|extra (?:points|credit)|even better|would love"
    r"|optional(?:ly)?|(?:great|good|perfect|excellent) (?:fit|match|opportunity) for|favou?r\b"
    r"|idealerweise|bevorzugt|vorzugsweise|idealmente|preferib\w+|preferente\w*|id[ée]alement"
    r"|de pr[ée]f[ée]rence|se valora\w*|preferenc\w+|advantage(?:ous)?\s*:|asset\s*:|advanced? a plus"
    r"|(?:interested|keen|excited) (?:in|about) (?:candidates|people|those) with|we encourage"
    r"|brownie points|stand out|wish ?list",
    re.I,
)
_PREFERRED_THEN = re.compile(
    r"(?:^|[,;.(/:]|\b(?:and|or|with)|[–—-])\s*(?:\w+ly )?(?:preferred|desired|desirable)"
    r"\s*(?:an? |the )?$",
    re.I,
)
_HARD = re.compile(
    r"\b(?:requir(?:ed|es|e|ement|ements|ing)|must|min|minimum|minimal|mandatory|essential|necessary|"
    r"at least|need(?:ed|s)?|is a must|basic qualif\w+|compulsory|prerequisite|should have|have to|"
    r"erforderlich|zwingend|notwendig|vorausgesetzt|requerid[oa]|obligatori[oa]|imprescindible|"
    r"exig[ée]e?|indispensable|obrigat[óo]ri[oa]|vereist|wymagane)\b",
    re.I,
)
_NOT_HARD = re.compile(
    r"(?:not|n['’]t) (?:be )?(?:strictly |absolutely )?(?:a )?(?:required|necessary|mandatory|essential|"
    r"needed|requirement|must)|preferred but",
    re.I,
)
_OTHER_SUBJECT = re.compile(
    r"[,;]\s[^,;]{0,80}\b(?:experience|knowledge|familiarity|skills?|certificat\w+|years|yrs|background"
    r"|proficien\w+|understanding|exposure|fluen\w+|publications?|expertise)\b|\byears?\b"
    r"|^\s*(?:degree|diploma)?,\s(?!or|and|but|it|this|is|while|strongly|highly)\w+",
    re.I,
)

_FILLER = (
    r"(?:(?:an?|eine?r?|the|some|any|of|in|and|or|and/or|/|you|equivalent|equal|comparable|similar|relevant|related|"
    r"commensurate|substantial|significant|extensive|sufficient|proven|demonstrable|demonstrated|"
    r"demonstrating|practical|professional|practitioner|industry|industrial|work|working|hands-on|"
    r"on-the-job|on the job|real-world|real|job|life|lived|military|technical|field|level|amount|years|"
    r"combination|combined|education|educational|degree|training|academic|direct|strong|solid|"
    r"applicable|quantitative|analytical|appropriate|adequate|suitable|corresponding|alternative|additional|career|commercial|"
    r"business|specialized|specialised|software|engineering|development|data science|qualification|"
    r"qualifications|certification|certifications|technology|programming|research|self-taught|"
    r"non-academic|formal|informal|other|vocational|subject matter|previous|prior|deep|exceptional|"
    r"skills|knowledge|background|portfolio|your|through|by|gained|from|equivalency|service|hard|the|"
    r"coding|intensive|publications?|papers|accomplishments|projects?|open[- ]source|entsprechende|"
    r"gleichwertige|vergleichbaren?|mehrj[äa]hrige|einschl[äa]gige|experiencia|equivalente)"
    r"[\s,/–-]+){0,9}?"
)
_STANDS_IN = (
    r"(?:experiences?|trainings?|track[- ]record|background|bootcamps?|boot camps?|portfolio|expertise|"
    r"apprenticeship|taught yourself|certificat(?:ion|ions|es?)|self-taught|self-study|knowledge|skills(?:et)?|"
    r"qualified by experience|practice|work history|career|coursework|accomplishments|"
    r"berufserfahrung|erfahrung\w*|berufsausbildung|ausbildung|exp[ée]rience|experiencia|"
    r"experi[êe]ncia|esperienza|ervaring|do[śs]wiadczenie)\b"
)
_EQUIVALENT = re.compile(
    rf"(?:\b(?:or|oder|ou|of|o|lub|and/or|or/and|alternatively|otherwise)\b|/|,|\(|[–—-])\s*"
    rf"(?:else |have |possess |with |has |by |who have |even |{_FILLER}){{0,2}}{_FILLER}{_STANDS_IN}",
    re.I,
)
_STARTS_ALTERNATIVE = re.compile(r"\b(?:or|oder|ou|o|lub|and/or|or/and|alternatively)\b", re.I)
_OWN_EQUIVALENT = re.compile(
    r"\bor (?:an? )?equivalent combination\b|\bequivalent combination of\b|\bcombination of [^.;]{0,60}"
    r"(?:experience|training)[^.;]{0,60}(?:considered|accepted|in lieu|equivalent|substitut|will be)"
    r"|\bin (?:lieu|place) of (?:an? |the )?(?:formal |advanced |required |college |university |"
    r"four[- ]year |4[- ]year |bachelor\S* |master\S* )?(?:degree|education|bachelor|master|diploma"
    r"|academic|formal)"
    r"|\bexperience\b[^.;]{0,80}\bsubstitut\w*[^.;]{0,30}\b(?:degree|education|bachelor|master|diploma)"
    r"|\bsubstitut\w* (?:\w+ ){0,4}experience (?:\w+ ){0,3}for\b[^.;]{0,30}(?:degree|education|bachelor"
    r"|master)|\bexperience (?:may|can|could|will) (?:also )?(?:be )?(?:considered|accepted|replace|"
    r"substitute|count)\w*[^.;]{0,40}(?:degree|education|qualif)"
    r"|\bwithout (?:an? |the |such an? )?(?:\w+ )?(?:degree|diploma)\b[^.;]{0,80}(?:consider|welcome|"
    r"encourag|experience|apply)|\b(?:years|experience)\b[^.;]{0,40}\bwithout (?:an? |the )?(?:\w+ )?"
    r"(?:degree|diploma)\b|\bexperience equivalent to (?:an? )?(?:\w+ )?(?:degree|bachelor|master)"
    r"|\bconsider\w* (?:an? |candidates with )?(?:equivalent|relevant|comparable) (?:\w+ )?experience"
    r"|\bequivalent (?:work |working |practical |professional |relevant |industry )*experience (?:is |"
    r"will be |may be |also |can be )*(?:accepted|considered|acceptable|welcome)",
    re.I,
)
_OWN_STEMS = "lieu place substitut equivalent combination without consider accept replace count".split()
_EXPERIENCE_OR = re.compile(
    r"(?:(?<!no )(?<!of )\b(?:experience|track record|portfolio|self-taught|bootcamp|boot camp)\b"
    r"(?! (?:with|in|on|using|as|of)\b)|\b(?:years|yrs)\b[^.;]{0,40}\bexperience\b[^.;,]{0,60}),?\s"
    r"(?:and/)?or\s+(?:with |have |having |hold |holding )?(?:an? |the )?(?:\w+ ){0,2}$",
    re.I,
)
_YEARS_INSTEAD = re.compile(
    r"^(?:[^.;]|;(?= or)){0,110}?(?:,|\bor|\balternatively|\belse|\))\s+(?:or |else )?(?:with )?(?:an? )?(?:additional )?(?:at least |a minimum "
    r"of |minimum |more than |over |[>≥~]\s?)?(?:\d{1,2}|two|three|four|five|six|seven|eight|ten)\s?\+?"
    r"(?:\s?[-–]\s?\d+)?\s*(?:additional |more |extra )?(?:years|yrs)",
    re.I,
)
_SCHOOL = re.compile(
    r"\b(?:high[- ]school|secondary school|HS)\b (?:diploma|degree|education|certificate|or)|\bHSD\b"
    r"|\bGED\b|\bhigh school\b",
    re.I,
)
# "or equivalent, and experience in ..." makes the degree equal, not the experience.
_GLUED_ONLY = re.compile(
    r"(?:equivalent|comparable)(?:\s+(?:degree|qualifications?|field|discipline))?\s*(?:,\s*(?:and\b)?|and\b|"
    r"with\b)\s+(?!training|education|/)",
)
_SOFT_INTEREST = re.compile(
    r"^[^.;]{0,80}\bor (?:a |an )?(?:strong |keen |deep |genuine )?(?:interest|passion|curiosity)", re.I
)
_WITH_YEARS = re.compile(
    r"[\s'’s]*(?:degree)?\s*(?:with|and|plus|\+|&)\s+(?:at least |a minimum of |minimum )?(?:\d|two|three"
    r"|four|five|six|seven)",
    re.I,
)
_JOINS = re.compile(
    r"\b(?:degrees?|level|studies|and|or|an?|the|in|of|s|to|higher|oder|ou|o|even|candidate|also)\b"
    r"|[/&,.\\|+>'’´`–-]"
)


@dataclass(frozen=True, slots=True)
class Need:
    """Degrees named together at `start` to `end` of the posting: any one of `levels` passes.

    `soft` ones are only wished; `stands_in` says that experience or the like is as good, and
    `school` that a high-school diploma with more experience is.
    """

    start: int
    end: int
    levels: tuple[Degree, ...]
    soft: bool
    stands_in: bool
    firm: bool
    bare: bool
    passage: int

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
        if line.section == "legal" or (found and line.start < found[-1].end):
            continue
        if not may_name_degree(line.text, stems):
            continue
        last = index
        while last + 1 < len(lines) and last - index < 3 and _continues(lines[last], lines[last + 1]):
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
        groups = _grouped(said, find_mentions(said))
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
        last = at + 1 == len(groups)
        yield Need(
            passage.start + group[0].start,
            passage.start + group[-1].end,
            tuple(mention.level for mention in group),
            soft,
            _stands_in("" if at else before, after, last=last),
            bool(_HARD.search(before[-60:]) or _HARD.search(after[:60])),
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
    return bool(_SOFT_AFTER.search(after.split(")")[0]) or _SOFT_BEFORE.search(before.split("(")[-1]))


def _is_soft(
    said: str,
    groups: Sequence[Sequence[Mention]],
    at: int,
    before: str,
    after: str,
    section: Section,
) -> bool:
    if _opens_bracket(before):
        after = after.split(")")[0]
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
        if re.match(r"preferab|ideally", match[0], re.I) and not clause[match.end() :].strip():
            if crowded:
                continue
        elif re.match(r"preferab|ideal(?:ly)?\b", match[0], re.I) and re.match(
            r"\s*,?\s*(?:in|from|with a (?:focus|speci)|but)?\s*\w", clause[match.end() :]
        ) and not re.fullmatch(_PADDING, gap.lstrip(" ,'’s") + " ", re.I):
            continue
        if not _OTHER_SUBJECT.search(gap) or re.search(r"\band\b[^,;]* are (?:\w+ )?$", gap, re.I):
            return match.start()
    return None


def _soft_before(before: str) -> bool:
    clause = re.split(r";|\.\s|(?<!plus)(?<!bonus)(?<!preferred)(?<!optional)\)", before, flags=re.I)[-1]
    if _PREFERRED_THEN.search(clause):
        return True
    found = None
    for found in _SOFT_BEFORE.finditer(clause):
        pass
    if found is None or _HARD.search(clause[found.end() :]):
        return False
    gap = clause[found.end() :]
    return len(gap) < 70 and not re.search(r"\b(?:in|from)\s+\w+[^,]*,", gap[:40])


def _stands_in(before: str, after: str, *, last: bool) -> bool:
    reach = re.split(r"(?<!\be\.g)\.\s(?!or\b)", after, maxsplit=1)[0][:260]
    for match in _EQUIVALENT.finditer(reach):
        if _is_alternative(reach, match):
            return True
    if _OWN_EQUIVALENT.search(reach):
        return True
    if _YEARS_INSTEAD.search(reach) and re.search(r"\bor\b|alternatively", reach, re.I) and last:
        return _years_alone(reach)
    if _SCHOOL.search(reach) and _STARTS_ALTERNATIVE.search(reach):
        return True
    school = _SCHOOL.search(before[-160:])
    if school and re.search(r"\bor\b(?! (?:equivalent|GED))", before + after, re.I):
        return True
    return _EXPERIENCE_OR.search(before) is not None


def _is_alternative(reach: str, match: re.Match[str]) -> bool:
    """Whether an "or ... experience" stands against the degree and not within another item."""
    head = match[0].lower()
    if head[0] in ",(/–—-" and not re.search(r"equivalent|in lieu|comparable|\bor\b|bootcamp", head):
        return False
    if re.search(r"equivalent|comparable|commensurate|combination", head):
        return _GLUED_ONLY.search(head) is None
    later = re.search(r",\s*or\b[^,]*$", head[1:])
    start = match.start() + (1 + later.start() if later else 0)
    if (not later and "," in head[1:]) or re.search(r"\bfield\b.*\b(?:and|with)\b", head):
        return False
    gap = reach[:start]
    if re.search(r";\s*\S", gap):
        return False
    if re.search(r"\bwith\b(?! (?:a |an )?(?:focus|concentration|emphasis|major|speciali))", gap, re.I):
        return False
    return not re.search(
        r"\b(?:years|yrs)\b|\b(?:academic|industrial|industry|research|internship|professional|work|"
        r"project|school|commercial|applied|consulting|teaching|clinical|lab|laboratory|thesis|coursework|"
        r"management|leadership|banking|demonstrable|hands-on|practical|and|plus|knowledge|skills?|experience|coding|programming|"
        r"python|analytics|writing)\s*$|\b(?:experience|experienced|skills|knowledge|plus|familiarity|"
        r"proficien\w+|expertise|understanding)\b",
        gap,
        re.I,
    )


def _years_alone(reach: str) -> bool:
    """Whether "or 5 years" stands without a degree of its own behind it."""
    match = _YEARS_INSTEAD.search(reach)
    if match is None or re.search(r"\b(?:years|yrs)\b", match[0][:-8], re.I):
        return False
    return not re.search(r"^\W*(?:[\w'’/-]+ ){0,8}(?:with|for) (?:an? )?(?:$|\w+$)", reach[match.end() :])


def own_equivalence(lines: Iterable[Line]) -> Line | None:
    """The first line that lets experience stand in for a degree it does not name itself."""
    for line in lines:
        if line.section in ("legal", "benefits", "preferred"):
            continue
        low = line.text.lower()
        match = any(stem in low for stem in _OWN_STEMS) and _OWN_EQUIVALENT.search(line.text)
        if match:
            # "5 years or an equivalent combination ..." is a way round the years.
            about_years = re.search(r"\b(?:years|yrs)\b", line.text[: match.start()], re.I)
            if not (about_years and "equivalent" in match[0].lower()):
                return line
            continue
        if len(line.text) < 160 and re.match(r"or\b", line.text, re.I) and _EQUIVALENT.match(line.text):
            return line
    return None
