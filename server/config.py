"""The settings of a site: one table, four sources, one frozen `Config`.

A later source overrides an earlier one: the defaults, `triplebill.toml` in the site's folder,
the environment (`TRIPLEBILL_PORT=…`), the options of the command. Nothing else in Triplebill
reads the environment.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from graph.errors import SettingsError
from graph.extraction.corrections import Correction
from graph.store.location import Location
from server.corrections import READ, read_corrections
from server.settings import BY_NAME, SETTINGS, Value, checked, secrets_of

FILE = "triplebill.toml"
PREFIX = "TRIPLEBILL_"
STATE = ".triplebill"

OWNER = "owner"
"""Who writes with a token that has no name."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one site; see `SETTINGS` for what each means. `root` is its folder."""

    root: Path
    base_iri: str
    site_name: str
    site_url: str
    author: str
    publisher: str
    licence: str
    crawlers: int
    language: str
    rating_best: str
    rating_worst: str
    shapes: str
    host: str
    port: int
    trusted_proxies: int
    query_timeout_s: int
    query_memory_mb: int
    max_query_bytes: int
    max_result_bytes: int
    query_workers: int
    queries_per_minute: int
    short_links: int
    static: int
    engine_query_url: str
    engine_update_url: str
    engine_graph: str
    engine_user: str
    engine_password: str = field(repr=False)
    token: str = field(repr=False)
    catalogue: str
    enrich: int
    contact: str
    live_lookups: int
    lookup_timeout_s: int
    wikidata_url: str
    dbpedia_url: str
    corrections: tuple[Correction, ...] = ()

    @property
    def state(self) -> Path:
        """The folder of the ledger and the store."""
        return self.root / STATE

    @property
    def catalogue_file(self) -> Path:
        """The film catalogue."""
        return self.root / self.catalogue if self.catalogue else self.state / "catalogue.sqlite"

    @property
    def tokens(self) -> dict[str, str]:
        """Who may write over HTTP, by their secrets; a secret alone is the owner's.

        Nobody may where the pages are those of a static site, which nobody can write to.
        """
        if self.static:
            return {}
        return {secret: who or OWNER for who, secret in secrets_of(self.token)}

    @property
    def location(self) -> Location:
        """Where the published graph is: in that folder, or in an engine."""
        return Location(
            folder=self.state,
            query_url=self.engine_query_url,
            update_url=self.engine_update_url,
            graph=self.engine_graph,
            user=self.engine_user,
            password=self.engine_password,
        )


def load(
    root: Path,
    options: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
) -> Config:
    """The settings of the site in a folder; an option that is None counts as not given.

    Raises `SettingsError`, which names the setting and where it was found.
    """
    values: dict[str, Value] = {setting.name: setting.default for setting in SETTINGS}
    written = _read(root / FILE)
    corrections = read_corrections(written.pop(READ, []), f"in {root / FILE}")
    values |= checked(written, f"in {root / FILE}")
    inherited = _environment(os.environ if environ is None else environ)
    values |= checked(inherited, "in the environment")
    given = {name: value for name, value in (options or {}).items() if value is not None}
    values |= checked(given, "among the options")
    if secrets := [name for name in given if BY_NAME[name].secret]:
        raise SettingsError(
            f"“{secrets[0]}” is no option, since others can read command lines; "
            f"put it into {FILE} or the environment."
        )
    if values["engine_query_url"] and not values["engine_graph"]:
        raise SettingsError(
            "“engine_query_url” needs “engine_graph” beside it, the IRI of the named graph in that "
            f"engine that is this site's: write it into {root / FILE}."
        )
    config = Config(root=root, corrections=corrections, **values)  # type: ignore[arg-type]  # checked
    for own in (Correction(), *corrections):
        _require_scale(config, own)
    return config


def _require_scale(config: Config, own: Correction) -> None:
    """Raises `SettingsError` where the best score is not above the worst, or above 0, with what
    some files have of their own."""
    best = config.rating_best if own.rating_best is None else own.rating_best
    worst = config.rating_worst if own.rating_worst is None else own.rating_worst
    if best != "" and Decimal(best) <= Decimal(worst or 0):
        files = f" of “{own.files}”" if own.files else ""
        raise SettingsError(
            f"The setting “rating_best”{files} must be above “rating_worst”, and {best} is not"
            f" above {worst or 0}: see {config.root / FILE}."
        )


# --- sources --------------------------------------------------------------------------------


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}.") from error
    except OSError as error:
        raise SettingsError(f"{path} can not be read: {error.strerror}.") from error


def _environment(environ: Mapping[str, str]) -> dict[str, object]:
    """The settings in the environment, by name; all are text there, numbers too."""
    found: dict[str, object] = {}
    for key, text in environ.items():
        if key.startswith(PREFIX) and not _of_cluster(key, text):
            name = key.removeprefix(PREFIX).lower()
            numeric = name in BY_NAME and isinstance(BY_NAME[name].default, int)
            found[name] = int(text) if numeric and text.strip().isdecimal() else text
    return found


def _of_cluster(key: str, text: str) -> bool:
    """Whether Kubernetes, or a link of Docker, tells where a service called “triplebill” is.

    https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
    """
    return bool(_SERVICE.fullmatch(key)) or (key == f"{PREFIX}PORT" and "://" in text)


_SERVICE = re.compile(PREFIX + r"(SERVICE_(HOST|PORT)(_\w+)?|PORT_\d+_(TCP|UDP|SCTP)(_\w+)?)")
