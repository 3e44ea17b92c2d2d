"""Text → the language that it names, or that it is written in, as a tag of BCP 47."""

from __future__ import annotations

import re
from collections import Counter

from graph.values.characters import beyond_ascii, encoded
from graph.values.folding import fold, remembered
from graph.values.patterns import on_demand

NAMES = {
    "ar": "arabic arabe arabisch arabo العربية",
    "bg": "bulgarian búlgaro bulgare bulgarisch български",
    "bn": "bengali bangla",
    "ca": "catalan català catalán katalanisch",
    "cs": "czech checo tchèque tschechisch tcheco ceco čeština",
    "da": "danish danés danois dänisch dinamarquês danese dansk",
    "de": "german alemán allemand deutsch alemão tedesco",
    "el": "greek griego grec griechisch grego greco ελληνικά",
    "en": "english inglés anglais englisch inglês inglese",
    "es": "spanish español castellano espagnol spanisch espanhol spagnolo",
    "et": "estonian estonio estonien estnisch eesti",
    "eu": "basque euskera euskara vasco baskisch",
    "fa": "persian farsi persa persan persisch persiano فارسی",
    "fi": "finnish finés finlandés finnois finnisch finlandês finlandese suomi",
    "fr": "french francés français französisch francês francese",
    "ga": "irish gaeilge irlandés irlandais irisch",
    "gl": "galician gallego galego",
    "he": "hebrew hebreo hébreu hebräisch hebraico ebraico עברית",
    "hi": "hindi हिन्दी हिंदी",
    "hr": "croatian croata croate kroatisch hrvatski",
    "hu": "hungarian húngaro hongrois ungarisch ungherese magyar",
    "id": "indonesian indonesio indonésien indonesisch indonésio indonesiano",
    "is": "icelandic islandés islandais isländisch íslenska",
    "it": "italian italiano italien italienisch",
    "ja": "japanese japonés japonais japanisch japonês giapponese 日本語",
    "ko": "korean coreano coréen koreanisch 한국어",
    "la": "latin latín latein latino",
    "lt": "lithuanian lituano lituanien litauisch lietuvių",
    "lv": "latvian letón letton lettisch latviešu",
    "ml": "malayalam",
    "nl": "dutch neerlandés holandés néerlandais niederländisch holandês olandese nederlands",
    "no": "norwegian noruego norvégien norwegisch norueguês norvegese norsk",
    "pl": "polish polaco polonais polnisch polonês polacco polski",
    "pt": "portuguese portugués portugais portugiesisch português portoghese",
    "ro": "romanian rumano roumain rumänisch romeno rumeno română",
    "ru": "russian ruso russe russisch russo русский",
    "sk": "slovak eslovaco slovaque slowakisch slovenčina",
    "sl": "slovenian esloveno slovène slowenisch slovenščina",
    "sr": "serbian serbio serbe serbisch српски srpski",
    "sv": "swedish sueco suédois schwedisch svedese svenska",
    "ta": "tamil தமிழ்",
    "te": "telugu తెలుగు",
    "th": "thai tailandés thaï thailändisch tailandês ไทย",
    "tr": "turkish turco turc türkisch türkçe",
    "uk": "ukrainian ucraniano ukrainien ukrainisch українська",
    "ur": "urdu اردو",
    "vi": "vietnamese vietnamita vietnamien vietnamesisch",
    "yi": "yiddish jiddisch",
    "yue": "cantonese cantonés cantonais kantonesisch 粵語 粤语",
    "zh": "chinese mandarin chino mandarín chinois chinesisch chinês cinese 中文 普通话 普通話",
}
"""Languages of films by the names that are used for them, the language's own included."""

THREE_LETTERS = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "por": "pt",
    "ita": "it", "nld": "nl", "dut": "nl", "jpn": "ja", "zho": "zh", "chi": "zh", "cmn": "zh",
    "kor": "ko", "rus": "ru", "pol": "pl", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi",
    "ara": "ar", "hin": "hi", "heb": "he", "fas": "fa", "per": "fa", "tur": "tr", "yue": "yue",
}  # fmt: skip
"""ISO 639-2 and 639-3 codes in use; BCP 47 prefers the shorter one (RFC 5646, section 2.2.1)."""

BY_NAME = {fold(name): tag for tag, names in NAMES.items() for name in names.split()}
TAG = on_demand(r"([a-z]{2,3})((?:-[a-z0-9]{2,8}){0,4})")

FUNCTION_WORDS = {
    "ar": "في من على أن هذا إلى التي لا ما كان عن هو",
    "bg": "и в не на че е това като от но за се",
    "cs": "a se v je na že to s z do jako ale film by jsem když",
    "da": "og det at er ikke som til den af har med jeg men hun sig eller også blev",
    "de": "der die und das ist nicht ein eine mit sich auch dem den auf für von wie aber zu im",
    "en": "the and of to is it that with this but was are his not for as have her in on be by",
    "es": "el los las una y que en es con por del para su como pero más muy lo se un la de",
    "fa": "و در به از که این را با است برای",
    "fi": "ja on ei se hän että mutta kun oli ovat myös joka kuin tai elokuva",
    "fr": "le les des et est une pas dans qui que du avec sur ce pour il mais au ne un la de",
    "hu": "a az és hogy nem egy is ez de mint csak már volt meg film",
    "it": "il di che è non un della con per sono gli anche nel più ma del si alla le la",
    "nl": "de het een en van dat niet is met voor zijn die maar op aan ook te er",
    "pl": "i w nie się na jest to z że do jak ale film o co od przez po",
    "pt": "o os as um uma e que não em é com do da no na por mais mas seu ao de",
    "ro": "și de în nu a este o cu pe la care că din un mai dar",
    "ru": "и в не на что это как он с но фильм по из я его",
    "sv": "och det att är inte som en på av med för den ett har till om men",
    "tr": "ve bir bu da de için ile çok ama film gibi olarak daha değil en",
    "uk": "і в не на що це як він з але фільм та й до його",
}
"""Words that sentences of a language cannot do without."""

