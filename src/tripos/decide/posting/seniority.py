"""Reads the rank of a posting: first from its title, then from level words, then from years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tripos.decide.posting.lines import Line
from tripos.decide.posting.reading import DegreeReading, Rank, Read, Span
from tripos.decide.posting.title import JOB_NOUN

_RULES: tuple[tuple[Rank, str], ...] = (
    ("intern", r"intern(?:s|ship|ships)?|interns?/|co-?op|working student|student|stud\.|praktik\w+"
               r"|werkstudent\w*|stage|stagiaire|alternan\w+|becari[oa]|prácticas|tirocin\w+"
               r"|estagi\w+|estágio|thesis|\w*arbeit|summer (?:analyst|associate|scholar)"
               r"|doktorand\w*|doctorante?|doctoral (?:candidate|researcher)"),
    ("manager", r"manager|mgr|managing|director|head|chief|c[dta]o|vice president of|vp of"
                r"|vp,? (?:data|ai|ml|analytics|engineering|machine|product|research)"
                r"|leiter(?:in)?|teamleiter(?:in)?|responsable|jefe|gerente|president"),
    ("lead", r"staff|principal|lead|leads|tech lead|team lead(?:er)?|architects?|architekt\w*"
             r"|distinguished|leading|iv|v|vi|level [456]|l[67]|founding|technical leader"),
    ("senior", r"senior|snr|sr|sênior|señor|sénior|expert|confirmé|experienced professional"),
    ("mid", r"ii|iii|mid(?:dle)?(?:[- ]?level)?|intermediate|level [23]|l[45]|[23]|medior|pleno"
            r"|mittlere\w*|semi[- ]?senior"),
    ("junior", r"junior|jr|graduates?|grads?|new grad\w*|entry(?:[- ]level)?|trainee|associate"
               r"|apprentice|early[- ]career|beginner|i|1|level 1|l3|campus|berufseinsteiger\w*"
               r"|débutant\w*|assistant|rotational?|júnior"),
)  # fmt: skip
_TITLE = {
    rank: re.compile(rf"(?<![\w&'’.])(?:{words})(?![\w&'’])", re.IGNORECASE)
    for rank, words in _RULES
}
_ORDER: tuple[Rank, ...] = ("intern", "junior", "mid", "senior", "lead", "manager")
# Words that look like a rank and are none.
_NO_RANK = re.compile(
    r"technical staff|research associate|associate professor|post-?doc\w* associate|staffing"
    r"|lead(?:s)? generation|full[- ]stage|early[- ]stage|multi-stage|student (?:success|loans?)"
    r"|graduate (?:school|studies|level)|phd graduates? level|head ?count|level 5 autonomy"
    r"|phase i+|tier [123i]+|class i+|campus (?:of|in)|assistant vice president|\bavp\b"
    r"|(?:virtual|ai|voice|digital) assistants?|product life|customer lead|24/7|lead time"
    r"|(?:senior|elder)(?:s'?)? (?:living|care|housing)|internal|stage \d",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"\b(junior|jr|entry|mid|middle|intermediate|senior|sr|lead|staff|principal|i|ii|iii|iv)"
    r"\.?(?:[- ]?level)?\s?(?:/|,|\bor\b|\bto\b|-|–|&|\band\b|\|)\s?"
    r"(?:mid|middle|intermediate|senior|sr|lead|staff|principal|ii|iii|iv|v)\b",
    re.IGNORECASE,
)
_BANK_RANK = re.compile(r"\b(?:avp|svp|vp|(?:assistant |senior )?vice president)\b", re.IGNORECASE)
_POSTDOC = re.compile(r"post-?\s?doc(?:toral|s)?\b", re.IGNORECASE)
_LEVEL = re.compile(
    r"\b(?:this is|is an?|as an?|seeking|looking for|hiring|hire|for an?|our|role:?|level:|the)"
    r"(?: (?:an?|the|our|next|new|talented|motivated|highly|experienced|skilled|passionate|full-?"
    r"time|exciting|strong|dynamic)){0,3} "
    r"(entry[- ]level|junior|mid[- ]?(?:level|senior)?|intermediate|senior|principal|staff)"
    r"(?:[- ]level)?(?: [\w/&,+-]+){0,4}? "
    r"(?:position|role|opportunity|engineer|scientist|analyst|developer|researcher)\b",
    re.IGNORECASE,
)
_FRESH = re.compile(
    r"\b(?:entry[- ]level|recent (?:college |university )?grad(?:uate)?s?|new grad(?:uate)?s?"
    r"|fresh(?:er|ers| graduates?)|no (?:prior |previous )?experience (?:is )?(?:needed|required|"
    r"necessary)|early[- ]career)\b",
    re.IGNORECASE,
)
_NAMES: dict[str, Rank] = {
    "entry": "junior", "junior": "junior", "mid": "mid", "intermediate": "mid",
    "senior": "senior", "principal": "lead", "staff": "lead",
}  # fmt: skip
# How often each way of reading was right on the development postings (benchmarks/postings.py).
_SURE = {"title": 0.96, "level": 0.75, "postdoc": 0.9, "years": 0.88, "nothing": 0.85}


def read_seniority(
    title: str, text: str, lines: Sequence[Line], degree: DegreeReading
) -> Read[Rank]:
    """The rank, with the words it rests on; `unspecified` when nothing tells."""
    ranked = _of_title(title, text)
    if ranked:
        return ranked
    if _POSTDOC.search(title):
        return Read("mid", _SURE["postdoc"], _spot(title, _POSTDOC.search(title), text))
    spoken = _of_words(lines)
    years = _of_years(degree)
    if spoken and years and (spoken.value == "junior") and years.value in ("mid", "senior"):
        # "Recent graduates welcome" beside years asked is an invitation, not the rank.
        spoken = None
    return spoken or years or Read("unspecified", _SURE["nothing"])


def title_rank(title: str) -> tuple[Rank, re.Match[str]] | None:
    """The rank that the title's words name and the words; None when it names none."""
    # Blanked with equal length, so that the match still points into the title.
    plain = _NO_RANK.sub(lambda no_rank: "." * len(no_rank[0]), title)
    either = _EITHER.search(plain)
    if _BANK_RANK.search(plain) and JOB_NOUN.search(_BANK_RANK.sub("", plain)):
        plain = _BANK_RANK.sub(lambda bank: "." * len(bank[0]), plain)
    found = {rank: match for rank in _ORDER if (match := _TITLE[rank].search(plain))}
    if "intern" in found:
        return "intern", found["intern"]
    if "manager" in found:
        return "manager", found["manager"]
    if either and either[1]:
        lowest = next(rank for rank in _ORDER if _TITLE[rank].fullmatch(either[1]))
        return lowest, either
    for rank in ("lead", "senior", "junior", "mid"):
        if rank in found:
            return rank, found[rank]
    return None


