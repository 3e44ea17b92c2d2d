"""What a stranger's query must be before any parser sees it: sound, shallow, and reading only.

The gate is a courtesy: it says what is wrong in a sentence. The guarantees are the worker's
limits and its system call filter (server.sandbox).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from pyoxigraph import NamedNode, QuerySolutions, Store

from graph.errors import QueryRefusedError, QuerySyntaxError
from graph.vocabulary import SCHEMA, SCHEMA_HTTPS
from server.lexer import Kind, Token, place, tokenize
from server.predicates import stated

MAX_DEPTH = 100
"""Brackets within brackets. 400 nested collections take an engine 15 seconds, 830 kill it."""

MAX_OPERATORS = 2_000
"""Operators that nest without brackets. 4,700 of them kill an engine on a common stack."""

NO_UPDATE = "There is no SPARQL Update here: the graph is published, not edited."

_OPERATORS = frozenset({"!", "||", "&&", "+", "-", "*", "/", "|", "^", "=", "!=", "<", ">"})
_STEPS = dict.fromkeys(("(", "[", "{", "<<(", "{|"), 1)
_STEPS |= dict.fromkeys((")", "]", "}", ")>>", "|}"), -1)
"""How much deeper a sign leads."""

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_VENDOR_SCHEMES = ("bif:", "sql:")
_VOLATILE = ("NOW", "RAND", "UUID", "STRUUID")


class Form(StrEnum):
    """The four query forms (SPARQL 1.1 Query, section 16)."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


@dataclass(frozen=True, slots=True)
class Admitted:
    """A query that may be run.

    `text` is the query with schema.org's IRIs in their http spelling, `normalized` says whether
    that changed anything; offsets are those of the original. `graphs` are the IRIs of its FROM
    and FROM NAMED clauses. `volatile`: the answer is not a function of the data alone. `stated`:
    so are the predicates of all patterns.
    """

    text: str
    form: Form
    graphs: tuple[NamedNode, ...] = ()
    normalized: bool = False
    volatile: bool = False
    stated: bool = False


def admit(text: str, base_iri: str) -> Admitted:
    """Judge a query without running it.

    `base_iri` resolves relative IRIs. Raises `QuerySyntaxError`, and `QueryRefusedError` for
    updates, SERVICE, and nesting beyond `MAX_DEPTH` and `MAX_OPERATORS`.
    """
    tokens = tokenize(text)
    head = head_of(tokens)
    form = _form(text, tokens, head)
    _check_depth(tokens)
    capitals = text.upper()  # most queries have nothing in them that needs a closer look
    if "SERVICE" in capitals:
        _check_service(text, tokens)
    named = list(_graph_tokens(tokens)) if "FROM" in capitals else []
    graphs = resolved(text[: tokens[head].start], named, base_iri)
    normal = _normalize(text, tokens)
    volatile = any(w in capitals for w in _VOLATILE) and any(
        token.is_word(*_VOLATILE) for token in tokens
    )
    return Admitted(normal, form, graphs, normal != text, volatile, stated(tokens))


def check_prefixes(text: str) -> None:
    """Refuse a query that uses a prefix without declaring it. Raises `QuerySyntaxError`."""
    tokens = tokenize(text)
    declared = {
        name.text
        for word, name in pairwise(tokens)
        if word.is_word("PREFIX") and name.kind is Kind.NAME
    }
    for token in tokens:
        prefix = token.text.partition(":")[0] + ":"
        if token.kind is Kind.NAME and prefix not in declared:
            raise QuerySyntaxError(
                f"The prefix “{prefix}” is not declared; begin with PREFIX {prefix} <…>.",
                *place(text, token.start),
            )


def check_forwardable(text: str) -> None:
    """Refuse what other engines understand in ways of their own.

    Virtuoso calls SQL by IRIs with `bif:` and `sql:`, and lets GRAPH reach graphs that are not in
    the dataset. Raises `QueryRefusedError`, and `QuerySyntaxError` for a prefix that is not
    declared, since engines have such of their own.
    """
    check_prefixes(text)
    tokens = tokenize(text)
    for token in tokens:
        if token.kind is Kind.IRI and token.text[1:].lower().startswith(_VENDOR_SCHEMES):
            raise QueryRefusedError(
                f"{token.text[:80]} is a function of one engine; this endpoint takes plain SPARQL."
            )
    if _calling(tokens, "GRAPH"):
        raise QueryRefusedError("There are no named graphs here; leave GRAPH out.")


