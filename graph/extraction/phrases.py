"""The words with which running text says who made a film and who plays in it, per language.

In a phrase “…” is the place of the names, and “~” that of up to two words, as adverbs and
adjectives are. All languages are looked for at once: the words of one mean nothing in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.extraction.names import NAME, NAMES

Table = dict[str, str]

BOTH: Table = {
    "en": r"""writer[/-]director …; writer and director …; director[/-](?:co-)?writer …;
        director and (?:co-)?writer …; written(?:,| and|, produced and) directed ~by …;
        directed and (?:co-)?written by …; …,? (?:the )?writer[/-]director;
        …,? (?:the )?writer and director""",
    "pt": r"""diretor/roteirista …; roteirista/diretor …; diretora? e roteirista …;
        escrit[oa] e dirigid[oa] (?:por|pel[oa]) ~…; dirigid[oa] e escrit[oa] por …;
        roteirista e diretora? …; o roteiro e (?:a )?direção (?:são )?d[eoa]s? ~…""",
    "es": r"""guionista y directora? …; directora? y guionista …; escrita y dirigida por ~…;
        dirigida y escrita por ~…; escrito y dirigido por ~…""",
    "fr": r"""réalisateur[/-]scénariste …; réalisateur et scénariste …; écrit et réalisé par …""",
    "it": r"""scritto e diretto da …; regista e sceneggiatore …""",
    "de": r"""Regisseur(?:in)? und Drehbuchautor(?:in)? …; Buch und Regie:? …""",
}

DIRECTOR: Table = {
    "en": r"""directed (?:\w+ly )?by …; helmed by …; filmmakers? …; auteur …;
        (?<!art )(?<!casting )(?<!music )(?<!assistant )(?<!fellow )(?:co-)?directors? …;
        … directs(?! \w+ing); … helms; …,? (?:the |its )?directors?(?! of)\b;
        …[’'](?:s )?(?:direction|directing|direct(?:ori|o)al)\b; under the direction of …;
        … has (?:made|crafted|created|delivered|directed) (?:an?|another|this|his|her) ~~KIND;
        …, who ~directed (?:this|the (?:film|movie)|it)""",
    "pt": r"""dirigid[oa]s? (?:\w+mente )?(?:por|pel[oa]) ~…; (?:[oa]|d[oa]|pel[oa]) diretora? ~…;
        (?:[oa]s|d[oa]s|pel[oa]s) diretor[ea]s …; a ~direção d[eoa] …; cineasta …;
        realizador(?:a)? …; … dirige; estreia (?:\w+ )?dirigida por …""",
    "es": r"""dirigid[oa] ~~por ~…; (?:el|la|del|de la|al) directora? ~…; los directores …;
        dirección ~de …; cineasta …; realizador(?:a)? …; … dirige; bajo la dirección de …""",
    "fr": r"""réalisée? ~~par …; réalisateur ~…; réalisatrice ~…; réalisateurs …; cinéaste ~…;
        mise en scène (?:de|par) …; … réalise""",
    "de": r"""Regisseur(?:in)? …; Regie:? (?:von |führte? )?…; inszeniert von …; … inszeniert;
        … führte? (?:hier |dabei )?Regie; … Regie""",
    "it": r"""(?:il|la|dal|dalla|del|della) regista ~…; dirett[oa] da ~…; regia ~di …;
        … dirige""",
}

MAKER: Table = {
    "en": r"""(?:this|the (?:latest|new|newest|debut)) ~KIND (?:from|by) …;
        …[’']s? (?:latest|new|newest) KIND""",
    "pt": r"""(?:o|este|novo|último) (?:novo |último )?(?:filme|longa) d[eoa] ~…;
        novo trabalho d[eoa] ~…;
        a câmera d[eo] …""",
    "es": r"""(?:la|esta|nueva|última) (?:nueva |última )?(?:película|cinta|obra) de …""",
    "fr": r"""(?:ce|un|le nouveau) (?:nouveau )?(?:film|biopic|classique|remake) ~~(?:de|par) …""",
    "de": r"""(?:dieser|der neue|der neueste) Film von …""",
    "it": r"""(?:il|questo) (?:nuovo |ultimo )?film di …""",
}
"""What says so only where nothing plainer does: “the new film by …” may be said of another."""

WRITER: Table = {
    "en": r"""(?:script|screenplay|teleplay) (?:\w+ )?(?:by|from) …;
        (?:co-)?screenwriters? …;
        (?:co-)?(?:scripted|penned) by …; …[’']s? (?:~)?(?:script|screenplay)\b;
        (?:script|screenplay|film|movie) (?:is |was )?(?:co-)?written by …""",
    "pt": r"""roteiro ~(?:de|por|d[oa] ~) ?…;
        roteiro (?:foi )?(?:escrit|compost|assinad|desenvolvid)o
        (?:por|pel[oa]|pela dupla) …; roteiristas? ~…; roteirizad[oa] por …;
        roteiro d[ae] dupla …""",
    "es": r"""gui[oó]n ~(?:de|por) …; guionistas? …; el gui[oó]n,? (?:escrito|firmado) por …""",
    "fr": r"""scénario ~de …; scénaristes? …; scénario (?:écrit|signé) (?:par )?…""",
    "de": r"""Drehbuch ~von …; Drehbuchautor(?:in|en)? …""",
    "it": r"""sceneggiatura ~di …; sceneggiator[ei] …""",
}

ACTOR: Table = {
    "en": r"""(?:co-)?starring ~…; (?:co-)?stars …; starred …; headlined by …; actors? …;
        actress(?:es)? …; (?:performances?|turns?|chemistry) (?:by|from|between) ~~…;
        … ~(?:co-)?stars; … ~(?:plays|portrays|voices); newcomers? …;
        …[’'](?:s )?(?:[\w-]+ )?(?:performance|portrayal|acting); …[’'](?:s )?character;
        with … in the (?:lead|title|main); … as (?:an?|his|her|their)(?! director| writer| film);
        … (?:gives|delivers|turns in|offers) (?:an?|the|his|her) [^.,]{0,40}(?:performance|turn)\b;
        (?:is |was |are |were )?(?:played|portrayed|voiced) ~~by …""",
    "pt": r"""(?:estrelad|protagonizad|interpretad)[oa]s? ~~(?:por|pel[oa]) ~…; ator ~…;
        atriz ~…; atores …; atrizes …; (?:a )?(?:atuação|interpretação|performance) ~d[eoa] …;
        … ~(?:interpreta|vive)""",
    "es": r"""(?:protagonizad|interpretad|encarnad)[oa]s? ~~por ~…; actor ~…; actriz ~…;
        actores …; actrices …; (?:la )?(?:actuación|interpretación) de …;
        … ~(?:interpreta|encarna);
        … (?:hace|está|borda) ~~en su papel""",
    "fr": r"""
        … est ~(?:excellent|parfait|génial|convaincant|formidable)e? (?:dans|en|comme);
        (?:interprétée?|jouée?|incarnée?)s? ~par …; acteur …; actrice …; acteurs …;
        (?:le jeu|l[’']interprétation|la performance) d[e’'] ?…; … ~(?:incarne|interprète|joue)""",
    "de": r"""(?:gespielt|verkörpert|dargestellt) ~von …; Schauspieler(?:in)? …;
        Hauptdarsteller(?:in)? …; ~mit … in der Hauptrolle""",
    "it": r"""(?:interpretat|recitat)[oaie] ~da …; attore ~…; attrice ~…; attori …;
        (?:l[’']interpretazione|la prova) di …; … ~interpreta""",
}

PLAYS: Table = {
    "en": r"plays; portrays; voices; stars as; as; in the role of; is ~~as; is cast as",
    "pt": r"interpreta; vive; como; no papel de; na pele de; interpretando; vivendo",
    "es": r"interpreta a; encarna a; como; en el papel de; en la piel de",
    "fr": r"incarne; joue; interprète; dans le rôle d[e’']; dans la peau d[e’']",
    "it": r"interpreta; nel ruolo di; nei panni di",
}
"""What stands between an actor and a character."""

PLAYS_GERMAN: Table = {"de": r"spielt; verkörpert; als; in der Rolle (?:von|der|des)"}
"""The same where nouns have capitals as names have; what is not known for an actor is none."""

PLAYED: Table = {
    "en": r"(?:is |was )?(?:~)?(?:played|portrayed|voiced) ~~by",
    "pt": r"(?:é )?(?:interpretad|vivid)[oa] ~~(?:por|pel[oa])",
    "es": r"(?:es )?(?:interpretad|encarnad)[oa] ~~por",
    "fr": r"(?:est )?(?:interprétée?|jouée?|incarnée?) ~par",
    "de": r"(?:wird )?(?:~)?(?:gespielt|verkörpert|dargestellt) ~von",
    "it": r"(?:è )?interpretat[oa] ~da",
}
"""What stands between a character and its actor."""

_KIND = (
    r"(?:film|movie|classic|gem|drama|comedy|thriller|picture|masterpiece|romcom|flick|western"
    r"|musical|horror|release|documentary|feature)"
)
_SMALL = (
    r"(?:(?-i:(?!(?:que|qui|who|that|than|of|and|or|y|e|et|und|d[aeo]s?|del|di|à|to|as)\s)[a-zß-öø-ÿ])"
    r"[\w-]{0,20}\s)?"
)


def phrases(table: Table) -> list[str]:
    """The phrases of all languages as regular expressions, “…” left in its place."""
    said = (part for words in table.values() for part in words.split(";"))
    return [_expression(" ".join(part.split())) for part in said if part.strip()]


def finders(*tables: Table) -> Iterator[re.Pattern[str]]:
    """Two patterns for some tables, for phrases before the names, and for those behind one or
    between; each has a group `names`."""
    said = [phrase for table in tables for phrase in phrases(table)]
    before = [p.removesuffix("…").removesuffix(r"\s") for p in said if p.endswith("…")]
    behind = [p.removeprefix("…") for p in said if p.startswith("…")]
    between = [p for p in said if not p.endswith("…") and not p.startswith("…")]
    if before:
        yield re.compile(rf"\b(?i:{_any(before)}),?\s?\(?(?i:the\s)?(?P<names>{NAMES})")
    if behind:
        yield re.compile(rf"(?P<names>{NAME})(?i:{_any(behind)})(?!\w)")
    for phrase in between:
        start, _, end = phrase.partition("…")
        yield re.compile(rf"\b(?i:{start})(?P<names>{NAMES})(?i:{end})")


def _any(expressions: Iterable[str]) -> str:
    return "|".join(sorted(expressions, key=len, reverse=True))


def _expression(phrase: str) -> str:
    words = phrase.replace("KIND", _KIND).replace(" ", r"\s")
    return re.sub(r"~\\s|~", lambda _: _SMALL, words)
