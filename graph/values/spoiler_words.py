"""Words by which authors warn of spoilers, in English, German, French, Spanish, Italian,
Portuguese, Dutch and Japanese, and those by which they say that there are none.

A warning is short, names spoilers, and has no word but those of warnings; so “Spoiler alert: it is
dull” is none.
"""

from __future__ import annotations

from graph.values.folding import fold
from graph.values.patterns import on_demand

EMOJI = "\ufe0f"
"""Says that the sign before it is drawn in colour, as in ⚠️."""

LONGEST = 120
MOST_WORDS = 16

BRACKETED = on_demand(r"\s?[(\[]([^()\[\]]{4,60})[)\]]")
"""Where titles warn: “Heat [SPOILERS]”."""

SPOILER = on_demand(
    r"\b(?:spoil(?:er|ers|ern|ert|eur|eurs)|gespoilert"
    r"|spoiler(?:warnung|warnungen|alarm|alert|gefahr|hinweis|waarschuwing|warning|review)s?)\b"
)
SPOIL = on_demand(r"\bspoil[se]?\b")
"""The same in French, where others have a verb."""

OF_FILMS = frozenset(("the spoiler", "the spoilers"))
"""Titles of films that have the words of a warning."""

DENIED = on_demand(
    r"\b(?:no|non|zero|without|ohne|kein|keine|keinerlei|sans|sin|senza|sem|nao|aucune?"
    r"|nessuno?|nenhum|ningun|zonder|geen|pas de|ni|neither|never|hardly any|few)"
    r"\s(?:\w+\s){0,2}spoil"
    r"|(?:\bnot|nt)\s(?:contain|include|have|give|spoil)\w*\s?(?:any\s)?(?:\w+\s)?(?:spoil|$)"
    r"|\b(?:free|libre|livre|exempt|libero|privo)\s(?:of|from|de|di|da)\s(?:\w+\s)?spoil"
    r"|spoil\w*\s(?:free|frei|less|libre|vrij|none|no|nein|non|keine)\b"
    r"|\bnospoil|spoil\w*(?:free|frei|less|los|vrij)\b"
)
END = on_demand(
    r"(?:the )?(?:end|ende|fin|fine|fim|einde) (?:of |of the |der |des |von |vom |del? |de los "
    r"|d |dei |degli |dello |dos |do |van )?(?:the |major |all )?spoil\w*(?: \w+)?"
    r"|spoil\w* (?:section )?(?:end|ends|over|ende|vorbei|fin|fine|fim|done|finished)(?: here)?"
)
JAPANESE = on_demand(
    r"\W*(?:以下|この先|ここから(?:先)?|本文|この記事)?(?:は|に)?(?:重大な|完全|若干|多少の|少々)?"
    r"ネタバレ(?:注意|警告|あり|有り|有|を含みます|を含む|含む|含みます|全開|してます|しています|要注意)?\W*"
)
WORDS = {
    "en": """
        a about ahead alert alerts all an and any are article at avoid be been before below
        beware big can careful caution click complete contain contained containing contains
        danger details discussion display do dont ending endings ensue ensues everything
        expand features film final follow following follows for full fully have havent
        heavily heavy here huge i if ii important in include included includes including
        inside is it lie lies light lot lots major many massive may might mild minor movie
        my not note now of on onwards open or own part piece please plot point possible
        possibly post potential potentially proceed read reader readers reading rest reveal
        review reviews risk section seen severe show significant skip slight some story that
        the there this thoughts to turn twist twists up version very warned warning warnings
        watched watching way will with within yet you your
    """,
    "de": """
        ab abschnitt achtung anzeigen artikel auf beitrag bitte das dem den der des die
        diese diesem dieser dieses ende enthalt enthalten es film folgen folgend folgende
        folgenden folgender folgt grobe grosse grosser hier hinweis im in ist jetzt kann
        kleine kleiner kleinere kommen konnen konnte kritik leichte leichter leser massive
        massiver mit nachfolgend nachfolgende nachfolgenden nun rezension sind teil text und
        unten viele voller von vor voraus vorsicht warnung weiterlesen wer wird zeigen
    """,
    "fr": """
        a afficher alerte apres article attention au aux avec avertissement ca ce ces cet
        cette ci contenir contient critique dans de des dessous divulgacheur du en est film
        gare gros ici je l la le les partie partir peu peut possibles presence prudence qui
        risque suit suite suivent texte total totaux tout tres un une va vais voir vous zone
    """,
    "es": """
        a abajo advertencia alerta aqui articulo atencion aviso con contener contiene
        continuacion critica cuidado de del el en esta estan este hay incluye la las los
        mostrar ojo opinion partir pelicula puede que resena siguen siguiente texto tiene
        ver zona
    """,
    "it": """
        a agli allarme allerta allo articolo attenzione avvertenza avviso che ci contenere
        contiene da degli dello di film gli il la lo mostra occhio pericolo piccoli poi
        possibili presenza puo questa questo qui recensione rischio seguenti seguono sono
        sotto testo troverete
    """,
    "pt": """
        a alerta aos artigo as atencao aviso com contem conter critica cuidado da daqui de
        desse deste do em esta este filme ha leitura mais na nessa nesta no o os partir pode
        ponto por resenha seguir tem texto
    """,
    "nl": """
        bevat deze hierna hieronder in let op pas recensie vanaf volgen volgt waarschuwing
    """,
}
"""Words of warnings beside that for spoilers, folded, by language."""

