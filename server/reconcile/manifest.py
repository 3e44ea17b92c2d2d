"""What the service says of itself, in both versions of the protocol.

They contradict each other on how suggestions are announced, so each has an address of its own.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from graph.reconciliation.entities import TYPES
from graph.vocabulary import SCHEMA
from server.config import Config
from server.description import RECONCILE_PATH
from server.reconcile.answers import type_of
from server.reconcile.asking import BATCH

PATH = RECONCILE_PATH
"""The address of 0.2, which OpenRefine speaks."""

DRAFT_PATH = f"{PATH}/1.0-draft"

WIDTH, HEIGHT = 430, 240
"""Pixels of a preview."""

SUGGESTING = ("entity", "property", "type")

Json = dict[str, Any]

_LIMIT_HELP = "Maximum number of values to return per row (0 for no limit)"


def manifest_02(config: Config) -> Json:
    """The service manifest of 0.2."""
    root = config.base_iri.rstrip("/")
    return {
        "versions": ["0.2"],
        **_common(config),
        "identifierSpace": config.base_iri,
        "schemaSpace": SCHEMA,
        "view": {"url": config.base_iri + "{{id}}"},
        "preview": {
            "url": f"{config.base_iri}{PATH}/preview?id={{{{id}}}}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "suggest": {
            what: {"service_url": root, "service_path": f"/{PATH}/suggest/{what}"}
            for what in SUGGESTING
        },
        "extend": {
            "propose_properties": {
                "service_url": root,
                "service_path": f"/{PATH}/extend/propose",
            },
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Limit",
                    "type": "number",
                    "default": 0,
                    "help_text": _LIMIT_HELP,
                }
            ],
        },
    }


def manifest_10(config: Config) -> Json:
    """The service manifest of 1.0-draft."""
    return {
        "versions": ["1.0-draft"],
        **_common(config),
        "view": {"url": config.base_iri + "{+id}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": dict.fromkeys(SUGGESTING, True),
        "extend": {
            "proposeProperties": True,
            "propertySettings": [
                {
                    "id": "limit",
                    "name": "Limit",
                    "type": "number",
                    "default": 0,
                    "helpText": _LIMIT_HELP,
                }
            ],
        },
        "standardizedScore": True,
    }


def _common(config: Config) -> Json:
    return {
        "name": config.site_name,
        "documentation": config.base_iri + PATH,
        "serviceVersion": version("triplebill"),
        "defaultTypes": [type_of(row) for row in TYPES.values()],
        "batchSize": BATCH,
    }
