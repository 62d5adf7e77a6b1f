"""Recognises the headings of a posting and the section that each one opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Section = Literal["required", "preferred", "duties", "benefits", "company", "legal", "other"]

MAX_WORDS, MAX_CHARACTERS = 10, 90

# Words of which a heading without a colon may consist: "Required Skills & Experience" is a
# heading, "Excellent communication skills" an item of a list.
_HEADING_WORDS = frozenset(
    """
    required requirements requirement requires preferred preferable preferably desired desirable
    minimum basic essential mandatory must have haves need needed nice to good bonus plus pluses
    points optional additional other key core main primary principal general technical
    professional academic educational personal soft hard job position role roles candidate
    candidates applicant ideal your our the a an and or of for in with you who are is be should
    qualifications qualification skills skill experience experiences education educations
    background knowledge abilities ability competencies competences expertise credentials
    prerequisites criteria certifications certification certificates licenses license training
    eligibility attributes characteristics profile responsibilities responsibility responsiblities
    responsabilities duties tasks accountabilities functions description summary overview purpose
    scope objectives deliverables mission opportunity day life benefits perks compensation salary
    pay range rewards offer package company team values culture about us equal employment
    opportunity eeo diversity inclusion privacy notice disclaimer legal statement information
    details process apply how location schedule type level industries function application work
    physical demands environment conditions jd list wish sought following include includes
    specific special advantageous advantage assets asset success successful ideally extra credit
    what we looking on this that will if at least also stand out area areas field years relevant
    exceptional outstanding standout stellar
    """.split()
)

_REQUIRED = (
    r"require[ds]?\b|requirement|qualifi|must[ -]haves?\b|\bmust (?:be|possess)|minimum|\bbasic\b"
    r"|essential|mandatory|eligib|prerequisit|credential|selection criteria|sought"
    r"|who you are|about you\b|you (?:have|bring|possess|are|should have|might have|must have)\b"
    r"|you(?:'ll| will)?(?: also)? (?:need|bring|have|possess)|what you(?:'ve| have) got"
    r"|your (?:profile|background|story|qualif|skills|expertise|experience|talent|strength|toolkit)"
    r"|(?:looking|look|searching|hiring) for|what we (?:need|expect|seek|require|want|value)"
    r"|we(?:'d| would)? (?:expect|need|require|want|value|ask)\b|it takes|what makes you"
    r"|(?:good|great|right|strong|perfect) (?:fit|match|candidate)|the candidate|candidate profile"
    r"|candidates? (?:will|should|must)|applicants? (?:will|should|must)|(?:person|job) spec"
    r"|who should apply|to (?:be successful|succeed|qualify|be considered|thrive)"
    r"|will have\b|should have|let'?s talk about you|what you(?:'ll)? know|is this you"
    r"|anforderung|voraussetzung|\bprofil\b|qualifikation|mitbring|bringst du|das bist du"
    r"|requisit|se requiere|\bperfil\b|buscamos|pr[ée]requis|profil recherch|votre profil"
    r"|wat (?:wij|we) (?:vragen|zoeken)|vereisten|functie-?eisen|wie ben jij|wymagania"
)
_LABEL = (
    r"skills?\b|experiences?\b|education|knowledge|competenc|abilit(?:y|ies)\b|expertise|background"
    r"|certificat|licen[sc]e|attributes|academic|degree|ausbildung|studium|\bstudies\b|formation"
    r"|formaci[óo]n|forma[çc][ãa]o|titulaci[óo]n|comp[ée]tences|kenntnisse|experiencia"
    r"|conocimientos"
)
_PREFERRED = (
    r"prefer(?:red|ably|able|ence|ences)\b|nice[ -]to[ -]ha|good[ -]to[ -]ha|great[ -]to[ -]ha"
    r"|\bbonus(?:es)?(?: points?| skills?| qualifications?| if)\b|^bonus(?:es)?$"
    r"|^(?:a )?plus(?:es)?$|plus(?:es)?:?$|big plus|desir(?:ed|able|ables)\b|^ideally|advantage"
    r"|extra credit|would be nice|stand out|stand-out|puts? you ahead|set(?:s)? you apart"
    r"|wish ?list|even better|brownie|added (?:value|bonus)|valued experience|would love"
    r"|would be (?:great|a plus|good)|optional|\bassets?$|icing on|extra points|more points"
    r"|(?:exceptional|outstanding|standout|stellar) (?:candidates?|applicants?)"
    r"|impress us (?:if|by|with)|impressed (?:if|by)"
    r"|it(?:'s| is| would be) (?:great|nice|good|helpful|an advantage)|(?:may|might) also (?:have"
    r"|bring)|differentiator|we'd be (?:\w+ )?(?:excited|thrilled)"
    r"|w[üu]nschenswert|idealerweise|von vorteil"
    r"|pluspunkt|se valora|valorar|deseable|atouts?\b|serait un plus|diferenciais|mile widziane"
    r"|pr[ée]f[ée]r"
)
_BENEFITS = (
    r"benefi(?:ts?|cios)\b|perks?\b|(?:we|what we|can we|company) (?:can )?offer|compensation"
    r"|salary|\bpay\b|rewards?\b|remuneration|in it for you|what you(?:'ll"
    r"| will)? (?:get\b(?! to)|receive)|why (?:join|work|you(?:'ll| will| should)|apply|us\b"
    r"|choose|this)|love working|love your job|what(?:'s| is) on offer|offering you|can offer"
    r"|wir bieten|was wir bieten|das bieten|ofrecemos|se ofrece|offrons|oferecemos|offriamo"
    r"|oferujemy|bieden|well-?being|pto\b|time off|tuition|professional development"
    r"|learning and development"
)
_DUTIES = (
    r"responsi?b|responsab|duties|accountabilit|what you(?:'ll| will| would|'d| get to"
    r"|'re going to)? (?:be (?:doing|working|responsible)|do\b|doing|work on|own|build|get to do)"
    r"|what you'll get to|your (?:role|mission|tasks?|impact|day|job|work|contribution"
    r"|challenge)\b|the (?:role|job|position|opportunity|work|challenge|project)$"
    r"|about the (?:role|job|position|opportunity|work|internship|project)|about (?:this"
    r"|your) (?:role|job|position|opportunity)|(?:role|job|position|project|opportunity|work"
    r"|internship) (?:overview|description|summary|purpose|profile|details|brief|scope)|^(?:job "
    r"|role |position |the )?(?:description|overview|summary|purpose|jd|tasks|functions"
    r"|objectives|deliverables)$|day[ -]to[ -]day|day in the life|typical day|in this (?:role"
    r"|position|job)|you will(?: be)?$|you'll$|how you(?:'ll| will)"
    r"|how (?:will )?you(?:'ll)? make|key (?:tasks|activities|deliverables)|impact & contribution"
    r"|aufgaben|t[äa]tigkeit|deine rolle|funciones|descripci[óo]n|missions?$|responsabilit"
    r"|mansioni|wat ga je doen|obowi[ąa]zki|atividades|job functions?$|introduction"
)
_COMPANY = (
    r"about (?:us|our|the (?:company|team|organi|group|business|department|program|client|lab))"
    r"|who (?:we|they) are|what we do|^our |company|the team$|^team$|meet the|life at|working at"
    r"|our (?:mission|values|culture|story|team|products|company)|about (?:[A-Z]|the [A-Z])"
    r"|^why (?!you)|[üu]ber uns|sobre (?:nosotros|n[óo]s)|qui(?:é|e)nes somos|qui sommes|chi siamo"
    r"|over ons|o nas$|culture|our dogs|mission$|organi[sz]ation$|background$"
)
_LEGAL = (
    r"equal (?:employment|opportunit)|\beeo|diversity|inclusion|privacy|disclaimer|accommodation"
    r"|legal (?:notice|statement|info)|covid|vaccin|export control|visa\b|sponsorship|drug[ -]free"
)
_OTHER = (
    r"^where\b|application (?:process|question|deadline)|how to apply|to apply|additional (?:info"
    r"|details)|seniority level|employment type|job function|industries|show (?:more|less)"
    r"|locations?$|schedule$|job type|contact|next steps?|hiring process|interview|learn more"
    r"|closing date|job (?:number|id|code|posting|level|family)|requisition|working conditions"
    r"|physical|travel|shift$|reports to|supervisory|bewerb|solicitud"
)
_ORDER: tuple[tuple[Section, re.Pattern[str]], ...] = (
    ("legal", re.compile(_LEGAL, re.I)),
    ("preferred", re.compile(_PREFERRED, re.I)),
    ("benefits", re.compile(_BENEFITS, re.I)),
    ("other", re.compile(_OTHER, re.I)),
    ("required", re.compile(_REQUIRED, re.I)),
    ("duties", re.compile(_DUTIES, re.I)),
    ("company", re.compile(_COMPANY)),
    ("company", re.compile(_COMPANY.replace("|about (?:[A-Z]|the [A-Z])", ""), re.I)),
)
_LABELLED = re.compile(_LABEL, re.I)
_BOTH = re.compile(
    r"(?:requir\w+|minimum|must[- ]haves?|basic|essential)\s?(?:and|or|&|/|,)\s?"
    r"(?:prefer|desir|nice)",
    re.I,
)
_TAIL = re.compile(
    r"\s[-–—|]\s((?:[^\s–—|-]+\s){0,4}(?:skills|qualifications|requirements|experience"
    r"|responsibilities|education|haves?))$",
    re.I,
)
_ITEM = re.compile(
    r"(?:experience|knowledge|familiarity|exposure|proficiency|ability|understanding)\b", re.I
)
_EDUCATION = re.compile(r"education(?:al)?\W+(?:and |& )?\w+(?: requirements?)?", re.I)
_FIXED = re.compile(
    r"(?:who|what|why|how|where|about|is this|let'?s talk|a day|a typical|in this|you (?:will"
    r"|have|are)|you'll|your|our|the|to (?:be|succeed|thrive|qualify)|we(?:'re| are)? (?:look"
    r"|offer|expect)|bonus|even better|if you|this is|das|was|wir|deine?|ihre?|votre|wat"
    r"|qui|¿|se |equal|nice|good|job|role)\b",
    re.I,
)
_MARKS = " \t:：*#-–—_.!?¿=~>()[]"
_COLON = re.compile(r"\s?[:：]")
_WORD = re.compile(r"[^\W_][\w'-]*")

# Headings that are known even where the line breaks around them were lost.
_INLINE = re.compile(
    r"(?:(?:MINIMUM|BASIC|REQUIRED|PREFERRED|DESIRED|KEY|JOB|ADDITIONAL) (?:QUALIFICATIONS?"
    r"|REQUIREMENTS?|SKILLS|EXPERIENCE|RESPONSIBILITIES|DUTIES)"
    r"|(?:Minimum|Basic|Required?|Preferred|Desired|Desirable|Additional|Key|Job|Position|Core"
    r"|Technical|Essential|Other|Primary|Principal|Main|Your|Role|Education(?:al)?|Candidate"
    r"|Company|Ideal|Essential|Professional|Educational?|Bonus) (?:(?:Skills|Education|Experience"
    r"|Knowledge|Technical|Professional|Job|Qualifications|Requirements|Duties|Key)(?: and | & |/"
    r"|, and |, | )){0,3}(?i:Qualifications?|Requirements?|Skills?|Experience|Education"
    r"|Responsibilities|Duties|Description|Summary|Overview|Functions|Profile|Background"
    r"|Competencies|Attributes|Points|Expertise|Knowledge|Abilities)|(?:Qualifications?"
    r"|Requirements?|Responsibilities|Education|Skills|Experience|Description|Benefits|Perks"
    r"|Duties|Preferred|Preferences|Required|Essential|Desirable|Desired|Mandatory"
    r"|Must[ -][Hh]aves?|Nice[ -][Tt]o[ -][Hh]aves?|Good[ -][Tt]o[ -][Hh]aves?|Bonus|Pluses|Plus"
    r"|Overview|Summary|Accountabilities|Compensation|Minimum|Eligibility"
    r"|Prerequisites)(?: (?:and|&|/) (?:Qualifications?|Requirements?|Skills|Experience|Education"
    r"|Training|Background|Perks|Duties|Responsibilities|Abilities))?|QUALIFICATIONS?"
    r"|REQUIREMENTS?|RESPONSIBILITIES|EDUCATION|SKILLS|BENEFITS|PREFERRED|DUTIES|REQUIRED"
    r"|EXPERIENCE|What (?:[Yy]ou|[Ww]e)(?:['’](?:ll|re|ve|d)| [Ww]ill| [Aa]re"
    r"| [Hh]ave)? (?:[Dd]o(?:ing)?|[Bb]ring|[Nn]eed|[Hh]ave|[Ll]ooking [Ff]or|[Oo]ffer"
    r"|[Bb]e [Dd]oing|[Gg]et)|Who (?:[Yy]ou|[Ww]e) [Aa]re|About (?:[Yy]ou|[Uu]s|[Tt]he (?:[Rr]ole"
    r"|[Jj]ob|[Tt]eam|[Cc]ompany|[Pp]osition)))"
)


def heading_section(text: str, current: Section) -> Section | None:
    """The section that `text` opens when it is a heading, else None.

    Labels that say nothing of need ("Education:", "Skills") stay in a list of requirements or
    wishes that is already open, and open a list of requirements elsewhere.
    """
    phrase = text.strip(_MARKS).replace("’", "'")
    if not phrase or len(phrase) > MAX_CHARACTERS or _is_sentence(text.rstrip()):
        return None
    tail = _TAIL.search(phrase)
    if tail and _is_shaped("", tail[1], _WORD.findall(tail[1])):
        phrase = tail[1]
    words = _WORD.findall(phrase)
    if not 0 < len(words) <= MAX_WORDS or not _is_shaped(text, phrase, words):
        return None
    if len(words) > 4 and _ITEM.match(phrase):
        return None
    if current == "preferred" and _EDUCATION.fullmatch(phrase) and ":" not in text:
        return "required"
    return section_named(phrase, current)


def _is_sentence(text: str) -> bool:
    return text.endswith((".", ",", ";")) and not text.endswith("...")


def section_named(phrase: str, current: Section) -> Section | None:
    """The section that a heading with these words opens; None when the words say nothing."""
    phrase = phrase.strip(_MARKS).replace("’", "'")
    if _BOTH.search(phrase):
        return "required"
    for section, pattern in _ORDER:
        if pattern.search(phrase):
            return section
    if _LABELLED.search(phrase):
        return current if current in ("required", "preferred") else "required"
    return None


def _is_shaped(text: str, phrase: str, words: list[str]) -> bool:
    if text.rstrip(" *_").endswith((":", "?", "：")):
        return True
    if all(word.lower() in _HEADING_WORDS for word in words):
        return True
    return len(words) <= 7 and _FIXED.match(phrase) is not None


def inline_headings(text: str, *, long: bool) -> Iterator[tuple[int, int]]:
    """Where headings begin and end (with their colon) inside one physical line.

    In a `long` line, whose breaks may be lost, a heading may also be glued to its neighbours.
    """
    if not long and ":" not in text and "：" not in text:
        return
    for match in _INLINE.finditer(text):
        start, end = match.span()
        colon = _COLON.match(text, end)
        if colon:
            if start == 0 or long or text[max(0, start - 2) : start].strip() in tuple(".;)|"):
                yield start, colon.end()
        elif long and _is_glued(text, start, end):
            yield start, end


def _is_glued(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:].isupper():
        return False
    if text[start:end].isupper() and after[1:] in tuple("-–—•*"):
        return True
    if not after or not after[0].isspace():
        return not after or after[0].isupper() or after[0] in "•*-·"
    opens = not before[-1:].isspace() or before[0] in ".!?:;)"
    return opens and bool(before.strip()) and (after[1:].isupper() or after[1:] in "•*-·")