def _of_title(title: str, text: str) -> Read[Rank] | None:
    named = None if title.count(",") + title.count("|") >= 6 else title_rank(title)
    if named is None:
        return None
    rank, match = named
    return Read(rank, _SURE["title"], _spot(title, match, text))


def _spot(title: str, match: re.Match[str] | None, text: str) -> tuple[Span, ...]:
    """Where the title's matched words stand in the text; none if the title is not in it."""
    at = text.find(title)
    if match is None or at < 0:
        return ()
    return (Span(at + match.start(), at + match.end(), match[0]),)


def _of_words(lines: Sequence[Line]) -> Read[Rank] | None:
    """The rank that a sentence about this very job names."""
    for line in lines:
        if line.section in ("benefits", "legal"):
            continue
        found = _LEVEL.search(line.text)
        if found:
            rank = _NAMES[re.split(r"\W", found[1].lower())[0].replace("midlevel", "mid")]
            start = line.start + found.start(1)
            return Read(rank, _SURE["level"], (Span(start, start + len(found[1]), found[1]),))
        fresh = _FRESH.search(line.text)
        # A level alone on its line is the board's own label, which is often a default.
        if fresh and line.section != "company" and len(line.text.split()) > 3:
            start = line.start + fresh.start()
            return Read("junior", _SURE["level"], (Span(start, start + len(fresh[0]), fresh[0]),))
    return None


def _of_years(degree: DegreeReading) -> Read[Rank] | None:
    """Years asked become a rank: under 2 junior, under 5 mid, else senior.

    Where years trade against degrees the longest path counts.
    """
    asked = [years for years in degree.years_by_degree.values() if years is not None]
    if degree.years_min.value is not None:
        asked.append(degree.years_min.value)
    if not asked:
        return None
    years = max(asked)
    rank: Rank = "junior" if years < 2 else "mid" if years < 5 else "senior"
    return Read(rank, _SURE["years"] * degree.years_min.confidence, degree.years_min.spans)
