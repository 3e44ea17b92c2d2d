"""A SPARQL endpoint on a real port, for the tests of the server."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, urlencode

from pyoxigraph import NamedNode, Quad, Store
from werkzeug.serving import make_server

from graph.statistics import count
from graph.store.remembered import Remembered
from server.app import create_app
from server.config import load
from server.discovery.documents import dataset_blueprint
from server.discovery.feeds import Feeds
from server.engine import Engine
from server.querying import querying_blueprint
from server.record import Record
from server.sparql import open_engine, sparql_blueprint

BASE = "http://films.test/"


@dataclass(frozen=True)
class Answered:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get_content_type()

    @property
    def json(self):
        return json.loads(self.body)


@dataclass(frozen=True)
class Endpoint:
    port: int
    engine: Engine
    folder: Path

    def send(self, method="GET", path="/sparql", body=None, headers=None, timeout=120) -> Answered:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return Answered(response.status, response.headers, response.read())
        finally:
            connection.close()

    def query(self, text, accept="*/*", method="GET", headers=None, **parameters) -> Answered:
        pairs = urlencode({"query": text, **parameters}, doseq=True, quote_via=quote)
        return self.send(method, f"/sparql?{pairs}", headers={"Accept": accept, **(headers or {})})

    def post(self, text, timeout=120) -> Answered:
        headers = {"Content-Type": "application/sparql-query"}
        return self.send("POST", "/sparql", text.encode(), headers, timeout)


def snapshot_of(folder: Path, quads: Iterable[Quad], graphs: Iterable[str] = ()) -> SimpleNamespace:
    """A store in a folder, as `Snapshots` give them."""
    store = Store(folder)
    store.extend(quads)
    for graph in graphs:
        store.add_graph(NamedNode(graph))
    store.flush()
    del store
    return SimpleNamespace(version=folder.name, path=folder)


@contextmanager
def serving(published, root: Path, **settings) -> Iterator[Endpoint]:
    """The endpoint and VoID over snapshots (anything with `current()`)."""
    config = load(root, {"base_iri": BASE, "query_timeout_s": 5, **settings}, {})
    engine = open_engine(published, config)
    numbers, record = Remembered(count), Record(config.state)
    feeds = Feeds(config, published, record.resolve, record)
    blueprints = [
        sparql_blueprint(engine, config, feeds),
        querying_blueprint(config, published, numbers),
        dataset_blueprint(config, published, numbers),
    ]
    app = create_app(config, blueprints)
    listener = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=listener.serve_forever)
    thread.start()
    try:
        yield Endpoint(listener.port, engine, root)
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()
        engine.close()
