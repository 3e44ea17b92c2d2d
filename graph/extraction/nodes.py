"""Values of schema.org → what they stand for: words, persons, addresses, releases.

Strings stand where nodes are meant and nodes where strings are, lists where one is and one where
lists are; all of these are read alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from graph.extraction.entries import Said
from graph.values.patterns import on_demand

Tree = dict[str, Any]

NUMBER = on_demand(r"[0-9]{1,6}(?:[.,][0-9]{1,6})?")
BRACKETS = on_demand(r"[()\[\]]")
FIRMS = ("Organization", "Corporation", "NewsMediaOrganization")


def listed(value: Any) -> list[Any]:
    """The values, however many there are."""
    return value if isinstance(value, list) else [value]


def types(value: Any) -> list[str]:
    """The types of a node; none for what is no node."""
    stated = value.get("@type", []) if isinstance(value, dict) else []
    return [one for one in listed(stated) if isinstance(one, str)]


def names(value: Any) -> Iterator[str]:
    """Words as they are, nodes by their names."""
    for one in listed(value):
        words = name(one.get("name", "")) if isinstance(one, dict) else one
        if isinstance(words, str) and words:
            yield words


def name(value: Any) -> str:
    """The first of the names, or ""."""
    return next(names(value), "")


def said(words: Iterable[Said]) -> Said:
    """Several values as a list, one as itself."""
    kept: list[Said] = [one for one in words if one]
    return kept[0] if len(kept) == 1 else kept


def agents(value: Any) -> Said:
    """The persons, each by name and with the addresses of pages about them; no firms."""
    return said(_agent(one) for one in listed(value) if not _is_firm(one))


def firm(value: Any) -> str:
    """The name of the first firm where persons are expected, or ""."""
    return name([one for one in listed(value) if _is_firm(one)])


def cast(value: Any) -> Said:
    """The actors, with their characters where these are known; an actor with one stands once."""
    everybody = listed(value)
    told = {name(one["actor"]) for one in everybody if _is_role(one) and one.get("characterName")}
    kept = [one for one in everybody if _is_role(one) or name(one) not in told]
    return said(_role(one) if _is_role(one) else _agent(one) for one in kept)


def addresses(value: Any) -> Said:
    """Addresses as they are, nodes by what they are the description of."""
    return said(_address(one) for one in listed(value))


def release(event: Any) -> str:
    """A date, with its place in brackets where that is stated."""
    if not isinstance(event, dict):
        return str(event)
    where = place(event)
    return name(event.get("startDate", "")) + (f" ({where})" if where else "")


def place(event: Tree) -> str:
    """Where something was, or ""."""
    return BRACKETS.sub("", name(event.get("location", ""))).strip()


def number(value: Any) -> Decimal | None:
    """The number that some words are."""
    match = NUMBER.fullmatch(value) if isinstance(value, str) else None
    return Decimal(match[0].replace(",", ".")) if match else None


def _agent(value: Any) -> Said:
    if not isinstance(value, dict):
        return str(value)
    own = str(value.get("@id", "")).partition("#")[0]  # where it is described here, not elsewhere
    urls = [url for key in ("url", "sameAs") for url in names(value.get(key, "")) if url != own]
    return {"name": name(value), "url": [*urls]} if name(value) else ""


def _is_firm(value: Any) -> bool:
    return not set(FIRMS).isdisjoint(types(value))


def _is_role(value: Any) -> bool:
    return isinstance(value, dict) and "actor" in value


def _role(value: Tree) -> Said:
    actor = _agent(next(iter(listed(value["actor"])), ""))
    whole: dict[str, Said] = actor if isinstance(actor, dict) else {"name": actor}
    return {**whole, "character": name(value.get("characterName", ""))} if name(whole) else ""


def _address(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    return next((name(value[k]) for k in ("contentUrl", "url", "@id") if value.get(k)), "")
