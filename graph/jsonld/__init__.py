"""Triples of one resource ↔ idiomatic schema.org JSON-LD, in two forms.

`document` is the `.jsonld` variant: it says exactly what the graph says, with a context of its
own, so that any JSON-LD processor gets the same triples from it. `embedded` is the block in the
HTML page, as search engines read it: the context https://schema.org and plain values; it equals
the graph after the one normalisation that `normalisation` states. Both are written by hand and
not by a JSON-LD processor: the shape of a resource is known, and the tests have PyLD agree.

JSON-LD 1.1: https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

from graph.jsonld.reading import to_triples
from graph.jsonld.writing import Block, document, embedded, script, text

__all__ = ["Block", "document", "embedded", "script", "text", "to_triples"]
