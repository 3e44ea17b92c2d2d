"""What programs can call here: one table for VoID, DCAT, the API catalogue and the page."""

from __future__ import annotations

from dataclasses import dataclass

from server.config import Config
from server.description import RECONCILE_PATH, SPARQL_PATH


@dataclass(frozen=True, slots=True)
class Service:
    """A service at a path, the standard that it follows, and what it is for in a few words.

    Asked for nothing, it describes itself in `media_type`.
    """

    path: str
    name: str
    standard: str
    media_type: str
    purpose: str
    words: str


SERVICES = (
    Service(
        SPARQL_PATH,
        "SPARQL endpoint",
        "https://www.w3.org/TR/sparql11-protocol/",
        "text/turtle",
        "By question",
        "a SPARQL 1.1 endpoint with a form for people",
    ),
    Service(
        RECONCILE_PATH,
        "Reconciliation service",
        "https://reconciliation-api.github.io/specs/0.2/",
        "application/json",
        "Match your own tables",
        "for OpenRefine and its kin",
    ),
)


def services(config: Config) -> tuple[Service, ...]:
    """What can be called on a site: nothing where it is files."""
    return () if config.static else SERVICES