SCRIPTS = {
    "ja": ("\u3041", "\u30ff"),
    "ko": ("\uac00", "\ud7a3"),
    "zh": ("\u4e00", "\u9fff"),
    "el": ("\u0370", "\u03ff"),
    "he": ("\u05d0", "\u05ea"),
    "th": ("\u0e01", "\u0e5b"),
    "ta": ("\u0b80", "\u0bff"),
    "te": ("\u0c00", "\u0c7f"),
    "ml": ("\u0d00", "\u0d7f"),
}
"""The first and last letters of scripts of one language; those of Japanese are kana."""

FIRST_OF_ONE = min(first for first, _ in SCRIPTS.values())
"""Letters before it are Latin, which serves many languages."""

BY_WORD: dict[str, str] = {}
for _tag, _words in FUNCTION_WORDS.items():
    for _word in _words.split():
        BY_WORD[_word] = f"{BY_WORD.get(_word, '')} {_tag}"
"""The languages of each word, as one text: few texts stand for hundreds of words in a review."""

WORD = on_demand(r"[^\W\d_]+")
TYPOGRAPHY = "“”‘’–—…\xa0"
"""All that English prose has, save for names, beyond ASCII."""

NO_LETTERS_BLANK = bytes(
    code if code >= 128 or chr(code).isalpha() else ord(" ") for code in range(256)
)
"""Turns all of ASCII but its letters into blanks, in UTF-8."""
ADDRESS = on_demand(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SAMPLES = 1000, 3000
"""Characters that are looked at, more only where fewer leave it unsure."""
LEAST_LETTERS, SCRIPT_SHARE = 12, 0.2
LEAST_KANA, KANA_SHARE = 4, 0.02
"""Chinese, whose characters Japanese uses too, has no more kana than in names that it quotes."""

LEAST_WORDS, WORD_SHARE, AHEAD = 5, 0.15, 1.3
"""Set so that of 1,027 reviews in five languages, cut to 300 characters, none got a wrong one."""


@remembered
def parse_language(text: str) -> str | None:
    """The tag, in lower case, of a language named in words or by a tag.

    >>> parse_language("Englisch"), parse_language("pt_BR"), parse_language("Drama")
    ('en', 'pt-br', None)
    """
    if len(text) > 60:
        return None
    named = BY_NAME.get(fold(text))
    match = None if named else TAG.fullmatch(text.strip().lower().replace("_", "-"))
    if not match:
        return named
    primary = THREE_LETTERS.get(match[1], match[1])
    return primary + match[2] if primary in NAMES else None


def detect_language(text: str) -> str:
    """The language that a text of some sentences is written in; empty where that is unsure.

    Looks at the first 1,000 characters, and where they leave it unsure at 3,000: at the script, and
    in scripts of many languages at the share of the small words that no sentence does without.

    >>> detect_language("The film is about what it means to be seen, and it is not sentimental.")
    'en'
    >>> detect_language("Heat"), detect_language("「君の名は。」はとても美しい映画だった。")
    ('', 'ja')
    """
    few, more = SAMPLES
    return _language_of(text[:few]) or (_language_of(text[:more]) if len(text) > few else "")


def _language_of(sample: str) -> str:
    letters = _small(sample)
    if "://" in letters or "www." in letters:
        letters = _small(ADDRESS.sub(" ", sample))
    others = beyond_ascii(letters)
    if others and not others.isalpha():
        words = WORD.findall(letters)
    else:
        words = encoded(letters).translate(NO_LETTERS_BLANK).decode(errors="surrogatepass").split()
    scripts = max(others, default="") >= FIRST_OF_ONE
    return (_by_script("".join(words)) if scripts else "") or _by_words(words)


def _small(sample: str) -> str:
    """A sample in lower case, without the signs that are in every language."""
    for mark in () if sample.isascii() else TYPOGRAPHY:
        sample = sample.replace(mark, " ")
    return sample.lower()


def _by_script(letters: str) -> str:
    if len(letters) < LEAST_KANA:
        return ""
    counts = Counter(letters)
    shares = {
        tag: sum(n for letter, n in counts.items() if first <= letter <= last) / len(letters)
        for tag, (first, last) in SCRIPTS.items()
    }
    if shares["ja"] > KANA_SHARE and shares["ja"] + shares["zh"] > SCRIPT_SHARE:
        return "ja"
    sure = shares if len(letters) >= LEAST_LETTERS else {}
    return next((tag for tag, share in sure.items() if share > SCRIPT_SHARE), "")


def _by_words(words: list[str]) -> str:
    counts: dict[str, int] = {}
    for tags, count in Counter(filter(None, map(BY_WORD.get, words))).items():
        for tag in tags.split():
            counts[tag] = counts.get(tag, 0) + count
    second, first = [0, 0, *sorted(counts.values())][-2:]
    sure = first >= max(LEAST_WORDS, len(words) * WORD_SHARE) and first >= AHEAD * second
    return next(tag for tag, count in counts.items() if count == first) if sure else ""
