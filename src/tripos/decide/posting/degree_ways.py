"""What may stand in for a degree: experience, training, or a school diploma with more years."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tripos.decide.posting.lines import Line

_FILLER = (
    r"(?:(?:an?|eine?r?|the|some|any|of|in|and|or|and/or|/|you|equivalent|equal|comparable"
    r"|similar|relevant|related|"
    r"commensurate|substantial|significant|extensive|sufficient|proven|demonstrable|demonstrated|"
    r"demonstrating|practical|professional|practitioner|industry|industrial|work|working|hands-on|"
    r"on-the-job|on the job|real-world|real|job|life|lived|military|technical|field|level|amount"
    r"|years|"
    r"combination|combined|education|educational|degree|training|academic|direct|strong|solid|"
    r"applicable|quantitative|analytical|appropriate|adequate|suitable|corresponding|alternative"
    r"|additional|career|commercial|"
    r"business|specialized|specialised|software|engineering|development|data science|qualification|"
    r"qualifications|certification|certifications|technology|programming|research|self-taught|"
    r"non-academic|formal|informal|other|vocational|subject matter|previous|prior|deep|exceptional|"
    r"skills|knowledge|background|portfolio|your|through|by|gained|from|equivalency|service|hard"
    r"|the|"
    r"coding|intensive|publications?|papers|accomplishments|projects?|open[- ]source|entsprechende|"
    r"gleichwertige|vergleichbaren?|mehrj[äa]hrige|einschl[äa]gige|experiencia|equivalente)"
    r"[\s,/–-]+){0,9}?"
)
_STANDS_IN = (
    r"(?:experiences?|trainings?|track[- ]record|background|bootcamps?|boot camps?|portfolio"
    r"|expertise|"
    r"apprenticeship|taught yourself|certificat(?:ion|ions|es?)|self-taught|self-study|knowledge"
    r"|skills(?:et)?|"
    r"qualified by experience|practice|work history|career|coursework|accomplishments|"
    r"berufserfahrung|erfahrung\w*|berufsausbildung|ausbildung|exp[ée]rience|experiencia|"
    r"experi[êe]ncia|esperienza|ervaring|do[śs]wiadczenie)\b"
)
_EQUIVALENT = re.compile(
    rf"(?:\b(?:or|oder|ou|of|o|lub|and/or|or/and|alternatively|otherwise)\b|/|,|\(|[–—-])\s*"
    rf"(?:else |have |possess |with |has |by |who have |even "
    rf"|{_FILLER}){{0,2}}{_FILLER}{_STANDS_IN}",
    re.I,
)
_STARTS_ALTERNATIVE = re.compile(r"\b(?:or|oder|ou|o|lub|and/or|or/and|alternatively)\b", re.I)
_OWN_EQUIVALENT = re.compile(
    r"\bor (?:an? )?equivalent combination\b|\bequivalent combination of\b"
    r"|\bcombination of [^.;]{0,60}"
    r"(?:experience|training)[^.;]{0,60}(?:considered|accepted|in lieu|equivalent|substitut"
    r"|will be)"
    r"|\bin (?:lieu|place) of (?:an? |the )?(?:formal |advanced |required |college |university |"
    r"four[- ]year |4[- ]year |bachelor\S* |master\S* )?(?:degree|education|bachelor|master|diploma"
    r"|academic|formal)"
    r"|\bexperience\b[^.;]{0,80}\bsubstitut\w*[^.;]{0,30}\b(?:degree|education|bachelor|master"
    r"|diploma)"
    r"|\bsubstitut\w* (?:\w+ ){0,4}experience (?:\w+ ){0,3}for\b[^.;]{0,30}(?:degree|education"
    r"|bachelor"
    r"|master)|\bexperience (?:may|can|could|will) (?:also )?(?:be )?(?:considered|accepted"
    r"|replace|"
    r"substitute|count)\w*[^.;]{0,40}(?:degree|education|qualif)"
    r"|\bwithout (?:an? |the |such an? )?(?:\w+ )?(?:degree|diploma)\b[^.;]{0,80}(?:consider"
    r"|welcome|"
    r"encourag|experience|apply)|\b(?:years|experience)\b[^.;]{0,40}\bwithout (?:an? "
    r"|the )?(?:\w+ )?"
    r"(?:degree|diploma)\b|\bexperience equivalent to (?:an? )?(?:\w+ )?(?:degree|bachelor|master)"
    r"|\bconsider\w* (?:an? |candidates with )?(?:equivalent|relevant"
    r"|comparable) (?:\w+ )?experience"
    r"|\bequivalent (?:work |working |practical |professional |relevant "
    r"|industry )*experience (?:is |"
    r"will be |may be |also |can be )*(?:accepted|considered|acceptable|welcome)",
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
    r"|else )?(?:with )?(?:an? )?(?:additional )?(?:at least |a minimum "
    r"of |minimum |more than |over |[>≥~]\s?)?(?:\d{1,2}|two|three|four|five|six|seven|eight"
    r"|ten)\s?\+?"
    r"(?:\s?[-–]\s?\d+)?\s*(?:additional |more |extra )?(?:years|yrs)",
    re.I,
)
_SCHOOL = re.compile(
    r"\b(?:high[- ]school|secondary school|HS)\b (?:diploma|degree|education|certificate|or)"
    r"|\bHSD\b"
    r"|\bGED\b|\bhigh school\b",
    re.I,
)
# "or equivalent, and experience in ..." makes the degree equal, not the experience.
_GLUED_ONLY = re.compile(
    r"(?:equivalent|comparable)(?:\s+(?:degree|qualifications?|field"
    r"|discipline))?\s*(?:,\s*(?:and\b)?|and\b|"
    r"with\b)\s+(?!training|education|/)",
)


def stands_in(before: str, after: str, *, last: bool) -> bool:
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
    if head[0] in ",(/–—-" and not re.search(
        r"equivalent|in lieu|comparable|\bor\b|bootcamp", head
    ):
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
    if re.search(
        r"\bwith\b(?! (?:a |an )?(?:focus|concentration|emphasis|major|speciali))", gap, re.I
    ):
        return False
    return not re.search(
        r"\b(?:years|yrs)\b|\b(?:academic|industrial|industry|research|internship|professional"
        r"|work|"
        r"project|school|commercial|applied|consulting|teaching|clinical|lab|laboratory|thesis"
        r"|coursework|"
        r"management|leadership|banking|demonstrable|hands-on|practical|and|plus|knowledge"
        r"|skills?|experience|coding|programming|"
        r"python|analytics|writing)\s*$|\b(?:experience|experienced|skills|knowledge|plus"
        r"|familiarity|"
        r"proficien\w+|expertise|understanding)\b",
        gap,
        re.I,
    )


def _years_alone(reach: str) -> bool:
    """Whether "or 5 years" stands without a degree of its own behind it."""
    match = _YEARS_INSTEAD.search(reach)
    if match is None or re.search(r"\b(?:years|yrs)\b", match[0][:-8], re.I):
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
