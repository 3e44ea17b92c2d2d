"""The tokens of SPARQL 1.1 and 1.2 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar, 19.8).

One pass, linear in the text, no recursion: this runs on strangers' text before any parser. It
finds strings, IRIs, comments and names exactly; it does not judge the grammar.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from graph.errors import QueryRefusedError, QuerySyntaxError
from graph.values.patterns import on_demand


class Kind(StrEnum):
    """What a token is; white space and comments are none."""

    STRING = "string"
    IRI = "iri"  # <…>
    NAME = "name"  # prefix:local
    WORD = "word"  # keywords, function names, a, true, false
    VARIABLE = "variable"
    BLANK = "blank"  # _:label
    LANGUAGE = "language"  # @en
    NUMBER = "number"
    SIGN = "sign"  # everything else


class Token(NamedTuple):
    """A token with its text as it stands and its offset in characters."""

    kind: Kind
    text: str
    start: int

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these keywords, which are written in capitals here."""
        return self.kind is Kind.WORD and self.text.upper() in words


_KINDS = {kind.value: kind for kind in Kind}  # a look-up is several times faster than Kind(…)


_START = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_LETTER = f"{_START}_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_WORD = rf"[{_START}](?>(?:[{_LETTER}-]|\.+(?=[{_LETTER}-]))*)"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_LOCAL = rf"(?>(?:[{_LETTER}:-]|{_ESCAPE}|\.+(?=[{_LETTER}:%\\-]))*)"

_TOKEN = on_demand(
    rf"""
    (?>(?: [ \t\r\n]++ | \#[^\r\n]*+ )*)
    (?: (?P<string>  '''(?>(?:[^'\\]|\\.|'{{1,2}}(?!'))*)'''
                 | \"\"\"(?>(?:[^"\\]|\\.|"{{1,2}}(?!"))*)\"\"\"
                 | '(?!'')(?>(?:[^'\\\r\n]|\\.)*)'
                 | "(?!"")(?>(?:[^"\\\r\n]|\\.)*)" )
    | (?P<iri>     <[^<>"{{}}|^`\x00-\x20]*+> )
    | (?P<blank>   _:[{_LETTER}](?>(?:[{_LETTER}-]|\.+(?=[{_LETTER}-]))*) )
    | (?P<name>    (?:{_WORD})?:{_LOCAL} )
    | (?P<word>    {_WORD} )
    | (?P<variable>[?$][{_LETTER}]++ )
    | (?P<language>@[A-Za-z]++(?>(?:-++[A-Za-z0-9]++)*) )
    | (?P<number>  (?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)? )
    | (?P<sign>    \|\||&&|\^\^|<=|>=|!=|<<\(|<<|\)>>|>>|\{{\||\|\}}|. )
    | \Z )
    """,
    re.VERBOSE | re.DOTALL,
)

_ENDS_OPERAND = frozenset(
    {Kind.VARIABLE, Kind.NUMBER, Kind.STRING, Kind.LANGUAGE, Kind.IRI, Kind.NAME, Kind.WORD}
)
_ABSOLUTE = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*://|/|>)")
_DIVERGES = re.compile(r"['#()\[\]]|service", re.IGNORECASE)
_SPELLED = re.compile(
    r"(?<!\\)(?>(?:\\\\)*)\\(?:u00|U000000)(?:0a|0d|22|27|3c|3e|5c)", re.IGNORECASE
)
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_UNFINISHED = frozenset("'\"\\")
_LEVEL = frozenset(".;,*")  # the most frequent signs open and close nothing


def tokenize(text: str) -> list[Token]:
    """The tokens of a query, in order.

    >>> [token.text for token in tokenize("ASK { ?s <p> 'SERVICE' } # SERVICE")]
    ['ASK', '{', '?s', '<p>', "'SERVICE'", '}']

    Raises `QuerySyntaxError` for a string without its end and for a backslash outside of strings
    and IRIs; `QueryRefusedError` for a text of which engines may see the tokens differently.
    """
    tokens: list[Token] = []
    brackets: list[str] = []
    escapes = "\\" in text
    for match in _TOKEN.finditer(text):
        if (name := match.lastgroup) is None:  # the end
            break
        kind, word = _KINDS[name], match[name]
        token = Token(kind, word, match.start(name))
        if kind is Kind.SIGN:
            if word in _UNFINISHED:
                raise _unfinished(text, token)
            if word not in _LEVEL:
                _follow(brackets, word)
        elif kind is Kind.IRI and brackets[-1:] == ["("]:
            _refuse_comparison(text, token, tokens[-1])
        if escapes and "\\" in word:
            _refuse_spelled(text, token)
        tokens.append(token)
    return tokens


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1.

    >>> place("ASK\\n{", 4)
    (2, 1)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _follow(brackets: list[str], sign: str) -> None:
    for character in sign:
        if character in _OPEN:
            brackets.append(character)
        elif character in _CLOSE and brackets:
            brackets.pop()


def _unfinished(text: str, token: Token) -> QuerySyntaxError:
    line, column = place(text, token.start)
    what = "backslash" if token.text == "\\" else "string"
    why = "stands outside of strings and IRIs" if what == "backslash" else "has no end"
    return QuerySyntaxError(f"The {what} at line {line}, column {column} {why}.", line, column)


def _refuse_comparison(text: str, token: Token, before: Token) -> None:
    """Inside parentheses `?a<b#c>` is an IRI to one parser and a comparison to another.

    Where both readings give the same strings and comments after it, nothing depends on it.
    """
    follows_operand = before.kind in _ENDS_OPERAND or before.text == ")"
    if follows_operand and not _ABSOLUTE.match(token.text) and _DIVERGES.search(token.text):
        line, column = place(text, token.start)
        raise QueryRefusedError(
            f"“<” at line {line}, column {column} may be a comparison or the beginning of an "
            "IRI; put a space after it, or write the IRI in full."
        )


def _refuse_spelled(text: str, token: Token) -> None:
    r"""`\u0022` ends a string for an engine that reads escapes first, and not for others."""
    if token.kind in {Kind.STRING, Kind.IRI} and _SPELLED.search(token.text):
        line, column = place(text, token.start)
        raise QueryRefusedError(
            "A quote, angle bracket, backslash or line end is written as \\u escape at line "
            f"{line}, column {column}; write \\\", \\', \\\\ or \\n."
        )
