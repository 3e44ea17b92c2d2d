"""The tables `[[read]]` of triplebill.toml → corrections: how the files of a site are read.

[[read]]
files = "blog/**/*.md"
keys = { estrellas = "rating", visto = "ignore" }
rating_best = 10
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from decimal import Decimal

from graph.documents.letterboxd_tables import ON_REQUEST
from graph.errors import SettingsError
from graph.extraction.corrections import Correction, named, unknown_name
from graph.extraction.keys import Key, fold
from graph.values.languages import parse_language
from server.settings import no_number

READ = "read"


def read_corrections(tables: object, where: str) -> tuple[Correction, ...]:
    """What the tables say, in their order; `where` names the file they are in.

    Raises `SettingsError` for what is unknown or of the wrong kind.
    """
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SettingsError(f"“{READ}” {where} must be tables, each under a line [[{READ}]].")
    return tuple(
        _correction(table, f"{where}, [[{READ}]] {n}") for n, table in enumerate(tables, 1)
    )


def _correction(table: dict[str, object], where: str) -> Correction:
    said = {}
    for name, value in table.items():
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"there are {', '.join(FIELDS)}."
            raise SettingsError(f"There is no “{name}” ({where}); {hint}")
        try:
            said[name] = FIELDS[name](value)
        except ValueError as error:
            raise SettingsError(f"“{name}” ({where}) {error}.") from error
    return Correction(**said)  # type: ignore[arg-type]  # by the functions in FIELDS


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("must be text in quotes")
    return value


def _language(value: object) -> str:
    if not parse_language(_text(value)):
        raise ValueError(f"must be a language such as “en” or “German”, not “{value}”")
    return _text(value)


def _number(value: object) -> Decimal:
    if problem := no_number(value):
        raise ValueError(problem)
    return Decimal(str(value))


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _keys(value: object) -> dict[str, Key]:
    if not isinstance(value, dict):
        raise ValueError('must be a table such as { estrellas = "rating" }')
    keys = {}
    for key, name in value.items():
        meaning = named(_text(name))
        if meaning is None:
            raise ValueError(f"has no name “{name}”{unknown_name(_text(name))}".rstrip("."))
        keys[fold(key)] = meaning
    return keys


def _parts(value: object) -> tuple[str, ...]:
    wanted = value if isinstance(value, list) else [value]
    for part in wanted:
        if part not in ON_REQUEST:
            raise ValueError(f"may hold {' and '.join(f'“{p}”' for p in ON_REQUEST)}, not “{part}”")
    return tuple(wanted)


FIELDS: dict[str, Callable[[object], object]] = {
    "files": _text,
    "keys": _keys,
    "author": _text,
    "publisher": _text,
    "language": _language,
    "rating_best": _number,
    "rating_worst": _number,
    "skip": _truth,
    "include": _parts,
}
"""What a table may hold. Each function raises `ValueError` with the end of a sentence."""
