"""What the gate has said of queries that differ in IRIs and numbers alone.

Programs fill in what they ask about and leave the rest as it is. An IRI in full and a number by
itself change nothing of what the gate looks at: tokens, keywords and brackets.
"""

from __future__ import annotations

import re

from graph.vocabulary import SCHEMA_HTTPS
from server.bounded import Bounded
from server.gate import Admitted, Form, admit

REMEMBERED_BYTES = 4 << 20

_IRI = re.compile(r"""<(?<!<<)[A-Za-z][A-Za-z0-9+.-]*://[^<>'"{}|^`\\\x00-\x20]*+>""")
"""Wherever it stands, in a comment or string, too, it is one token or a part of one: it has no
space, quote or backslash, and no parser takes it for a comparison. Both patterns begin with what
is searched for fastest."""

_NUMBER = re.compile(r"[0-9](?<=[ \t\r\n].)[0-9]*+(?=[ \t\r\n}]|\Z)")


class Admissions:
    """The gate of one endpoint, which remembers what it has let in."""

    def __init__(self, base_iri: str) -> None:
        self._base_iri = base_iri
        self._known = Bounded[str, tuple[Form, bool, bool]](REMEMBERED_BYTES)

    def admit(self, text: str) -> Admitted:
        """What `server.gate.admit` says. Raises what it raises."""
        likeness = _NUMBER.sub("0", _IRI.sub("<>", text))
        known = self._known.get(likeness)
        if known and SCHEMA_HTTPS not in text:
            form, volatile, stated = known
            return Admitted(text, form, volatile=volatile, stated=stated)
        admitted = admit(text, self._base_iri)
        if not admitted.graphs and not admitted.normalized:
            said = admitted.form, admitted.volatile, admitted.stated
            self._known.put(likeness, said, 2 * len(likeness) + 300)
        return admitted
