"""How a person's name looks in running text, for the patterns of prose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from graph.values.folding import SHORT
from graph.values.given_names import is_given
from graph.values.names import split_names
from graph.values.patterns import on_demand

UPPER = r"[^\W\d_a-zß-öø-ÿ]"
CAPITAL = rf"[^\x00-@\[-\x7f\xdf-\xff](?<={UPPER})"
"""The same, which is found faster where a text is searched for it."""

_TITLES = r"(?:Dr|Mr|Mrs|Ms|St|Jr|Sr|Sra|Sgt|Lt|Col|Gen|Prof|Capt|Rev|Dra|Mme|Mlle|Cel)\."
WORD = rf"{UPPER}(?>(?:[\w\-]|[’'](?=\w)(?!s\b)){{0,30}})"
"""No “{0,30}+”, which Python before 3.11.5 matches wrongly around alternatives."""

TOKEN = rf"(?:{_TITLES}|(?:{UPPER}\.){{1,3}}|{WORD})"
PARTICLE = r"(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|al|el|bin|ibn)"
_NO_SURNAME = r"(?!(?:The|An?|Os?|As|Uma?|And|Of)\s)"
GAP = r"[^\S\n]"
SHORTEST_WRAPPED = 50
"""Characters of a line that is broken because it is full."""

WRAPPED = rf"(?:{GAP}|(?<=[^\n]{{{SHORTEST_WRAPPED}}})\n)"
"""A blank, or the end of a line that is full: behind a shorter one something else begins."""

FOLLOWING = rf"{GAP}(?:{PARTICLE}\s){{0,2}}{_NO_SURNAME}{TOKEN}"
NAME = rf"{TOKEN}(?:{FOLLOWING}){{1,4}}"
"""Two words or more, with a capital each, in one line."""

ONE_OR_MORE = rf"{TOKEN}(?:{GAP}(?:{PARTICLE}\s){{0,2}}{TOKEN}){{0,4}}"
NAMES = rf"{NAME}(?:(?:,|,?\s(?:and|&|et|und|y|e))\s{NAME}){{0,3}}"
AND = r"(?:and|&|et|und|y|e)"
BROTHERS_BEFORE = (
    r"(?:[Ii]rm(?:ãos|ãs)|[Hh]erman[oa]s|[Ff]rères|[Ss](?:œ|oe)urs|[Ff]ratelli|[Ss]orelle"
    r"|(?:Geb)?[Bb]rüder)"
)
SIBLING = rf"(?:{TOKEN}\s(?:[Bb]rothers|[Ss]isters|siblings)\b|{BROTHERS_BEFORE}\s{TOKEN})"
"""“The Berg brothers”, whose first names the text leaves out."""

PERSONS = rf"{TOKEN}\s{AND}\s{NAME}|{NAMES}|{SIBLING}|{TOKEN}"
"""Names in a list, “Ann and Max Berg”, “the Berg brothers”, or a name by itself."""

PERSONS_BEGIN = rf"{UPPER}|{BROTHERS_BEFORE}\s{UPPER}"
"""What persons begin with: where this stands, some are found."""

POSSESSIVE = on_demand(r"[’']s\b")
GENITIVE = on_demand(r"[’']s?$")
GENITIVE_ENDS = ("’", "'", "s")
LONG_WORD_END = on_demand(r"\w{3,}\.$")


def bare_name(name: str) -> str:
    """A name without the full stop of its sentence, and without a genitive.

    >>> bare_name("Wim Wenders’s"), bare_name("Robert Downey Jr."), bare_name("Ben Lewin.")
    ('Wim Wenders', 'Robert Downey Jr.', 'Ben Lewin')
    """
    name = name.partition("--")[0].strip()
    if name[-1:] in GENITIVE_ENDS:
        name = GENITIVE.sub("", name)
    return name.rstrip(".") if name.endswith(".") and LONG_WORD_END.search(name) else name


JOINED = on_demand(rf"\s{AND}\s")
SHARED = on_demand(rf"(?P<first>{TOKEN})\s{AND}\s(?P<rest>{NAME})")
OF_A_FILM = on_demand(rf"^({TOKEN}\s{TOKEN})\s(?:de|di|do|da|du)\s{TOKEN}\s{TOKEN}.*$")
"""“Max Roe de Trem Noturno”, whose name ends before “de”."""

DEMONYMS = frozenset(
    """American Argentine Australian Austrian Belgian Brazilian British Canadian Chinese Danish
    Dutch English Finnish French German Indian Iranian Irish Israeli Italian Japanese Korean
    Mexican Norwegian Polish Russian Scottish Spanish Swedish Swiss Turkish Welsh
    Frenchman Englishman Irishman Dutchman Welshman Frenchwoman""".split()  # noqa: SIM905
)
NO_FIRST_NAMES = frozenset(
    """A An The O Os As El Los Las La Le Les Der Die Das Il Lo I Um Uma Un Une Ein Eine
    Part Chapter Volume II III IV""".split()  # noqa: SIM905
)
"""Words at the beginning of titles, and of their last part."""

OPENING_WORDS = frozenset(
    """And Another But Or As When While Where With In On At For To From By Of If So Yet Then Here
    There This That His Her Their Its Our My After Before Once Meanwhile Enter Also Both Only
    Young Old Little Poor Even Like Unlike Starring Featuring Seeing Although Though Because
    Since Until Did Yes No Und Als Wenn Mit Ihr Ihre Sein Seine Mein Meine Y Pero Cuando Aunque
    Mientras Et Quand Mais Puis Alors Bon Donc Avec Vraiment E Ed Ma Con Se Quando Mas Com
    Enquanto Assim Depois Não Maar Als Toen Want Dus Ook Toch Deze Dit Het Een Hij Zij Haar Zijn
    Mijn Met Voor Naast Tijdens Zoals Hoewel Omdat Terwijl Wanneer Waar Wat Wie Niet Geen Alleen
    Zelfs Helaas Gelukkig P.S. PS N.B. NB""".split()  # noqa: SIM905
)
"""Words that stand with a capital letter at the beginning of a sentence, before a name."""

OFFICES = frozenset(
    """Actor Actress Star Newcomer Veteran Comedian Comic Singer Director Filmmaker Writer Producer
    Screenwriter Ator Atriz Diretor Diretora Cineasta Actriz Directora Acteur Actrice Réalisateur
    Réalisatrice Cinéaste Schauspieler Schauspielerin Regisseur Regisseurin Attore Attrice
    Regista""".split()  # noqa: SIM905
)
FUNCTION_WORDS = OPENING_WORDS | NO_FIRST_NAMES
LEADING = OPENING_WORDS | DEMONYMS | OFFICES
"""Words with a capital letter before a name, which are no part of it."""

NAMES_TOO = frozenset(("Ed", "Ma"))
"""Those of them that are names as well: they lead where a whole name follows, of which the first
word is a first name."""

EPITHET = on_demand(
    r"[^\W\d_][\w’'-]*-(?:winners?|winning|nominees?|nominated|year-old|old|born|billed|based|trained"
    r"|unknown|acclaimed|renowned)"
)
"""“Oscar-winner Ann Berg”, “Twenty-five-year-old Max Roe”."""

HONOURS = frozenset(("Sir", "Dame", "Lord", "Lady"))

NO_SURNAMES = frozenset(
    """Square Street Avenue Boulevard Road Airport Station Hotel Theatre Theater Museum University
    Mountains Islands Festival Studios Pictures Productions Bros Collection Entertainment Video
    Records Films Media Books Press Company War Side Award Awards Guild Prize Oscars
    Academy Institute Schauspieler Schauspielerinnen Darsteller Darstellerinnen""".split()  # noqa: SIM905
)
"""Words at the end of what is a place, a house or a firm, “Times Square as a tourist sees it”, or
of persons, in German."""

NUMERALS = frozenset(("II", "III", "IV"))
"""What stands behind a surname, or behind “War”."""

SURNAMES_BEGIN = frozenset(("De", "Del", "Della", "Dos", "Von"))


def is_surname(name: str) -> bool:
    """Whether a name of two words is a family name by itself.

    >>> is_surname("De Niro"), is_surname("Max Roe"), is_surname("De Witt Roe")
    (True, False, False)
    """
    first, _, rest = name.partition(" ")
    return first in SURNAMES_BEGIN and " " not in rest


def opening(words: str) -> int:
    """The characters before the first name in some words.

    >>> opening("And Swedish Ann Berg"), opening("Ann Berg")
    (12, 0)
    """
    tokens = words.split()
    return sum(len(word) + 1 for word in tokens[: _led(tokens)])


def _led(tokens: list[str]) -> int:
    """How many words stand before a name and are no part of it."""
    at = 0
    while at < len(tokens) and _leads(tokens[at], tokens[at + 1 :]):
        at += 1
    return at


def _leads(word: str, behind: list[str]) -> bool:
    if word in NAMES_TOO:
        return sum(not each.endswith(".") for each in behind) > 1 and is_given(behind[0])
    return word in LEADING or ("-" in word and EPITHET.fullmatch(word) is not None)


def may_be_led(words: str) -> bool:
    """Whether a name may begin with its second word: the first one is no first name, but that is.

    >>> may_be_led("Watch Ann Berg"), may_be_led("Ann Marie Berg"), may_be_led("J. Max Roe")
    (True, False, False)
    """
    first, second, third = (*words.split(None, 2), "", "", "")[:3]
    if not third or first.endswith(".") or first in HONOURS:
        return False
    return is_given(second) and not is_given(first)


def person_names(words: str, *, cast: bool = False) -> tuple[str, ...]:
    """The names in a list, without a nationality or an office before one and without the first
    word of a sentence; what is left of a title is none. In a `cast` nobody shares a family name.

    >>> (person_names("And Swedish Ann Berg, Max Roe and The Thing Beneath"))
    ('Ann Berg', 'Max Roe')
    >>> (person_names("Ann and Max Berg")), (person_names("Max Roe de Trem Noturno"))
    (('Ann Berg', 'Max Berg'), ('Max Roe',))
    >>> (person_names("Berg and Max Roe")), (person_names("Ann Berg, Union Square"))
    (('Max Roe',), ('Ann Berg',))
    >>> person_names("Oscar-winner Ann Berg"), person_names("Joon-ho Bong")
    (('Ann Berg',), ('Joon-ho Bong',))
    >>> person_names("Zendaya and Tom Holland", cast=True)
    ('Tom Holland',)
    """
    if len(words) > SHORT:
        return tuple(_person_names(words, cast))
    return _remembered_names(words, cast)


def _person_names(words: str, cast: bool) -> Iterator[str]:
    shared = SHARED.fullmatch(words.strip()) if JOINED.search(words) else None
    if shared and (cast or not is_given(shared["first"])):
        words = shared["rest"]  # “Berg and Max Roe”, of whom Berg has no first name here
    for name in split_names(words):
        tokens = bare_name(OF_A_FILM.sub(r"\1", name) if " d" in name else name).split()
        tokens = tokens[_led(tokens) :]
        if len(tokens) < 2 or tokens[0] in NO_FIRST_NAMES:
            continue
        surname = tokens[-2] if tokens[-1] in NUMERALS else tokens[-1]
        if surname not in NO_SURNAMES:
            yield " ".join(tokens)


_remembered_names = lru_cache(1 << 14)(lambda words, cast: tuple(_person_names(words, cast)))
