"""The names of the months, as reviews have them."""

from __future__ import annotations

from graph.values.folding import fold_letters

MONTH_NAMES = (
    "january jan | enero ene | janvier janv | januar janner | janeiro | gennaio gen | januari"
    " | styczen stycznia | leden ledna | январь января | січень січня | ocak",
    "february feb | febrero | fevrier fev fevr | februar | fevereiro | febbraio | februari"
    " | luty lutego | unor unora | февраль февраля | лютий лютого | subat",
    "march mar | marzo | mars | marz mrz | marco | maart | marts | marzec marca"
    " | brezen brezna | март марта | березень березня | marcius | mart",
    "april apr | abril abr | avril avr | aprile | kwiecien kwietnia | duben dubna"
    " | апрель апреля | квітень квітня | aprilis | nisan",
    "may | mayo | mai | maio | maggio mag | mei | maj maja | kveten kvetna | май мая"
    " | травень травня | majus | mayis",
    "june jun | junio | juin | juni | junho | giugno giu | czerwiec czerwca | cerven cervna"
    " | июнь июня | червень червня | junius | haziran",
    "july jul | julio | juillet juil | juli | julho | luglio lug | lipiec lipca"
    " | cervenec cervence | июль июля | липень липня | julius | temmuz",
    "august aug | agosto ago | aout | augustus | augusti | sierpien sierpnia | srpen srpna"
    " | август августа | серпень серпня | augusztus | agustos",
    "september sep sept | septiembre setiembre | septembre | setembro set | settembre"
    " | wrzesien wrzesnia | zari | сентябрь сентября | вересень вересня | szeptember | eylul",
    "october oct | octubre | octobre | oktober okt | outubro out | ottobre ott"
    " | pazdziernik pazdziernika | rijen rijna | октябрь октября | жовтень жовтня | ekim",
    "november nov | noviembre | novembre | novembro | listopad listopada listopadu"
    " | ноябрь ноября | листопад листопада | kasim",
    "december dec | diciembre dic | decembre | dezember dez | dezembro | dicembre | desember"
    " | grudzien grudnia | prosinec prosince | декабрь декабря | грудень грудня | aralik",
)
"""Month names in English, Spanish, French, German, Portuguese, Italian, Dutch and Scandinavian,
Polish, Czech, Russian, Ukrainian, Hungarian, Turkish, without accents; where a language has one for
it, with the form that stands behind a day."""

MONTHS = {
    fold_letters(name): number
    for number, names in enumerate(MONTH_NAMES, 1)
    for name in names.replace("|", " ").split()
}
CROATIAN = {"listopad": 10, "listopada": 10}
"""What Poles and Czechs call November."""

ALSO_WORDS = {
    "out": ("pt",), "set": ("pt", "it"), "ago": ("es", "pt", "it"), "gen": ("it",),
    "leden": ("cs",), "rijen": ("cs",), "zari": ("cs",), "mei": ("nl",), "augustus": ("nl",),
    "maja": ("pl",), "marca": ("pl", "sk"), "luty": ("pl",), "junius": ("hu",), "julius": ("hu",),
    "majus": ("hu",), "mart": ("tr", "sr", "bs"), "kasim": ("tr",), "nisan": ("tr",),
    "ekim": ("tr",),
}  # fmt: skip
"""What in prose of another language is no month: “it came out 2012”, “Julius 2012”; Dutch “leden”
are members."""


def month_of(name: str, language: str = "") -> int | None:
    """The number of a month; None for what is none.

    >>> month_of("März"), month_of("октября"), month_of("listopada"), month_of("listopada", "hr")
    (3, 10, 11, 10)
    """
    folded = fold_letters(name)
    croatian = CROATIAN.get(folded) if language[:2].lower() == "hr" else None
    return croatian or MONTHS.get(folded)


def is_a_word(name: str, language: str) -> bool:
    """Whether in prose of this language a name of a month may be another word.

    >>> is_a_word("out", "en"), is_a_word("out", "pt-br"), is_a_word("May", "en")
    (True, False, False)
    """
    languages = ALSO_WORDS.get(fold_letters(name)) if name else None
    return languages is not None and language[:2].lower() not in languages
