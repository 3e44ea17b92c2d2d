"""The site's own server with one more address: a fixed string of any size, to compare with.

python -m bench.served ROOT PORT
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from flask import Response

from graph.store.location import open_published
from server.config import load
from server.loop import Loop
from server.sparql import open_engine
from server.web import listen, open_app


def fixed(size: int) -> Response:
    """So many bytes that cost nothing to find."""
    return Response(b"x" * size, content_type="text/plain")


def main(root: Path, port: int) -> None:
    """Serve a site until SIGTERM."""
    config = load(root, {"port": port}, {})
    published = open_published(config.location)
    with Loop() as loop, closing(open_engine(published, config, loop)) as engine:
        app = open_app(config, published, engine)
        app.add_url_rule("/fixed/<int:size>", "fixed", fixed)
        listen(app, config, loop)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