FRENCH = frozenset(WORDS["fr"].split())
VOCABULARY = frozenset(word for words in WORDS.values() for word in words.split())
NONE = frozenset(
    "0 false f falsch faux falso n nein no non nao none nope never not off free frei kein keine"  # noqa: SIM905
    " keiner keinerlei nee geen nessuno nenhum ninguno aucun ohne sans sin senza sem zonder without"
    " なし 無し".split()
)
YES = frozenset(
    "1 true t wahr vrai vero y yes x on ja oui si sim all full complete heavy high major big many"  # noqa: SIM905
    " lots plenty extreme moderate medium some minor mild light slight low viel viele einige"
    " beaucoup quelques muchos algunos molti alcuni muitos alguns veel あり 有り".split()
)
"""What stands under a key that asks for spoilers, folded: whether, or how many."""


def hinted(text: str) -> bool:
    """Whether a text may name spoilers at all."""
    # This is asked of every text, so it is written out.
    return "spoil" in text or "Spoil" in text or "SPOIL" in text or "ネタバレ" in text


def is_denied(words: str) -> bool:
    """Whether words say that there are no spoilers.

    >>> [is_denied(words) for words in ("Spoiler-free", "ohne Spoiler", "Spoilers ahead")]
    [True, True, False]
    """
    return DENIED.search(fold(words)) is not None or "ネタバレな" in words or "ネタバレ無" in words


def is_warning(words: str) -> bool:
    """Whether words do nothing but warn of spoilers.

    >>> is_warning("(Spoilers ahead!)"), is_warning("Achtung, Spoiler!"), is_warning("No spoilers")
    (True, True, False)
    """
    if len(words) > LONGEST or not hinted(words) or words.rstrip(" *_").endswith(("?", "？")):
        return False
    words = words.replace(EMOJI, "")
    if "ネタバレ" in words:
        return JAPANESE.fullmatch(words) is not None
    plain = fold(words)
    if plain in OF_FILMS or DENIED.search(plain) or END.fullmatch(plain):
        return False
    others, known = SPOILER.sub("", plain), VOCABULARY
    if others == plain:
        others, known = SPOIL.sub("", plain), FRENCH
    said = others.split()
    return others != plain and len(said) <= MOST_WORDS and known.issuperset(said)


def is_end(words: str) -> bool:
    """Whether words do nothing but say that the spoilers are over.

    >>> is_end("— End of spoilers —"), is_end("Spoilers for the ending")
    (True, False)
    """
    return len(words) <= LONGEST and hinted(words) and END.fullmatch(fold(words)) is not None


def answer(words: str) -> bool | None:
    """What stands under a key that asks whether there are spoilers: yes, no, or something else.

    >>> answer("Yes"), answer("none"), answer("spoiler-free"), answer("The butler did it")
    (True, False, False, None)
    """
    plain = fold(words)
    if NONE.issuperset(plain.removesuffix(" at all").split()) or is_denied(words):
        return False
    return True if plain in YES or is_warning(words) else None
