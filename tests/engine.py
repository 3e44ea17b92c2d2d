"""A SPARQL 1.1 engine on a port of its own, over Oxigraph, that hangs or goes away when it is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store

GRAPH = "urn:test:graph"


@dataclass
class Engine:
    """Answers while `well` is set; while not, it takes questions and keeps silent. A `fault` is the
    status that it answers with instead; what is `read_only` refuses to be changed."""

    url: str = ""
    store: Store = field(default_factory=Store)
    well: threading.Event = field(default_factory=threading.Event)
    fault: int = 0
    read_only: bool = False

    @property
    def settings(self) -> str:
        """The lines of triplebill.toml for a site whose graph it holds."""
        return f'engine_query_url = "{self.url}"\nengine_graph = "{GRAPH}"\n'

    def answer(self, fields: dict[str, list[str]]) -> tuple[str, bytes]:
        """Media type and body of the answer to a query, or to an update."""
        if update := fields.get("update"):
            self.store.update(update[0])
            return "text/plain", b""
        graphs = [NamedNode(iri) for iri in fields["default-graph-uri"]]
        found = self.store.query(fields["query"][0], default_graph=graphs)
        if isinstance(found, QueryTriples):
            return "application/n-triples", found.serialize(format=RdfFormat.N_TRIPLES) or b""
        results = found.serialize(format=QueryResultsFormat.JSON)
        return "application/sparql-results+json", results or b""


@contextmanager
def running(engine: Engine, port: int = 0) -> Iterator[Engine]:
    """The engine on a port, at first well, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            engine.well.wait()
            fields = parse_qs(text)
            if fault := engine.fault or 403 * (engine.read_only and "update" in fields):
                self.send_error(fault)
                return
            media_type, body = engine.answer(fields)
            self.send_response(200)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:  # the client did not wait
            pass

    with Server(("127.0.0.1", port), Handler) as server:
        engine.url = f"http://127.0.0.1:{server.server_port}/sparql"
        engine.well.set()
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield engine
        finally:
            engine.well.set()
            server.shutdown()
            thread.join()
