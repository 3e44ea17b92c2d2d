"""Whether a query states the predicate of every pattern: the automaton of a triple (section 19.8).

A query worker answers such queries from its copy in memory (server.copied), where they give what
they give on disk, in the same order. Whatever is not understood here counts as not stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from server.lexer import Kind, Token

_TERMS = {
    Kind.IRI: "term",
    Kind.NAME: "term",
    Kind.VARIABLE: "variable",
    Kind.BLANK: "variable",
    Kind.STRING: "literal",
    Kind.NUMBER: "literal",
    Kind.LANGUAGE: "language",
}

_NEXT = {
    "subject": {"term": "predicate", "variable": "predicate", ".": "subject"},
    "predicate": {"term": "object", "a": "object", "^": "predicate", ".": "subject"},
    "object": {"term": "end", "variable": "end", "literal": "end", "true": "end", "false": "end"}
    | {"/": "predicate", "|": "predicate"},
    "end": {".": "subject", ";": "predicate", ",": "object", "language": "end", "^^": "datatype"},
    "datatype": {"term": "end"},
}
"""What comes after what in a group. No variable is a predicate. Paths that may have no length, or
exclude predicates, look at triples with any."""

_BEFORE_GROUPS = frozenset({"OPTIONAL", "UNION", "MINUS", "EXISTS", "NOT"})
_CLOSING = {"(": ")", "{": "}"}


def stated(tokens: Sequence[Token]) -> bool:
    """Whether all predicates are stated.

    >>> from server.lexer import tokenize
    >>> stated(tokenize("SELECT * { ?film a <Movie> ; <name>/^<name> ?name FILTER(?name > 'a') }"))
    True
    >>> stated(tokenize("SELECT * { <film> ?property 'Heat' }"))
    False
    """
    depth, state, left = 0, "subject", iter(tokens)
    for token in left:
        sign = token.text if token.kind is Kind.SIGN else ""
        if sign in {"{", "}"}:
            if state not in {"subject", "end"} and (sign == "{" or state != "predicate"):
                return False
            depth, state = depth + (1 if sign == "{" else -1), "subject"
        elif token.is_word("VALUES"):
            state = _after(state, left, "{")
        elif depth and token.is_word("FILTER", "BIND"):
            state = _after_expression(state, left)
        elif depth:
            state = _after_token(state, token)
        if not state:
            return False
    return True


def _after_token(state: str, token: Token) -> str:
    """The next state in a group, empty where the token does not fit."""
    word = token.text if token.kind in {Kind.SIGN, Kind.WORD} else _TERMS[token.kind]
    if token.is_word(*_BEFORE_GROUPS):
        return "subject" if state in {"subject", "end"} else ""
    return _NEXT[state].get(word, "")


def _after_expression(state: str, left: Iterator[Token]) -> str:
    """Skip the expression of FILTER or BIND, if it has no group; EXISTS by itself is met again."""
    for token in left:
        if token.text == "(":
            return _after(state, left, "(", begun=True)
        if token.is_word("EXISTS"):
            return "subject" if state in {"subject", "end"} else ""
        if token.text == "{":
            break
    return ""


def _after(state: str, left: Iterator[Token], opening: str, *, begun: bool = False) -> str:
    """Skip to the end of what is in brackets."""
    depth, closing = int(begun), _CLOSING[opening]
    for token in left:
        if token.kind is not Kind.SIGN:
            continue
        if token.text == opening:
            depth += 1
        elif token.text == "{":
            break
        elif token.text == closing:
            depth -= 1
            if depth == 0:
                return "subject" if state in {"subject", "end"} else ""
    return ""
