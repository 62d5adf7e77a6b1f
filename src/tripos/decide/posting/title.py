"""Finds the title of a posting that came without one, and tells a posting from other pages."""

from __future__ import annotations

import re

JOB_NOUN = re.compile(
    r"engineers?\b|scientists?\b|analysts?\b|developers?\b|architects?\b|researchers?\b|managers?\b"
    r"|\bdirector\b|\bhead of\b|\bintern(?:ship)?\b|statistician|\bconsultants?\b|specialists?\b"
    r"|programmers?\b|modell?ers?\b|\bquant\b|\bfellow(?:ship)?\b|post-?doc|\bassociate\b"
    r"|\bofficer\b|\bpresident\b|economist|bioinformatician|\btechnical staff\b|\bstudent\b"
    r"|\btrainee\b|\bprofessor\b|\blecturer\b|\binstructor\b|\bactuary\b|\bscience lead\b"
    r"|entwickler|ingenieur|wissenschaftler|praktik(?:um|ant)|werkstudent|analystin?\b"
    r"|ingénieur|chercheu|analyste|stagiaire|\bstage\b|científic|ingenier|analista|becari"
    r"|ingegnere|tirocin|engenheir|cientista|estagi[aá]|onderzoeker|ricercat|investigador"
    r"|pesquisador|doctorant|doktorand",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^[ \t*#]*(?:job|position|role)?[ \t]*(?:title|position|role|stellenbezeichnung|poste)"
    r"[ \t]*\*{0,2}:\*{0,2}[ \t]*(\S[^\n]{1,120})$",
    re.IGNORECASE | re.MULTILINE,
)
_SOUGHT = re.compile(
    r"\b(?:as|looking for|seeking|hiring|searching for|in search of|recruiting|recruit|hire|add|"
    r"position of|role of|suchen|recherchons|buscamos|cerchiamo|zoeken|procuramos)"
    r"(?: for| a| an| our| the| next| first| new| another| einen?| une?| una?| um| uma| een)*"
    r" ((?:[^\s.,;:!?()]+ ){0,6}?[^\s.,;:!?()]+)",
    re.IGNORECASE,
)
_WANTED = re.compile(r"^\W*((?:[^\s.;:!?]+ ){0,6}?[^\s.;:!?]+) (?:wanted|needed|sought|gesucht)\b")
_JOB_WORDS = re.compile(
    r"\b(?:experience|skills?|require(?:d|ments?)|qualifications?|responsibilit\w+|degree|apply"
    r"|candidates?|hiring|position|team|duties|role|salary|job|erfahrung|aufgaben|kenntnisse"
    r"|bewerb\w+|expérience|compétences|missions?|poste|experiencia|requisitos|esperienza"
    r"|requisiti|ervaring|vaardigheden|experiência)\b",
    re.IGNORECASE,
)
_LOWER = {
    code: chr(code).lower()
    for code in range(0x250)
    if len(chr(code).lower()) == 1 and chr(code).isupper()
}
_HEADING = re.compile(
    r"(?:about|what|who|why|how|the|job|position|role|company|our|work|business)\b(?! \w+ "
    r"(?:engineer|scientist|analyst)\b)|[\w ]*\b(?:description|overview|summary|information"
    r"|introduction|qualifications|requirements|responsibilities|requisition)\b",
    re.IGNORECASE,
)
_MARKS = " \t*#-–—•:|_"
_LONGEST = 110


def lowered(text: str) -> str:
    """`text` in lower case and of the same length, so that offsets hold for both."""
    return text.translate(_LOWER)


def is_job_text(text: str) -> bool:
    """Whether `text` speaks of a job at all: two different words that postings are made of."""
    return len({word.lower() for word in _JOB_WORDS.findall(text[:100_000])}) >= 2


def find_title(text: str) -> str:
    """The job's title as it stands in `text`; "" if no line looks like one."""
    head = text[:3000]
    named = _FIELD.search(head)
    if named:
        return named[1].strip(_MARKS)
    lines = [line.strip(_MARKS) for line in head.split("\n") if line.strip(_MARKS)][:8]
    if lines and lines[0].count("|") >= 2:
        return _of_pipes(lines[0])
    short = [line for line in lines if len(line) <= _LONGEST and not line.endswith((".", "!"))]
    for line in short:
        if JOB_NOUN.search(line) and len(line.split()) <= 14 and not _HEADING.match(line):
            return line
    first = short[0] if short and short[0] == lines[0] and not _HEADING.match(short[0]) else ""
    return _sought(head) or first


def _of_pipes(line: str) -> str:
    """The role in "Company | Role | Place | Terms"; the whole line when there are several."""
    roles = [part.strip() for part in line.split("|") if JOB_NOUN.search(part)]
    return roles[0] if len(roles) == 1 else line[:_LONGEST].strip()


def _sought(head: str) -> str:
    wanted = _WANTED.match(head)
    if wanted and JOB_NOUN.search(wanted[1]):
        return wanted[1]
    for found in _SOUGHT.finditer(head):
        words = found.string[found.start(1) : found.start(1) + 120].split("\n")[0]
        noun = JOB_NOUN.search(words)
        if noun and 1 < len(words[: noun.end()].split()) <= 8:
            return words[: noun.end()]
    return ""
