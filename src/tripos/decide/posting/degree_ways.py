"""What may stand in for a degree: experience, training, or a school diploma with more years."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tripos.decide.posting.lines import Line

_FILLER = (
    r"(?:(?:an?|eine?r?|the|some|any|of|in|and|or|and/or|/|you|equiv\w*\.?|equal|comparable"
    r"|similar|relevant|related|commensurate|substantial|significant|extensive|sufficient|proven"
    r"|demonstrable|demonstrated|demonstrating|practical|professional|practitioner|industry"
    r"|industrial|work|working|hands-on|on-the-job|on the job|real-world|real|job|life|lived"
    r"|military|technical|field|level|amount|years|combination|combined|education|educational"
    r"|degree|training|academic|direct|strong|solid|applicable|quantitative|analytical"
    r"|appropriate|adequate|suitable|corresponding|alternative|additional|career|commercial"
    r"|business|specialized|specialised|software|engineering|development|data science"
    r"|qualification|qualifications|certification|certifications|technology|programming|research"
    r"|self-taught|non-academic|formal|informal|other|vocational|subject matter|previous|prior"
    r"|deep|exceptional|skills|knowledge|background|portfolio|your|through|by|gained|from"
    r"|equivalency|service|hard|the|coding|intensive|publications?|papers|accomplishments"
    r"|projects?|open[- ]source|entsprechende|gleichwertige|vergleichbaren?|mehrj[äa]hrige"
    r"|einschl[äa]gige|experiencia|equivalente)[\s,/–-]+){0,9}?"
)
_STANDS_IN = (
    r"(?:experiences?|trainings?|track[- ]record|background|bootcamps?|boot camps?|portfolio"
    r"|expertise|apprenticeship|taught yourself|certificat(?:ion|ions|es?)|self-taught|self-study"
    r"|knowledge|skills(?:et)?|qualified by experience|practice|work history|career|coursework"
    r"|accomplishments|berufserfahrung|erfahrung\w*|berufsausbildung|ausbildung|exp[ée]rience"
    r"|experiencia|experi[êe]ncia|esperienza|ervaring|do[śs]wiadczenie)\b"
)
_EQUIVALENT = re.compile(
    rf"(?:\b(?:or|oder|ou|of|o|lub|and/or|or/and|alternatively|otherwise)\b|/|,|\(|[–—-])\s*"
    rf"(?:else |have |possess |with |has |by |who have |even "
    rf"|{_FILLER}){{0,2}}{_FILLER}{_STANDS_IN}",
    re.I,
)
_ALTERNATIVELY = re.compile(r"\b(?:or|oder|ou|o|lub|and/or|or/and|alternatively)\b", re.I)
_OWN_EQUIVALENT = re.compile(
    r"\bor (?:an? )?equivalent combination\b|\bequivalent combination of\b"
    r"|\bcombination of [^.;]{0,60}(?:experience|training)[^.;]{0,60}(?:considered|accept"
    r"|in lieu|equivalent|substitut|will be)|\bin (?:lieu|place) of (?:an? |the )?(?:formal "
    r"|advanced |required |college |university |four[- ]year |4[- ]year |bachelor\S* "
    r"|master\S* )?(?:degree|education|bachelor|master|diploma|academic|formal)"
    r"|\bexperience\b[^.;]{0,80}\bsubstitut\w*[^.;]{0,30}\b(?:degree|education|bachelor|master"
    r"|diploma)|\bsubstitut\w* (?:\w+ ){0,4}experience (?:\w+ ){0,3}for\b[^.;]{0,30}(?:degree"
    r"|education|bachelor|master)|\bexperience (?:may|can|could"
    r"|will) (?:also )?(?:be )?(?:considered|accepted|replace|substitute"
    r"|count)\w*[^.;]{0,40}(?:degree|education|qualif)|\bwithout (?:an? |the "
    r"|such an? )?(?:\w+ )?(?:degree|diploma)\b[^.;]{0,80}(?:consider|welcome|encourag|experience"
    r"|apply)|\b(?:years|experience)\b[^.;]{0,40}\bwithout (?:an? |the )?(?:\w+ )?(?:degree"
    r"|diploma)\b|\bexperience equivalent to (?:an? )?(?:\w+ )?(?:degree|bachelor|master)"
    r"|\bconsider\w* (?:an? |candidates with )?(?:equivalent|relevant"
    r"|comparable) (?:\w+ )?experience|\b(?:equivalent|comparable|relevant) (?:\w+ ){0,3}"
    r"experience (?:is |will |be |may |also |can )*(?:accepted"
    r"|considered|acceptable|welcome)",
    re.I,
)
_OWN_STEMS = (
    "lieu place substitut equivalent combination without consider accept replace count".split()
)
_EXPERIENCE_OR = re.compile(
    r"(?:(?<!no )(?<!of )\b(?:experience|track record|portfolio|self-taught|bootcamp|boot camp)\b"
    r"(?! (?:with|in|on|using|as|of)\b)|\b(?:years|yrs)\b[^.;]{0,40}\bexperience\b[^.;,]{0,60}),?\s"
    r"(?:and/)?or\s+(?:with |have |having |hold |holding )?(?:an? |the )?(?:\w+ ){0,2}$",
    re.I,
)
_YEARS_INSTEAD = re.compile(
    r"^(?:[^.;]|;(?= or)){0,110}?(?:,|\bor|\balternatively|\belse|\))\s+(?:or "
    r"|else )?(?:with )?(?:an? )?(?:additional )?(?:at least |a minimum of |minimum |more than "
    r"|over |[>≥~]\s?)?(?:\d{1,2}|two|three|four|five|six|seven|eight"
    r"|ten)\s?\+?(?:\s?[-–]\s?\d+)?\s*(?:additional |more |extra )?(?:years|yrs)",
    re.I,
)
_CREDENTIAL = re.compile(
    r"\bor (?:an? )?(?:[\w()'’-]+ ){0,7}?(?:credentials?|designation|certification)\b", re.I
)
_SCHOOL = re.compile(
    r"\b(?:high[- ]school|secondary school|HS)\b (?:diploma|degree|education|certificate|or)"
    r"|\bHSD\b|\bGED\b|\bhigh school\b",
    re.I,
)
_NEXT_ITEM = re.compile(
    r"\b(?:fields?|disciplines?|areas?|subjects?|equivalent|degrees?|qualifications?|similar)\)?\s+"
    r"(?:[A-Z][a-z]+ ){0,3}(?:Experience|Knowledge|Skills|Background|Training|Expertise|Proven"
    r"|Strong)"
)
_EQUAL = re.compile(r"equiv|comparable|commensurate|combination")
# "or equivalent, and experience in ..." makes the degree equal, not the experience.
_GLUED_ONLY = re.compile(
    r"(?:equivalent|comparable)(?:\s+(?:degree|qualifications?|field|discipline))?"
    r"\s*(?:,\s*(?:and\b)?|and\b|with\b)\s+(?!training|education|/)",
)
# With these between degree and "or", the choice lies within another item:
# "a degree and three years of academic or industry experience".
_WITHIN_ITEM = re.compile(
    r"\b(?:years|yrs)\b|\b(?:academic|industrial|industry|research|internship|professional|work"
    r"|project|school|commercial|applied|consulting|teaching|clinical|lab|laboratory|thesis"
    r"|coursework|management|leadership|banking|demonstrable|hands-on|practical|and|plus"
    r"|knowledge|skills?|experience|coding|programming|python|analytics|writing)\s*$"
    r"|\b(?:experience|experienced|skills|knowledge|plus|familiarity|proficien\w+|expertise"
    r"|understanding)\b|;\s*\S|\bwith\b(?! (?:a |an )?(?:focus|concentration|emphasis|major"
    r"|speciali))",
    re.I,
)


def stands_in(before: str, after: str, *, last: bool) -> int | None:
    """Where in `after` the words end that let something else pass for a degree; None if none do.

    `before` and `after` reach to the neighbouring degrees of the passage; `last` says that none
    follows. 0 when the words stand in `before`.
    """
    reach = re.split(r"(?<!\be\.g)(?<!\bequiv)\.\s(?!or\b)", after, maxsplit=1)[0][:260]
    for match in _EQUIVALENT.finditer(reach):
        if _is_alternative(reach, match):
            return match.end()
    credential = _CREDENTIAL.search(reach)
    if credential and not _EQUAL.search(credential[0]):
        return credential.end()
    own = _OWN_EQUIVALENT.search(reach)
    if own:
        return own.end()
    if _EXPERIENCE_OR.search(before):
        return 0
    years = _YEARS_INSTEAD.search(reach) if last and _ALTERNATIVELY.search(reach) else None
    if years:
        return years.end() if _years_alone(reach, years) else None
    return _school_passes(before, after, reach)


def _school_passes(before: str, after: str, reach: str) -> int | None:
    school = _SCHOOL.search(reach)
    if school and _ALTERNATIVELY.search(reach):
        return school.end()
    choice = re.search(r"\bor\b(?! (?:equivalent|GED))", before + after, re.I)
    return 0 if choice and _SCHOOL.search(before[-160:]) else None


def _is_alternative(reach: str, match: re.Match[str]) -> bool:
    """Whether an "or ... experience" stands against the degree and not within another item."""
    head = match[0].lower()
    if _NEXT_ITEM.search(match[0]):
        return False
    if head[0] in ",(/–—-" and not re.search(r"equiv|comparable|\bor\b|bootcamp", head):
        return False
    if _EQUAL.search(head):
        return _GLUED_ONLY.search(head) is None
    later = re.search(r",\s*or\b[^,]*$", head[1:])
    start = match.start() + (1 + later.start() if later else 0)
    if (not later and "," in head[1:]) or re.search(r"\bfield\b.*\b(?:and|with)\b", head):
        return False
    return _WITHIN_ITEM.search(reach[:start]) is None


def _years_alone(reach: str, match: re.Match[str]) -> bool:
    """Whether "or 5 years" stands without a degree of its own behind it."""
    if re.search(r"\b(?:years|yrs)\b", match[0][:-8], re.I):
        return False
    return not re.search(
        r"^\W*(?:[\w'’/-]+ ){0,8}(?:with|for) (?:an? )?(?:$|\w+$)", reach[match.end() :]
    )


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
        if (
            len(line.text) < 160
            and re.match(r"or\b", line.text, re.I)
            and _EQUIVALENT.match(line.text)
        ):
            return line
    return None
