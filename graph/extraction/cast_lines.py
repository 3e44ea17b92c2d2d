"""The cast in lines of its own: “Al Pacino ... Vincent Hanna”, a role in each under “Cast” or two
in a row, and a table with a column of actors and one of their roles.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from graph.extraction.entries import Entry, Said
from graph.extraction.keys import Key, fold, spelled
from graph.extraction.line_labels import known_key
from graph.extraction.markdown import plain_line
from graph.extraction.names import FUNCTION_WORDS, NAME, TOKEN, may_be_led
from graph.extraction.pieces import Labelled
from graph.records import SourceKind
from graph.values.patterns import on_demand
from graph.values.tables import cells, is_rule

LONGEST = 160
FEWEST = 2
ROLE = on_demand(
    rf"{NAME}\s(?:as|als|como|come|\.{{2,5}}|…)\s"
    rf"(?:[a-zà-ÿ]{{1,4}}\s)?{TOKEN}(?:\s[\w’'/&-]+){{0,5}}(?:,\s[^.!?]{{1,60}}|\s\([^()]{{1,60}}\))?"
)
BULLET = on_demand(r"\s*[-*+•]\s+")
ACTORS = spelled(
    """actor, actress, actors, actor/actress, star, played by, performer, darsteller,
    darstellerin, darsteller/in, schauspieler, schauspieler/in, gespielt von, acteur, actrice,
    acteur/actrice, interprète, joué par, actriz, actor/actriz, intérprete, ator, atriz, ator/atriz,
    attore, attrice, attore/attrice, interprete"""
)
ROLES = spelled(
    """role, roles, character, part, as, rolle, figur, rôle, personnage, papel, personaje,
    personagem, ruolo, personaggio"""
)
"""The heads of two columns of a table that make it a cast."""


def with_cast_lines(
    pieces: list[Labelled], lines: Sequence[str], first_line: int
) -> list[Labelled]:
    """The labelled pieces of a text, and the lines and tables of its cast, of which a labelled one
    may be the first."""
    found = list(_cast_lines(pieces, lines, first_line))
    taken = {i for piece in found for i in piece.lines}
    return [*(p for p in pieces if taken.isdisjoint(p.lines)), *found] if found else pieces


def _cast_lines(
    pieces: Iterable[Labelled], lines: Sequence[str], first_line: int
) -> Iterator[Labelled]:
    among = [i for i, line in enumerate(lines) if len(line) <= LONGEST and _may_be_cast(line)]
    if not among:
        return
    casts = {p.lines.stop: p.entry.key for p in pieces if p.entry.meaning is Key.CAST}
    read = {i for p in pieces for i in p.lines}
    stop = 0
    for i in among:
        if i < stop:
            continue
        if "|" in lines[i]:
            roles, stop = _table(lines, i)
            if roles:
                yield _labelled("cast", roles, range(i, stop), first_line)
        elif (stop := _end(lines, i, read)) > i:
            start, label = _head(lines, i, casts)
            if _is_cast(lines[i:stop], label):
                said: list[Said] = [_plain(line) for line in lines[i:stop]]
                yield _labelled(label or "cast", said, range(start, stop), first_line)


def _labelled(label: str, roles: list[Said], lines: range, first_line: int) -> Labelled:
    entry = Entry(label, Key.CAST, roles, SourceKind.LABEL, first_line + lines.start)
    return Labelled(entry, lines)


def _may_be_cast(line: str) -> bool:
    """Whether what is in a line of a role, or in the head of a table, is in one."""
    return (
        " as " in line
        or "|" in line
        or ".. " in line
        or " … " in line
        or " als " in line
        or " como " in line
        or " come " in line
    )


def _plain(line: str) -> str:
    return plain_line(BULLET.sub("", line, count=1))


def _end(lines: Sequence[str], i: int, read: Container[int]) -> int:
    """The end of the lines from one on that hold a role each and are not read yet."""
    while i < len(lines) and i not in read and _is_role(lines[i]):
        i += 1
    return i


def _is_role(line: str) -> bool:
    return len(line) <= LONGEST and ROLE.fullmatch(_plain(line)) is not None


def _is_cast(lines: Sequence[str], label: str | None) -> bool:
    """Whether lines of a role each are told to be the cast, or are several, with names alone."""
    if label or label is None:
        return bool(label)
    names = [_plain(line) for line in lines]
    led = any(may_be_led(name) or name.split()[0] in FUNCTION_WORDS for name in names)
    return len(lines) >= FEWEST and not led


def _head(lines: Sequence[str], i: int, casts: dict[int, str]) -> tuple[int, str | None]:
    """Where the lines begin, with a label in a line of its own above them, and that label; None
    where they are told to be something else."""
    if i in casts:
        return i, casts[i]
    above = next((at for at in range(i - 1, max(-1, i - 3), -1) if lines[at].strip()), i)
    words = lines[above][:LONGEST].strip() if above < i else ""
    label, is_heading = plain_line(words.strip("# ")).strip(": "), words.startswith("#")
    if known_key(label) is Key.CAST:
        return (i if is_heading else above), label
    return i, None if is_heading or words.rstrip("* ").endswith(":") else ""


def _table(lines: Sequence[str], i: int) -> tuple[list[Said], int]:
    """The roles of a table whose head is in a line, if it is a cast, and the line after it."""
    roles: list[Said] = []
    at = i + 1
    if at == len(lines) or not is_rule(lines[at]):
        return roles, i
    head = [fold(plain_line(cell)) for cell in cells(lines[i])]
    actor = next((n for n, cell in enumerate(head) if cell in ACTORS), None)
    role = next((n for n, cell in enumerate(head) if cell in ROLES), None)
    if actor is None or role is None:
        return roles, i
    while (at := at + 1) < len(lines) and "|" in lines[at]:
        said = [*map(plain_line, cells(lines[at])), *[""] * len(head)]
        roles += [{"name": said[actor], "character": said[role]}] if said[actor] else []
    return roles, at
