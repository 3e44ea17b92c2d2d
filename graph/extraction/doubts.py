"""Reasons to doubt that a score in running text is its author's, and of the film under review.

A score is doubted that is quoted, asked, denied, only imagined, given to another thing, given long
ago, or named after others. Who doubts reads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.extraction.changes import TO_A_LATER
from graph.extraction.denial_phrases import NOT
from graph.extraction.other_films import ThisFilm
from graph.extraction.phrases import Words
from graph.extraction.sentence_phrases import AUTHOR, OPINIONS, RELATIONS
from graph.extraction.verdict_phrases import (
    BOUNDS,
    FOR_THINGS,
    GIVES,
    LED_BY,
    NOT_REAL,
    OF_ANOTHER,
    PLACED,
    THEN,
    THIS_FILM,
    TO_ANOTHER,
)
from graph.values.critics import MEAN, OTHERS, is_source, leads_to_source
from graph.values.folding import fold
from graph.values.given_names import is_given
from graph.values.patterns import FILM_YEAR, on_demand

REACH = 300
"""Characters around a score in which its sentence and its quotation marks are looked for."""

AFTERWARDS = 60
"""Characters of the next sentence, in which a score may be taken back."""

STOP = on_demand(r"[.!?…](?=\W*(?:\s|$))|\n")
YEAR = on_demand(rf"[(\[]({FILM_YEAR})[)\]]")
ENDS = ' \n.!?…”"’'
QUOTATION = on_demand(
    r"“[^“”\n]*(?:”|$)|„[^„“”\n]*[“”]|«[^«»\n]*(?:»|$)|\"[^\"\n]*\"|(?<!\w)‘[^‘\n]*?’(?!\w)"
)
QUOTED_LINE = on_demand(r"^ {0,3}>[> ]*(.*)$", re.MULTILINE)
EMPHASIS = on_demand(r"[*_`]+")
MARKS = on_demand('[“”"«»„‚‘*_]')
CLAUSE_END = on_demand(
    r"[,;:–—()]|\s(?:and|but|so|because|y|pero|así|e|mas|então|et|mais|donc|und|aber|denn|also)\s",
    re.IGNORECASE,
)
PUNCTUATED = on_demand(r"(?:^|[^\w\s’'-]|\s-)\s*$")
UNIT = on_demand(
    r"\s?(?:stars?|sterne?n?|étoiles|estrel+as|stelle|points?|punkten?|puntos|pontos|punti)\b",
    re.IGNORECASE,
)
WHOSE = on_demand(
    rf"\b(?:{OTHERS}|{MEAN}|critic|tomato\w*|mpaa"
    r"|letterboxd|amazon|netflix|public)\b",
    re.IGNORECASE,
)
PART = on_demand(r"[^.,;:\n]*")
NAMED = "\0"
"""Stands for a name of the film."""

A_NAME = on_demand(r"\b[^\W\d_a-zß-öø-ÿ]\w+")
A_CAPITAL = on_demand(r"[^\W\d_a-zß-öø-ÿ]\w")
GAVE = on_demand(r"\s(?:gave|rated)\b", re.IGNORECASE)
WOULD = on_demand(r"(?:\bwould|[’']d)\s", re.IGNORECASE)
TURNS = on_demand(r"\b(?:but|pero|mas|mais|aber)\s", re.IGNORECASE)
BUT = on_demand(r"\b(?:but|except|were\sit\snot|without)\b", re.IGNORECASE)


LEADS, FOR, ON = Words(LED_BY), Words(FOR_THINGS), Words(PLACED)
DENIALS, CONDITIONS, PAST = Words(NOT, BOUNDS), Words(NOT_REAL), Words(THEN)
OPINION, OF_AUTHOR, RELATION = Words(OPINIONS), Words(AUTHOR), Words(RELATIONS)
OWN, OTHER, OTHER_FIRST = Words(THIS_FILM), Words(OF_ANOTHER), Words(TO_ANOTHER)


class Doubts:
    """Those about the scores in the text of a film, which is called by some `names`; `source` is
    the text with its Markdown, of which quoted lines are others' words; `people` made the film."""

    def __init__(
        self,
        film: ThisFilm,
        names: Iterable[str] = (),
        source: str = "",
        people: Iterable[str] = (),
    ) -> None:
        self._film = film
        self._names = sorted({film.title, *names} - {""}, key=len, reverse=True)
        self._quoted = _quotations(source)
        self._people = tuple(people)

    def about(self, match: re.Match[str]) -> bool:
        """Whether what `VERDICT` matched counts as nobody's."""
        text = self._film.text
        opening = self._film.opening(match.start())
        end = STOP.search(text, match.end(), match.end() + REACH)
        stop = end.start() + 1 if end else len(text)
        before, after = text[opening : match.start()], text[match.end() : stop]
        if (
            after.rstrip().endswith("?")
            or TO_A_LATER.match(after)
            or self._film.is_other(*match.span())
        ):
            return True
        if self._is_quoted(match):
            return True
        if match["label"]:
            return WHOSE.search(match["words"] or "") is not None or _is_of_others(
                match["label"], before, after
            )
        language = next(name for name in GIVES if match[name])
        return (
            _is_unreal(language, match[language], before, after)
            or _is_past(match[language], f"{before} {after} {text[stop : stop + AFTERWARDS]}")
            or _is_denied(language, before, match["what"])
            or self._is_to_another(language, before, match["what"])
        )

    def about_sentence(self, match: re.Match[str]) -> bool:
        """The same of a sentence that is nothing but a score: the one before may say whose."""
        start = max(0, match.start() - REACH)
        before = self._film.text[start : match.start()].rstrip(ENDS)
        last, end = STOP.split(before)[-1], start + len(before)
        opinion = OPINION.of().search(last) and not OF_AUTHOR.of().search(last)
        about_other = self._film.is_other(max(0, end - 1), end) or any(
            self._film.is_other_year(int(year)) for year in YEAR.findall(last)
        )
        others = WHOSE.search(last) or RELATION.of().search(before.rpartition("\n")[2])
        said = others or opinion or self._names_somebody(last)
        return bool(said) or self._is_quoted(match) or about_other

    def _names_somebody(self, sentence: str) -> bool:
        """Whether a sentence names a person, or a paper, that is none of the film's."""
        words = A_NAME.findall(sentence)
        named = {fold(word) for word in words if is_given(word) or is_source(word)}
        known = fold(" ".join([*self._names, *self._people])) if named else ""
        return not named.issubset(known.split())

    def _is_quoted(self, match: re.Match[str]) -> bool:
        if self._quoted and _spaced(match[0]) in self._quoted:
            return True
        start, end = match.span()
        line = match.string.rfind("\n", max(0, start - 10 * REACH), start) + 1
        marked = (m.span() for m in QUOTATION.finditer(match.string, line, end + REACH))
        return any(first < start and end <= last for first, last in marked)

    def _is_to_another(self, language: str, before: str, what: str) -> bool:
        """Whether a score is given to another thing; English names the film, or says “it”."""
        named = MARKS.sub("", what)
        for name in self._names:
            named = named.replace(name, NAMED)
        own = OWN.of(language)
        rest, clause = own.sub("", named.replace(NAMED, "")), own.sub("", _clause(before))
        return bool(
            (language == "en" and rest == named)
            or OTHER.of(language).search(rest)
            or A_CAPITAL.search(rest)
            or OTHER_FIRST.of(language).match(clause.strip())
        )


