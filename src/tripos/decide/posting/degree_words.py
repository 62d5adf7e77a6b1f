"""Finds the words that name a degree, after the words that only look like one are blotted out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tripos.decide.posting.reading import Degree

Kind = Literal["named", "bare", "student"]

# Cheap test whether a line can hold anything of interest: substrings are found far faster than
# alternatives of a pattern, and most lines hold none.
_STEMS = tuple(
    stem.replace("_", " ")
    for stem in """
    degree bachel bachil baccal master máster maestr mestr maitrise maîtrise magist ph.d phd ph._d
    phil doctor doktor doutor dottor promov promotion graduat grads diplom laurea licence licenci
    titula grado_ bac+ bac_+ studium studen studia hochschul abschluss universit tertiary enrol
    registered hbo ingénieur wykszta bsc msc mba b.s m.s b.a m.a b.tech m.tech associates
    associate' post-sec estudios higher_ opleid ensino curso_superior formation_univ formation_sup
    qualification qualified
    """.split()
)
_LETTERED = re.compile(
    r"[ABMP](?<!\w.)(?:(?<=[BM])(?:\.?\s?(?:Sc?|SC|SE+|SCS|A|ASc|E|Eng|ENG|Tech|CA|CS|BA|Com|Phil"
    r"|PH|Stat|Math)s?\b|s[ /.])|(?<=A)\.?A\.?S?\b|(?<=P)h\b)"
)

_TOOLS = (
    r"office|word|excel|sql|project|power|access|azure|dynamics|teams|outlook|visio|visual|windows"
    r"|server|bi\b|fabric|share|suite|products?|365|exchange|\.net|copilot|technolog|stack|tools"
    r"|crm|build|dos\b|paint|intune|graph|ads\b|ssis"
)
_PEOPLE = (
    r"students?|researchers?|scientists?|candidates|interns|colleagues|engineers|experts"
    r"|holders and|thes[ie]s|advis|supervis|committee|team"
)
# What only looks like a degree, and the degrees of somebody else than the applicant.
_FALSE_FRIENDS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:scrum|web|quarter|head|toast|station|pay|concert|kaggle|grand|game|post|ring|task|"
        r"dungeon|past|chess|harbou?r|job)[\s-]?masters?\b|grandmasters?",
        r"\bmaster(?:s|ed|ing)? (?:the|our|your|their|new|these|those|this|it|all|any|how|data|"
        r"schedul\w*|plan\w*|agreement|record|file|branch|service|contract|class\w*|node|list|key|"
        r"copy|bedroom|table|product|patient|customer|black|brewer|craftsm[ae]n|trainer|architect|"
        r"reference|system|builder|at\b|from|python|sql|batch|protocol|recipe|budget|control)\b",
        r"\bmaster ?(?:card|mind|piece|y|ful)|\bmaster[-/ ]slave|\bto master\b",
        r"\bmasters of (?!scien|art|eng|busi|math|stat|comp|data|info|tech|phil|public|appl|res"
        r"|fin)",
        r"\b(?:a|are|true|be|become|becoming) masters? (?:of|at|from) (?!scien|art|eng|busi|math"
        r"|stat|comp|data|info|tech|phil|public|appl|res|fin)",
        rf"\bMS[-\s/]+(?:{_TOOLS})",
        r"\d\s?ms\b|(?-i:\bMS-(?!Ph)[A-Z0-9]\w*)|\bMS certified",
        r"\bMSE\b(?=,? (?:and |or )?(?:RMSE|MAE|loss))|\b(?:RMSE|MAE),? (?:and |or )?MSE\b",
        # coursework and people of whom nothing is asked
        r"\b(?:years?|semesters?|months?) of (?:under|post)?[- ]?grad\w*(?: level)? (?:coursework"
        r"|stud(?:y|ies)|courses|training|education)",
        r"\bwith(?:out)? (?:and|or) with(?:out)? (?:an? )?(?:\w+ )?(?:ph\.?d|degrees?|doctorate)",
        r"\bteams?\b[^.;:]{0,60}\b(?:Ph\.?D|MSc|master\S*) graduates",
        r"\bwe (?:have|run|offer|host)\b[^.;]{0,20}\b(?:ph\.?d|master\S*|doctoral) program\w*",
        r"\bno (?:ph\.?d|master['’]?s?|doctorate)\b(?: (?:is )?(?:required|needed|necessary))?",
        r"\b(?:no|cut the|the|any|without|zero|call|of)[- ]BS\b|\bBS[- ](?:free|detector|meter"
        r"|job)",
        r"\b(?:high|higher|highest|large|great|greater|certain|some|any|this|varying|significant|"
        r"considerable|strong|fair|good|reasonable|moderate|lesser|nth|different) degrees?"
        r"(?= (?:of|to|in which)\b)|\bto (?:a|an|the|some|any|what) (?:\w+ )?degree\b"
        r"(?! (?:level|standard))",
        r"\bdegrees? of (?!bachelor|master|doctor|science|engineering|phil)|degree to which",
        r"\b\d{2,3}[\s°-]?degrees?\b|\bdegrees? (?:celsius|fahrenheit|view|feedback|polynomial)",
        r"\b(?:advanced|powered|led|high|by) degrees of|\bdegree (?:assistance|programs? for)",
        r"\b(?:don['’]?t|do not|doesn['’]?t|does not|never) (?:really |actually |necessarily )?"
        r"(?:care|require|need|look|insist|mind|expect|ask)\b[^.;]{0,60}",
        r"\bno (?:\w+ ){0,3}degrees? (?:is |are )?(?:required|necessary|needed|or)"
        r"|\bnot? your degree",
        r"\bin (?:lieu|place) of (?:an? |the |formal )?(?:\w+ )?degree|\bregardless of [^.;]{0,40}",
        r"\bwhether (?:or not )?you[^.;]{0,60}",
        r"\bif you(?:['’]re| are) (?:an? )?(?:current |recent |new )?(?:\w+ )?(?:student"
        r"|graduate)\b|\b(?:gap|platform|tools?|resources?|network|career\w*"
        r"|jobs?) for (?:\w+ ){0,3}(?:students|graduates|grads)\b",
        r"\bpost-?docs?\b|post-?doctoral\b(?! degree)",
        r"\b(?:LC|GC|HPLC|UPLC)[-/ ]?MS\b(?:/MS)?|\bMS/MS\b|\b(?:spectromet\w+"
        r"|sclerosis)[^.;]{0,4}\(?MS\b|\bMS (?:data|patients?|analys\w+|imaging|spectr\w+)"
        r"|\b(?:latency|time|response) in MS\b|\b(?:BA|BS) team\b|\b(?:offer\w*"
        r"|propos\w*)\b[^.;]{0,30}\b(?:master|bachelor|phd|doctoral)['’]?s? (?:thes[ei]s|project"
        r"|program\w*)",
        r"\bMCSE|\bMSP\b|\bexecutive assistant",
        # Boston, MA; MA-Boston; MA 02139; business analysts
        r"\b[A-Z][a-z]+,? \(?MA\b\)?(?! (?:or|in|degree)\b)|\bMA\s?[-–] ?[A-Z][a-z]|\bMA,? \d{5}"
        r"|\b(?:NY|CA|TX|VA|WA|IL|CT|NH|RI|NJ|PA|MD|DC|NC|GA|FL)[,/ ]+MA\b|\bMA[,/ ]+(?:NY|CA|TX|VA"
        r"|WA|IL|CT|NH|RI|NJ|PA|MD|DC|NC|GA|FL|USA?|United)\b|, MS\b(?=[,)]? (?:\d{5}|USA?))",
        # colleagues, founders, those who are taught
        r"\b(?:teams?|groups?|founded|co-?founded|staff\w*|made up|backed|led|run|hundreds|dozens"
        r"|full|consist\w*|compris\w*|our|mix|alongside|including|colleagues|founders?|hire[ds]?"
        r"|employ\w*|world[- ]class|brightest|talented|smart\w*"
        r"|employees)\b[^.;:]{0,70}?\b(?:Ph\.?\s?D\.?['’]?s|MScs|masters holders|doctorates)\b",
        r"\b(?:(?:our|the) (?:CEO|CTO|founders?|scientists|engineers|team|leadership|members?"
        r"|staff|researchers|people|colleagues|employees|analysts|experts)|(?:many|most|some"
        r"|several|half|all|\d+ ?%) of (?:us|our|the team|them)|we (?:all )?(?:have"
        r"|hold))\b[^.;]{0,40}\b(?:has|have|holds?|with|earned"
        r"|are)\b[^.;]{0,40}\b(?:Ph\.?\s?D['’]?s?|doctorates?|degrees?|masters?['’]?s?)\b",
        r"\b(?:team|group) of (?:\w+[ ,]+){0,4}Ph\.?\s?D\b|\bPh\.?\s?D['’]?s? (?:from|and other) "
        r"|\b(?:of|by|our) (?:[\w-]+ )?Ph\.?\s?D['’]?s\b|\b(?:of|from|by"
        r"|our) (?:the )?Ph\.?\s?D[- ]?(?:level )?(?:scientists|researchers|experts)",
        r"\b\d[\d,]*\+? (?:\w+ )?Ph\.?\s?Ds?(?:/\w+)*",
        rf"\b(?:supervis\w*|mentor\w*|advis\w+|support\w*|collaborat\w*|work\w*|guid\w+"
        rf"|interact\w*|teach\w*|alongside|train\w*|coach\w*|lead\w*|manag\w*|with"
        rf"|co-?supervis\w*|partner\w*)\b[^.;:]{{0,60}}?\b(?:Ph\.?\s?D|doctoral|masters?['’]?s?"
        rf"|M\.?Sc|graduate|undergraduate|university|college)(?:['’]s)?(?:[-\s/]level)?\s+(?:and "
        rf"\w+ )?(?:{_PEOPLE})\b",
        r"\bgraduat(?:es?|ed) (?:from|of|in) (?:our|the program|a program|y combinator|techstars)",
        r"\b(?:help\w*|serv\w+|enabl\w+|teach\w*|for millions of) (?:\w+ ){0,4}(?:students"
        r"|graduates)|\bby (?:\w+ ){0,3}students\b",
        r"\bfounded by [^.;]{0,60}|\b(?:their|his|her) (?:Ph\.?D|doctoral|graduate|master\S*)\b",
        r"\bdegree verification|verif\w+ (?:of )?(?:\w+ ){0,3}degrees?",
        r"\bassociate (?:director|consultant|scientist|analyst|engineer|manager|professor|level"
        r"|vice|partner|developer|principal|program)\w*",
    )
)
LONG_SENTENCE = 220  # from here on it is rather several sentences whose ends were lost
_ELSEWHERE_STEMS = (
    "tuition reimburs scholar loan assist support fund allowance stipend sponsor while paid "
    "continu salary pay compens remunerat wage range offer toward help $"
).split()
_ELSEWHERE = re.compile(
    r"tuition|reimburs|scholarship|student loan|(?:education|degree|study|studies)\w* (?:assist"
    r"|support|fund|allowance|stipend|sponsor)|(?:earn|complete|pursue|finish|obtain) (?:your"
    r"|an? (?:\w+ )?)(?:own )?(?:master\S*|degree|MBA|PhD)[^.]{0,60}(?:while|sponsor|with us"
    r"|paid)|continu\w+ education|(?:degrees?|certifications?|master\S*)\b[^.;]{0,50}\bsponsored"
    r"|\b(?:contribut\w*|pay\w*|help\w*|money)\b[^.;]{0,30}\btowards? (?:your"
    r"|an?) (?:\w+ )?(?:degree|education)|\$[\d,]+[^.;]{0,50}\b(?:degree|education)"
    r"|\bhelp you (?:get|earn|complete|obtain|finish)\b|(?:salary|pay|compensation|remuneration"
    r"|wage|base range|offer)\b[^.;]{0,220}\b(?:depend|based on|commensurate|determin|factors"
    r"|consider|vary|according)|(?:depend|based on|commensurate|determin"
    r"|factors)\w*[^.;]{0,160}\b(?:salary|pay|compensation|remuneration)\b|pay depends",
    re.I,
)

_FIELD = r"(?:\w+[ -]){0,2}"
_MASTER_NEXT = (
    r"(?=\s?(?:['’`´]|degree|level|in\b|of (?:scien|art|eng|busi|math|stat|comp|data|info|tech"
    r"|phil|public|appl|res|fin)|thesis|stud(?:y|ies|ent)|program|qualif|diploma|2\b|1\b|or\b"
    r"|and/or|/|\(|with (?:\d|an?\b|at|speciali|major|focus)|preferred|required|desir|is (?:a"
    r"|pref|req)|as a plus|oder|ou\b|o\b|im\b|en\b|em\b|universit|,? ?ph|-?abschluss|-?studium"
    r"|[,.;]?\s*$|graduate))"
)
_NAMED: tuple[tuple[Degree, str], ...] = (
    (
        "phd",
        r"\bph\s?\.?\s?-?d(?:\b\.?(?:['’]s\b)?|s\b)|\bd\.?phil\b|\bdoctorates?\b|\bdoctoral\b"
        r"|\bsc\.d\b|\bdoctor(?:['’]?s)? degree|\bdoctor of (?:phil|scie|eng)\w*|\bdoktor(?:titel"
        r"|grad|at)?\b|\bpromovier\w*|\b(?:abgeschlossene|laufende|erfolgreiche)\w? promotion\b"
        r"|\bpromotion(?= (?:oder|und|ist|von|w[üu]nschens|im bereich|von vorteil))"
        r"|(?<=oder )promotion\b|\bdoctora(?:do|t)\b|\bdoutorad[oa]\b|\bdottorato\b|\bdoktorat\b"
        r"|\bterminal degree",
    ),
    (
        "masters",
        r"\bmasters?['’`´]s?\b(?:\s?['’])?|\bmasters\b|\bmaster\b"
        + _MASTER_NEXT
        + r"|\bmasterabschluss"
        r"|\bmasterstudium|(?<=bachelor or )master\b|(?<=bachelor/)master\b"
        r"|(?<=bachelor- oder )master"
        rf"|\badvanced (?:\w+ )?degrees?\b|\b(?<!under)(?<!under-)graduate(?:[- ]level)? {_FIELD}"
        r"(?:degrees?|qualifications?|education|diploma)\b|\bgraduate (?:level )?(?:studies"
        r"|study)\b|\bpost[\s-]?graduat(?:e|es|ed)\b(?: (?:degree|qualification|diploma|stud\w+"
        r"|education|training))?|\bhigher degree by|\ba higher degree\b|\bgraduate students?\b"
        r"|\bbac\s?\+\s?[56]|\b(?:uni-?)?diplom\b(?!a)|\bdiplom-\w+|\bstaatsexamen\b"
        r"|\bma[iî]trise\b|\bm[áÁ]ster(?:es)?\b|\bmaster(?= (?:universitario|oficial))"
        r"|\bmaestr[íi]a\b|\bmestrado\b|\blaurea (?:magistrale|specialistica)|\bmagister\b"
        r"|(?:[ée]cole|dipl[ôo]me) d['’]ing[ée]nieur|\bmagisterk\w+|\bwo[- ](?:master|opleiding)",
    ),
    (
        "bachelors",
        r"\bbachelors?['’`´]s?\b(?:\s?['’])?|\bbachelors?\b|\bbacc?h?alaureate\b"
        r"|\bbachelorabschluss|\bunder-?grad(?:uate)?s?\b(?: (?:degree|stud\w+|education"
        r"|qualification|program\w*))?|\bhonou?rs degree|\blicence (?:en\b|pro|ou\b|/|3)"
        r"|\bany (?:graduate|graduation|degree)\b|\blicenciatura\b|\blicenciad[oa]s?\b|\blaurea\b"
        r"|\blaureat[oi]\b|\bbac\s?\+\s?[34]|\bgrado (?:en|universitario|superior de)\b"
        r"|\bgraduad[oa] en\b|\btitulad[oa]\b|\bgradua[çc][ãa]o\b|\bhbo\b|\bwo[- ]bachelor"
        r"|\bgraduate (?:in|of) (?!school)(?=[A-Za-z])|\bgraduat(?:ed|ion) (?:in"
        r"|with an?) (?=[A-Za-z])|\bgraduat(?:e|es|ed|ion) (?:from|of) an? (?:accredited"
        r"|recogni[sz]ed|four[- ]year|university)|\bgraduate\s?(?:/|or)(?=\s?post)|\b(?:stem"
        r"|engineering|science|cs|numerate) graduates?\b",
    ),
    (
        "associate",
        r"\bassociates?['’`´]?s? (?:\w+ )?(?:degree|diploma)s?|\bassociates?['’`´]s?\b"
        r"|\bassociates\b(?= (?:or|in|and|/))|\bassociate(?=(?:\s?/\s?|,? or )bachelor)"
        r"|\bA\.A\.?S?\.?\b|\bA\.S\.|\bAAS\b|\bAA/AS\b|\b(?:2|two)[- ]year (?:degree|diploma"
        r"|college)|(?<!school )(?<!HS )(?<!equivalency )(?<!graduate )\bdiplomas?\b(?! "
        r"supplement)",
    ),
)
# Abbreviations mean degrees only in these capitals.
_ABBREVIATED: tuple[tuple[Degree, str], ...] = (
    (
        "masters",
        r"(?<![\w.])(?:M\.\s?S\.?(?:[cC]\.?)?(?![a-zA-Z])|MSc?\b|MSC\b|M\.?Sc\b\.?|Msc\b|msc\b"
        r"|m\.sc\b|Ms\.c\b\.?|Ms(?=/Ph|\sin\s|\sor\sPh|\.?\sDegree)|MSE\b|MSEE\b|MSCS\b|MSBA\b"
        r"|M\.?Eng\b|MENG\b|M\.?\s?Tech\b|MTech\b|M\.?Phil\b|MCA\b|M\.B\.A\.?|MBAs?\b|MPH\b"
        r"|M\.A\.?(?![a-zA-Z])|M\.E\.|MA(?=\s?/\s?(?:MS|Ph|MBA|M\.|MSc)|\s(?:or|and)\s(?:MS|Ph"
        r"|higher|M\.)|,\s(?:MS|MSc|Ph|or)\b|\sdegree|\sin\s[A-Z])|(?<=BA/)MA\b|(?<=MS/)MA\b"
        r"|(?<=B\.A\./)MA\b|(?<=MS\sor\s)MA\b|(?<=BA\sor\s)MA\b|(?<=BS/)MA\b|ME(?=/M\.?Tech"
        r"|/MS\b))",
    ),
    (
        "bachelors",
        r"(?<![\w.])(?:B\.\s?S\.?(?:[cC]\.?)?(?![a-zA-Z])|BSc?\b|BSC\b|B\.?Sc\b\.?|Bsc\b|bsc\b"
        r"|b\.sc\b|Bs(?=/M|\sin\s|\sor\sM|\sDegree)|BSE\b|BSEE\b|BSCS\b|B\.?Eng\b|BENG\b"
        r"|B\.?\s?Tech\b|BTech\b|B\.?A\.?Sc\b|BCA\b|BBA\b|B\.?Com\b|BCS\b|B\.A\.?(?![a-zA-Z])"
        r"|B\.E\.?(?![a-zA-Z])|BA(?=\s?/\s?(?:BS|MA|MS|B\.|BSc)|\s(?:or|and)\s(?:BS|MA|MS|B\."
        r"|higher)|,\s(?:BS|BSc|MA)\b|\sdegree|\sin\s[A-Z])|(?<=BS/)BA\b|(?<=BS\sor\s)BA\b"
        r"|(?<=BSc/)BA\b|(?<=B\.S\./)BA\b|BE(?=\s?/\s?[BM])|(?<=B\.Tech/)BE\b|(?<=BTech/)BE\b"
        r"|(?<=Tech/\s)BE\b)",
    ),
)
_STUDENT = (
    r"\b(?:enroll?ed|registered|matriculated)\b(?= (?:full[- ]time )?(?:in|at|with) (?:an? "
    r"|the )?(?:[\w-]+ ){0,3}(?:universit|college|school|institut|programme?\b|degree"
    r"|course of stud))|\b(?:you are|you['’]re|must be|be|currently|open to|looking for|seeking"
    r"|as|for|we want) (?:an? |current |currently |full[- ]time |final[- ]year "
    r"|penultimate[- ]year |(?:last|third)[- ]year |enrolled )*(?:university "
    r"|college )?students?\b(?! (?:success|experience|loan))|^(?:current |final[- ]year "
    r"|(?:university|college) )+students?\b|\b(?:university|college) students?|\byou(?:['’]re"
    r"| are)? (?:currently )?study(?:ing)?\b(?= [^.;]{0,60}(?:universit|college|school))"
    r"|\bimmatrikuliert\w*|\beingeschriebene[rn]? student\w*|(?:^|\b(?:for|you are|you['’]re"
    r"|looking for|seeking|hiring|want(?:ed)?|need|must be|open to|searching for|recruiting"
    r"|students and|aimed at|candidates are|be)\s)(?<!if )(?:an? |the )?(?:new|recent|fresh"
    r"|upcoming|soon-to-be)\s(?:\w+ )?(?:grads?|graduates?|leavers of universit\w+)\b"
)
# Words for a degree that leave its level open.
_OPEN = (
    rf"\b(?:college|university|universities|4[- ]years?|four[- ]years?|post-?secondary|tertiary|"
    rf"third[- ]level|uni|academic)['’]? {_FIELD}(?:degrees?|educat(?:ion|ed)|qualifi(?:cations?"
    rf"|ed)|"
    r"diplomas?|graduate|stud(?:y|ies))\b|\bdegree[- ](?:qualified|educated|level)\w*"
    r"|\bcompleted higher (?:\w+ )?education|^higher (?:\w+ )?education\b"
    r"|\bhigher education (?:degree|diploma|qualif\w+)|\bhochschul(?:studium|abschluss"
    r"|ausbildung)\b|\buniversit[äa]tsabschluss|\bstudienabschluss|\b(?:abgeschlossene"
    r"|erfolgreich abgeschlossene|technisches|naturwissenschaftliche)\w* (?:\w+ )?studium\b"
    r"|\bstudium (?:der|im|in|mit)\b|\btitulaci[óo]n\b|\bt[íi]tulo universitario"
    r"|\bestudios (?:universitarios|superiores)|\b(?:formaci[óo]n|carrera) universitaria"
    r"|\b(?:ensino|curso) superior|\bformation (?:universitaire|sup[ée]rieure)"
    r"|\bdipl[ôo]me universitaire|\bwykszta[łl]cenie wy[żz]sze|\bstudia wy[żz]sze"
    r"|\bdegrees?\b(?:\(s\))?"
)


def _pattern(tables: tuple[tuple[Degree, str], ...], flags: int) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{level}>{rule})" for level, rule in tables), flags)


_PARTED = re.compile(r"prefer|plus\b|desir|advantage|asset|bonus|nice", re.I)
_ECHO = re.compile(r"(?:post-?)?graduate\b|advanced\b", re.I)
_NAMES = _pattern(_NAMED, re.I)
_LETTERS = _pattern(_ABBREVIATED, 0)
_BARE = re.compile(_OPEN, re.I)
_STUDIES = re.compile(_STUDENT, re.I)


@dataclass(frozen=True, slots=True)
class Mention:
    """A degree named at `start` to `end` of a passage; `bare` ones do not say which level."""

    start: int
    end: int
    level: Degree
    kind: Kind


def stems_in(text: str) -> tuple[str, ...]:
    """The stems of degree words that occur in `text`: all that its lines need be searched for."""
    low = text.lower()
    return tuple(stem for stem in _STEMS if stem in low)


def may_name_degree(text: str, stems: tuple[str, ...] = _STEMS) -> bool:
    """Whether `text` holds a word worth a closer look; False is certain, True is not."""
    low = text.lower()
    for stem in stems:
        if stem in low:
            return True
    return _LETTERED.search(text) is not None


def blot(text: str) -> str:
    """`text` of the same length with false friends of degree words turned into spaces."""
    low = text.lower()
    if any(stem in low for stem in _ELSEWHERE_STEMS):
        text = _without_elsewhere(text)
    for pattern in _FALSE_FRIENDS:
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _without_elsewhere(text: str) -> str:
    """`text` without what is said of benefits and pay: a sentence, or a stretch of a long one."""
    match = _ELSEWHERE.search(text)
    if match is None:
        return text
    start, end = (0, len(text)) if len(text) < LONG_SENTENCE else match.span()
    start, end = max(0, start - 60), min(len(text), end + 60)
    return text[:start] + " " * (end - start) + text[end:]


def find_mentions(text: str) -> list[Mention]:
    """The degrees named in a blotted passage, in order and without overlap.

    A bare "degree" is kept only where no level is named near it; students and new graduates
    only where nothing else names a degree.
    """
    named = _without_overlap(_matches(_LETTERS, text) + _matches(_NAMES, text))
    named = _without_echoes(text, named)
    bare = [
        Mention(match.start(), match.end(), "bachelors", "bare")
        for match in _BARE.finditer(text)
        if not any(m.start <= match.start() < m.end for m in named)
    ]
    if named:
        open_ = [m for m in bare if _stands_alone(text, m, named)]
        return sorted((*open_, *named), key=lambda m: m.start)
    if bare:
        return bare
    return [Mention(m.start(), m.end(), "bachelors", "student") for m in _STUDIES.finditer(text)]


def _matches(pattern: re.Pattern[str], text: str) -> list[Mention]:
    found: list[Mention] = []
    for match in pattern.finditer(text):
        level: Degree = match.lastgroup  # type: ignore[assignment]
        found.append(Mention(match.start(), match.end(), level, "named"))
    return found


def _without_overlap(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _without_echoes(text: str, mentions: list[Mention]) -> list[Mention]:
    """`mentions` where "PhD graduate degree" names one degree, not two."""
    kept = mentions[:1]
    for mention in mentions[1:]:
        gap = text[kept[-1].end : mention.start]
        echo = _ECHO.match(text, mention.start)
        if not (echo and gap.isspace() and mention.level == "masters"):
            kept.append(mention)
    return kept


def _stands_alone(text: str, bare: Mention, named: list[Mention]) -> bool:
    """Whether "degree" is more than a part of the name beside it.

    "Degree: MS", "degree (MS or PhD)" and "MS or equal degree" speak of one degree; "degree in
    maths, MS preferred" and "PhD preferred; university degree required" of two.
    """
    after = next((m for m in named if m.start > bare.start), None)
    before = [m for m in named if m.start < bare.start]
    if before:
        gap = text[before[-1].end : bare.start]
        return ";" in gap and _PARTED.search(gap) is not None
    gap = text[bare.end : after.start] if after else ";"
    if after and gap.rfind("(") > gap.rfind(")"):
        return _PARTED.search(text[after.end :].partition(")")[0]) is not None
    return len(gap) >= 12 and bool(re.search(r"[,;.]", gap))
