"""The small site of the page tests with all that machines find of it, below a path prefix too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.mapping import Kind
from graph.statistics import count
from graph.store.remembered import Remembered
from server.app import create_app
from server.config import Config, load
from server.discovery import discovery_blueprints
from server.discovery.feeds import Feeds
from server.pages import Pages
from tests.unit.server.pages.conftest import BASE, Site

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CHANGED: dict[Kind, list[tuple[str, str]]] = {
    "movie": [("the-sessions-2012", "2026-11-20")],
    "review": [("a-touching-exploration", "2026-11-22")],
    "person": [("ada", ""), ("ada-critic", "2026-11-22")],
}


WITHDRAWN: dict[Kind, str] = {}


class Days:
    """What a ledger would say."""

    def changes(self, kind: Kind, limit: int, offset: int) -> list[tuple[str, str]]:
        return CHANGED.get(kind, [])[offset : offset + limit]

    def changed(self, kind: Kind, slug: str) -> str:
        return dict(CHANGED.get(kind, [])).get(slug, "")

    def withdrawn(self, kind: Kind) -> str:
        return WITHDRAWN.get(kind, "")


@pytest.fixture
def site() -> Site:
    return Site().fill()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    settings = {"base_iri": BASE, "site_name": "Three Films & a Half", "licence": LICENCE}
    return load(tmp_path, settings, {})


Make = Callable[[Config], Flask]


@pytest.fixture
def make(site: Site) -> Make:
    def app(config: Config) -> Flask:
        pages = Pages(config, site, site.resolve, site.claims).blueprint()
        feeds, numbers = Feeds(config, site, site.resolve, Days()), Remembered(count)
        discovery = discovery_blueprints(config, site, feeds, Days(), numbers)
        return create_app(config, [pages, *discovery])

    return app


@pytest.fixture
def client(make: Make, config: Config) -> FlaskClient:
    return make(config).test_client()