def _is_of_others(label: str, before: str, after: str) -> bool:
    """Whether the words around a named score say that it is others' or another thing's."""
    near = before.split()[-4:]
    led = PUNCTUATED.search(before) or LEADS.of().match(label)
    if not led and not any(LEADS.of().fullmatch(" ".join(near[-n:])) for n in (1, 2)):
        return True
    after = UNIT.sub("", after, count=1)
    behind = PART.findall(after)[0].lstrip(" (")
    on = ON.of().match(behind)
    return bool(
        WHOSE.search(" ".join(near))
        or WHOSE.search(behind)
        or leads_to_source(after)
        or FOR.of().match(behind)
        or (on and A_CAPITAL.match(behind[on.end() :].lstrip()))
    )


def _is_unreal(language: str, verb: str, before: str, after: str) -> bool:
    """Whether a sentence has a condition, or an exception from what it would give."""
    condition = CONDITIONS.of(language)
    before = TURNS.split(before)[-1]
    unless = bool(WOULD.search(verb) and BUT.search(after))
    return unless or any(condition.search(words) for words in (before, after))


def _is_past(verb: str, around: str) -> bool:
    return bool(GAVE.search(verb) and PAST.of().search(around))


def _is_denied(language: str, before: str, what: str) -> bool:
    denial = DENIALS.of(language)
    return any(denial.search(words) for words in (what, _clause(before)))


def _clause(before: str) -> str:
    return CLAUSE_END.split(before)[-1]


def _quotations(source: str) -> str:
    """The lines of Markdown that are quoted, without markup, in one.

    >>> _quotations("> I give it **1** out\\n> of 5.\\n\\nNo.")
    'I give it 1 out of 5.'
    """
    quoted = QUOTED_LINE.findall(source) if ">" in source else ()
    return _spaced(EMPHASIS.sub("", " ".join(quoted)))


def _spaced(text: str) -> str:
    return " ".join(text.split())
