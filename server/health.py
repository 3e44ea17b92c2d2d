"""`/health`: whether the published graph can be read, for whoever watches the server."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from graph.errors import TriplebillError
from graph.store import Published
from server.problems import log, outcome

PATH = "health"


def health_blueprint(published: Published) -> Blueprint:
    """Status, version of the graph and number of its triples; 503 where it can not be read."""
    blueprint = Blueprint("health", __name__)
    counted: dict[str, int] = {}

    @blueprint.get(f"/{PATH}")
    def health() -> Response:
        try:
            reader = published.current()
            version = reader.version
            triples = counted.get(version) if version else None
            if triples is None:
                triples = reader.count()
                counted.clear()
                counted[version] = triples
        except TriplebillError as error:
            if outcome(error).public:
                return _uncached({"status": "unavailable", "detail": str(error)}, 503)
            log(error)
            return _uncached({"status": "unavailable"}, 503)
        return _uncached({"status": "ok", "version": version, "triples": triples}, 200)

    return blueprint


def _uncached(body: dict[str, str | int], status: int) -> Response:
    response = jsonify(body)
    response.status_code = status
    response.cache_control.no_store = True
    return response
