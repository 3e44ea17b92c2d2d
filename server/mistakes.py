"""What is wrong with a query that an engine can not read, told in a sentence where it is one of the
common mistakes: of those engines say no more than which tokens their parsers waited for.

SPARQL 1.1 Query, sections 11.4 (what may be selected of groups) and 16.1.2 (the names of
expressions).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from graph.errors import QuerySyntaxError
from server.gate import check_prefixes, head_of
from server.lexer import Kind, Token, place, tokenize

AGGREGATES = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
BEHIND_GROUPS = ("HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")


def clearer(text: str, error: QuerySyntaxError) -> QuerySyntaxError:
    """The mistake that is found in a query, else what the engine says.

    >>> engine = QuerySyntaxError("expected DISTINCT", 1, 16)
    >>> print(clearer("SELECT ?film (COUNT(?r) AS ?n) { ?r ?of ?film }", engine))
    ?film is neither grouped nor aggregated: add it to GROUP BY, or select (SAMPLE(?film) AS ?one).
    """
    try:
        check_prefixes(text)
        tokens = tokenize(text)
        start = head_of(tokens)
    except QuerySyntaxError as undeclared:
        return undeclared
    body = tokens[start + 1 :]
    found = next(_signs(tokens), None)
    if found is None and tokens[start].is_word("SELECT"):
        found = next(_mistakes(body), None)
    return QuerySyntaxError(found[0], *place(text, found[1].start)) if found else error


def _signs(tokens: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """Sentences about signs that do not belong together."""
    depth = 0
    for before, token in pairwise(tokens):
        depth += (before.text == "{") - (before.text == "}")
        if depth < 0:
            yield "There is a “}” more than “{”.", before
            return
        if before.text == token.text == "=" and token.start == before.start + 1:
            yield "SPARQL compares with one “=”.", before
    if depth == 0 and tokens[-1].text == "}":
        yield "There is a “}” more than “{”.", tokens[-1]


def _mistakes(tokens: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """Sentences about a SELECT, of which these tokens follow the first, and where it is wrong."""
    if tokens and tokens[0].is_word("DISTINCT", "REDUCED"):
        tokens = tokens[1:]
    selected = list(takewhile(lambda t: t.text != "{" and not t.is_word("WHERE", "FROM"), tokens))
    if not selected and tokens:
        yield "Behind SELECT stand variables, such as ?film, or *.", tokens[0]
    columns = list(_columns(selected))
    yield from _bare(columns)
    yield from (
        ("Variables behind SELECT stand without commas between them.", column[0])
        for column in columns
        if column[0].text == ","
    )
    end = max((at for at, token in enumerate(tokens) if token.text == "}"), default=0)
    pattern, tail = tokens[len(selected) : end], tokens[end + 1 :]
    grouped = _grouped(tail)
    if grouped is not None or any(t.is_word(*AGGREGATES) for t in (*selected, *tail)):
        yield from _ungrouped(columns, grouped or set())
    taken = {t.text for t in pattern if t.kind is Kind.VARIABLE} | (grouped or set())
    yield from (
        (f"{column[-2].text} has a value already; choose another name behind AS.", column[-2])
        for column in columns
        if len(column) > 3 and column[-3].is_word("AS") and column[-2].text in taken
    )
    yield from _twice(columns)


def _bare(columns: Sequence[list[Token]]) -> Iterator[tuple[str, Token]]:
    """Words that stand where a variable should, or an expression in its parentheses."""
    for column, behind in pairwise([*columns, []]):
        word = column[0]
        if word.kind is not Kind.WORD:
            continue
        if behind and behind[0].text == "(":
            called = "".join(token.text for token in behind)
            yield f"Put it in parentheses, with a name: ({word.text}{called} AS ?name).", word
        else:
            yield f"“{word.text}” is no variable; write ?{word.text}.", word


def _twice(columns: Sequence[list[Token]]) -> Iterator[tuple[str, Token]]:
    """Sentences about a name that two columns have."""
    names = [c[-2] if len(c) > 3 and c[-3].is_word("AS") else c[0] for c in columns]
    seen: set[str] = set()
    for name in names:
        if name.text in seen:
            yield f"{name.text} is selected twice: each column has a name of its own.", name
        elif name.kind is Kind.VARIABLE:
            seen.add(name.text)


def _columns(selected: Sequence[Token]) -> Iterator[list[Token]]:
    """A variable, a sign, or an expression in its parentheses."""
    column: list[Token] = []
    depth = 0
    for token in selected:
        column.append(token)
        depth += (token.text == "(") - (token.text == ")")
        if depth <= 0:
            yield column
            column = []


def _grouped(tail: Sequence[Token]) -> set[str] | None:
    """The variables by which the rows are grouped; None where they are not."""
    if not tail or not tail[0].is_word("GROUP"):
        return None
    keys = takewhile(lambda token: not token.is_word(*BEHIND_GROUPS), tail[2:])
    return {key[-2 if len(key) > 1 else -1].text for key in _columns(list(keys))}


def _ungrouped(columns: Sequence[list[Token]], grouped: set[str]) -> Iterator[tuple[str, Token]]:
    for column in columns:
        first, *more = column
        if first.text == "*":
            yield "SELECT * does not go with GROUP BY: name the variables.", first
        elif first.kind is Kind.VARIABLE and first.text not in grouped:
            one = f"(SAMPLE({first.text}) AS ?one)"
            yield (
                f"{first.text} is neither grouped nor aggregated: add it to GROUP BY, or select "
                f"{one}.",
                first,
            )
        elif more and (loose := _loose(more[:-2], grouped)):
            yield (
                f"{loose.text} is neither grouped nor aggregated: group by the expression and give "
                "it a name there, as in GROUP BY (YEAR(?date) AS ?year), and select the name.",
                loose,
            )


def _loose(expression: Sequence[Token], grouped: set[str]) -> Token | None:
    """The first variable of an expression that stands in no aggregate and is not grouped."""
    within = 0
    for before, token in zip((None, *expression), expression, strict=False):
        opens = token.text == "("
        if within or (opens and before and before.is_word(*AGGREGATES)):
            within += opens - (token.text == ")")
        elif token.kind is Kind.VARIABLE and token.text not in grouped:
            return token
    return None
