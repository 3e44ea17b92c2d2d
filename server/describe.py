"""DESCRIBE queries (SPARQL 1.1 Query, section 16.4), taken apart: engines describe in ways of their
own, so what is described is asked of them, and described here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolutions

from server.gate import head_of, is_iri, resolved
from server.lexer import Kind, Token, tokenize


@dataclass(frozen=True, slots=True)
class Description:
    """A DESCRIBE query taken apart: the IRIs it names, and a SELECT for its variables.

    `select` is empty where the query has no variables.
    """

    iris: tuple[NamedNode, ...]
    select: str


def take_apart(text: str, base_iri: str) -> Description:
    """What a DESCRIBE query asks to describe. Raises `QuerySyntaxError`.

    The SELECT keeps every other character at its place. `DESCRIBE *` becomes `SELECT *`.
    """
    tokens = tokenize(text)
    head = head_of(tokens)
    named: list[Token] = []
    chosen = False
    for token in tokens[head + 1 :]:
        if is_iri(token):
            named.append(token)
        elif token.kind is Kind.VARIABLE or token.text == "*":
            chosen = True
        else:
            break
    iris = resolved(text[: tokens[head].start], named, base_iri)
    return Description(iris, _select(text, tokens[head], named) if chosen else "")


def to_describe(text: str, base_iri: str, select: Callable[[str], object]) -> list[NamedNode]:
    """The IRIs that a DESCRIBE query names and that its variables stand for, each once, where
    `select` answers a SELECT. Raises `QuerySyntaxError`."""
    described = take_apart(text, base_iri)
    rows = select(described.select) if described.select else ()
    terms = (term for row in rows for term in row) if isinstance(rows, QuerySolutions) else ()
    found = (term for term in terms if isinstance(term, NamedNode))
    return list(dict.fromkeys((*described.iris, *found)))


def _select(text: str, head: Token, named: list[Token]) -> str:
    parts = [text[: head.start], "SELECT".ljust(len(head.text))]
    done = head.start + len(head.text)
    for token in named:
        parts += [text[done : token.start], " " * len(token.text)]
        done = token.start + len(token.text)
    return "".join([*parts, text[done:]])