def head_of(tokens: list[Token]) -> int:
    """The index of the first token after the prologue (SPARQL 1.1 Query, section 4.1). Raises
    `QuerySyntaxError`."""
    lengths = {"BASE": 2, "PREFIX": 3, "VERSION": 2}
    at = 0
    while at < len(tokens) and tokens[at].is_word(*lengths):
        at += lengths[tokens[at].text.upper()]
    if at >= len(tokens):
        raise QuerySyntaxError("There is no query; it begins with SELECT, ASK, … .", 1, 1)
    return at


def _form(text: str, tokens: list[Token], head: int) -> Form:
    first = tokens[head]
    if first.is_word(*_UPDATES):
        raise QueryRefusedError(f"{first.text.upper()} would change the graph. {NO_UPDATE}")
    if not first.is_word(*Form):
        line, column = place(text, first.start)
        raise QuerySyntaxError(
            f"“{first.text[:40]}” at line {line}, column {column} begins no query; a query "
            "begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after BASE and PREFIX.",
            line,
            column,
        )
    return Form(first.text.upper())


def _check_depth(tokens: list[Token]) -> None:
    depth = deepest = operators = 0
    for kind, sign, _ in tokens:
        if kind is Kind.SIGN:
            depth += _STEPS.get(sign, 0)
            deepest = max(deepest, depth)
            operators += sign in _OPERATORS
        elif kind is Kind.WORD:
            operators += sign.upper() == "UNION"
    if deepest > MAX_DEPTH:
        raise QueryRefusedError(
            f"The query nests brackets {deepest} deep; {MAX_DEPTH} is the limit here."
        )
    if operators > MAX_OPERATORS:
        raise QueryRefusedError(
            f"The query has {operators} operators; {MAX_OPERATORS} is the limit here. "
            "VALUES and IN take long lists."
        )


def _check_service(text: str, tokens: list[Token]) -> None:
    if token := _calling(tokens, "SERVICE"):
        line, column = place(text, token.start)
        raise QueryRefusedError(
            f"SERVICE at line {line}, column {column}: this endpoint does not ask other "
            "endpoints. Ask them yourself, and put what they answer into VALUES."
        )


def _calling(tokens: list[Token], keyword: str) -> Token | None:
    """The first token that is the keyword, also glued to its neighbours, as Oxigraph takes it.

    `SERVICEex:a {` and `service:a {` call out when a prefix is missing or the triple has no end;
    after GRAPH they cannot.
    """
    for i, token in enumerate(tokens):
        word = token.text.partition(":")[0] if token.kind is Kind.NAME else token.text
        if token.kind not in {Kind.NAME, Kind.WORD} or keyword not in word.upper():
            continue
        opens = tokens[i + 1 : i + 2] and tokens[i + 1].text == "{"
        after_graph = i > 0 and tokens[i - 1].is_word("GRAPH")
        if token.kind is Kind.WORD or (opens and not after_graph):
            return token
    return None


def _graph_tokens(tokens: list[Token]) -> Iterator[Token]:
    for i, token in enumerate(tokens):
        if token.is_word("FROM"):
            named = i + 1 < len(tokens) and tokens[i + 1].is_word("NAMED")
            yield from (t for t in tokens[i + 1 + named : i + 2 + named] if is_iri(t))


def is_iri(token: Token) -> bool:
    """Whether a token is an IRI, be it a prefixed name."""
    return token.kind in {Kind.IRI, Kind.NAME}


def resolved(prologue: str, terms: list[Token], base_iri: str) -> tuple[NamedNode, ...]:
    """The IRIs of tokens, resolved by the engine's own rules; there is no data to query. Raises
    `QuerySyntaxError`."""
    if not terms:
        return ()
    values = " ".join(term.text for term in terms)
    query = f"{prologue} SELECT ?iri {{ VALUES ?iri {{ {values} }} }}"
    try:
        solutions = Store().query(query, base_iri=base_iri)
    except SyntaxError:
        raise QuerySyntaxError(
            "An IRI after FROM or DESCRIBE, or in the prologue, is not in the grammar, or its "
            "prefix is not declared."
        ) from None
    rows = solutions if isinstance(solutions, QuerySolutions) else ()
    return tuple(iri for (iri,) in rows if isinstance(iri, NamedNode))


def _normalize(text: str, tokens: list[Token]) -> str:
    """Spell schema.org's IRIs with http; a space keeps every other token at its place."""
    opening = "<" + SCHEMA_HTTPS
    if opening not in text:
        return text
    parts, done = [], 0
    for token in tokens:
        if token.kind is Kind.IRI and token.text.startswith(opening):
            parts += [text[done : token.start], "<", SCHEMA, token.text[len(opening) :], " "]
            done = token.start + len(token.text)
    return "".join([*parts, text[done:]])
