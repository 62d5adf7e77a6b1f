"""Which language a posting is written in, by its most frequent small words."""

from __future__ import annotations

import re

_STOPS = {
    "English": "the and of to in a for with you our we are is on your will as be or that at an",
    "German": "und der die das in den mit für von du wir sie ist zu im bei ein eine oder dich auf",
    "French": "et de la le les des en vous pour dans un une du nous est au avec sur votre nos aux",
    "Spanish": "y de la el en los las para con que un una del por se tu nuestro como o al más",
    "Italian": "e di il la per con che in un una del della le dei gli al nel sono si o da",
    "Dutch": "en de het een van in je voor met bij ons wij is te op jij die aan als naar",
    "Portuguese": "e de a o para com que em um uma do da os as no na por se você nossa ou",
    "Swedish": "och att i du som vi är en av för med på till har det om ett eller kan vår",
    "Danish or Norwegian": "og at i du som vi er en af av for med på til har det om et eller",
    "Polish": "i w na z do oraz się dla że nie jest od po jak za przez lub co o są",
    "Czech": "a v na se s z je do pro že ve za jako nebo jsme jsou o k si by",
    "Finnish": "ja on että ei se tai sekä kun joka ovat olet meillä sinulla kanssa voi mukaan",
    "Hungarian": "és a az egy hogy nem is vagy van mint meg ha vagyunk valamint való",
    "Turkish": "ve bir bu için ile da de en olarak olan çok gibi veya ya daha",
    "Romanian": "și de la în cu pe un o pentru din care este să sau mai ai",
    "Indonesian": "dan yang di untuk dengan dalam pada dari ke atau ini adalah kami akan",
}  # fmt: skip
_WORDS_OF = {name: frozenset(words.split()) for name, words in _STOPS.items()}
_BY_DEGREE_NAMES = ("German", "French", "Spanish", "Italian", "Dutch", "Portuguese")
_WORD = re.compile(r"[^\W\d_]+")
_FEW = 25


def language_of(text: str) -> str:
    """The language's name, or "" if it is none of those known (short texts pass as English)."""
    words = _WORD.findall(text[:20_000].lower())
    if len(words) < _FEW:
        return "English" if _mostly_latin(words) else ""
    if _share(words, "English") >= 0.12:
        return "English"
    shares = {name: _share(words, name) for name in _WORDS_OF}
    best = max(shares, key=lambda name: shares[name])
    # A bare list of English bullets holds few small words, but hardly fewer than one in 25.
    return best if shares[best] >= 0.04 and _mostly_latin(words) else ""


def _share(words: list[str], language: str) -> float:
    small = _WORDS_OF[language]
    return sum(word in small for word in words) / len(words)


def _mostly_latin(words: list[str]) -> bool:
    latin = sum(word[0] < "\u0250" for word in words)
    return latin >= len(words) / 2


def language_note(language: str) -> str | None:
    """What to say of a posting in `language`: "" if read in full, None if it cannot be read."""
    if language == "English":
        return ""
    if language in _BY_DEGREE_NAMES:
        return f"written in {language}: read by degree names only"
    return None
