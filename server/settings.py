"""The table of settings: what there is, what it means, and what a value must be."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode

from graph.errors import SettingsError
from graph.values.languages import parse_language
from server.web_addresses import no_address, no_base

SHORTEST_TOKEN = 16
"""Characters of a secret that nobody guesses."""

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
"""A number as TOML has it too: `Decimal` takes “1_000” and “ 10 ” as well."""

Value = str | int


class Setting(NamedTuple):
    """One row of the table: a number lies between `least` and `most`; a secret is no option."""

    name: str
    default: Value
    help: str
    least: int = 0
    most: int = 2**40
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("base_iri", "http://127.0.0.1:8000/", "Every IRI begins with this; ends in “/”."),
    Setting("site_name", "Triplebill", "The name of the site, as pages show it."),
    Setting("site_url", "", "The first page of the site whose reviews these are, for “embed”."),
    Setting("author", "", "The reviewer, where a review names none."),
    Setting("publisher", "", "The publisher, where a review names none."),
    Setting("licence", "", "The licence of the data, as the address of its text."),
    Setting("crawlers", 1, "0 asks search engines to stay away.", most=1),
    Setting(
        "language",
        "",
        "The language of reviews that name none, such as “en”; what a feed or an export states "
        "for all of it comes first.",
    ),
    Setting("rating_best", "", "The best score, where a rating does not state its scale."),
    Setting("rating_worst", "", "The worst score, where a rating does not state its scale."),
    Setting("shapes", "", "A folder with SHACL shapes of the site's own."),
    Setting("host", "127.0.0.1", "The address to listen on."),
    Setting("port", 8000, "The port to listen on.", least=1, most=65_535),
    Setting("trusted_proxies", 0, "How many reverse proxies stand in front.", most=16),
    Setting(
        "query_timeout_s", 10, "Seconds that a stranger's query may take.", least=1, most=3_600
    ),
    Setting("query_memory_mb", 1024, "Megabytes that a stranger's query may use.", least=64),
    Setting("max_query_bytes", 32_768, "Length of a query, in bytes of UTF-8.", least=1),
    Setting("max_result_bytes", 33_554_432, "Length of a result, in bytes.", least=1),
    Setting(
        "query_workers",
        2,
        "Processes for strangers' queries; each copies a graph that fits into 1/4 of their memory.",
        least=1,
        most=64,
    ),
    Setting("queries_per_minute", 600, "Queries that one client may send in a minute.", least=1),
    Setting("short_links", 10_000, "Queries kept under short addresses; 0: nobody may keep any."),
    Setting("static", 0, "1 leaves out of pages what only a server can answer.", most=1),
    Setting("engine_query_url", "", "A SPARQL engine to hold the graph instead of the own store."),
    Setting("engine_update_url", "", "Where that engine takes updates."),
    Setting("engine_graph", "", "The IRI of the named graph in that engine."),
    Setting("engine_user", "", "The user for that engine."),
    Setting("engine_password", "", "The password for that engine.", secret=True),
    Setting("token", "", "Secret for writing over HTTP; several: “ann:… ben:…”.", secret=True),
    Setting("catalogue", "", "The file of the film catalogue, if not in the state folder."),
    Setting("enrich", 0, "1 adds facts of linked films that no review states.", most=1),
    Setting("contact", "", "Your mail address or page, told to the services that are asked."),
    Setting("live_lookups", 0, "1 asks them about films that the catalogue lacks.", most=1),
    Setting("lookup_timeout_s", 90, "Seconds to wait for such a service.", least=1, most=3_600),
    Setting("wikidata_url", "https://query.wikidata.org/sparql", "Where Wikidata is asked."),
    Setting("dbpedia_url", "https://dbpedia.org/sparql", "Where DBpedia is asked; empty: never."),
)
"""Every setting, in the order in which they are shown."""

BY_NAME = {setting.name: setting for setting in SETTINGS}


def checked(found: Mapping[str, object], where: str) -> dict[str, Value]:
    """The same, as settings are; `where` says where they were found. Raises `SettingsError`."""
    return {name: _value(name, value, where) for name, value in found.items()}


def _value(name: str, value: object, where: str) -> Value:
    if name not in BY_NAME:
        raise SettingsError(_unknown(name, where))
    setting = BY_NAME[name]
    if isinstance(setting.default, int):
        return _number(setting, value, where)
    if isinstance(value, Path) or (name.startswith("rating_") and _is_number(value)):
        value = str(value)
    if not isinstance(value, str):
        raise SettingsError(f"The setting “{name}” {where} must be text in quotes.")
    if problem := _problem(name, value):
        raise SettingsError(f"The setting “{name}” {where} {problem}.")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _number(setting: Setting, value: object, where: str) -> int:
    if _is_number(value) and isinstance(value, int) and setting.least <= value <= setting.most:
        return value
    raise SettingsError(
        f"The setting “{setting.name}” {where} must be a whole number "
        f"from {setting.least} to {setting.most}."
    )


def _problem(name: str, value: str) -> str:
    """What is wrong with the text of a setting, as the end of a sentence; empty if nothing."""
    if name == "base_iri":
        return no_base(value)
    if name == "host" and not value.strip():  # the system would listen on every address
        return "must be an address to listen on, such as “127.0.0.1”, or “0.0.0.0” for all"
    if name == "site_name" and not value.strip():
        return "must not be empty, since pages, feeds and the search are called by it"
    if (name.endswith("_url") or name == "licence") and value:
        return no_address(value)
    if name == "engine_graph" and value and not _is_iri(value):
        return f"must be an absolute IRI such as “https://example.org/films”, not “{value}”"
    if name.startswith("rating_") and value:
        return no_number(value)
    if name == "token" and any(len(secret) < SHORTEST_TOKEN for _, secret in secrets_of(value)):
        return (
            f"is too easily guessed with less than {SHORTEST_TOKEN} characters; "
            "“openssl rand -hex 24” makes a good one"
        )
    if name == "language" and value and not parse_language(value):
        return f"must be a language such as “en” or “German”, not “{value}”"
    return ""


def secrets_of(token: str) -> Iterator[tuple[str, str]]:
    """The secrets of a setting that may hold several, each with the name before its colon."""
    for word in token.split():
        who, _, secret = word.rpartition(":")
        yield who, secret


def no_number(value: object) -> str:
    """What is wrong with a score, as TOML has it or in text, as the end of a sentence; empty if
    nothing."""
    return "" if NUMBER.fullmatch(str(value)) else f"must be a number, not “{value}”"


def _is_iri(value: str) -> bool:
    try:
        NamedNode(value)
    except ValueError:
        return False
    return True


def _unknown(name: str, where: str) -> str:
    near = difflib.get_close_matches(name, BY_NAME, n=1)
    hint = f"; did you mean “{near[0]}”?" if near else f". There are {', '.join(BY_NAME)}."
    return f"There is no setting “{name}” ({where}){hint}"
