"""Everything that can go wrong and that a caller may want to tell apart.

    TriplebillError
    ├── SettingsError          a setting is unknown, missing or of the wrong kind, or its shapes are
    ├── UnreadableError        bytes that no reader can turn into a document
    ├── QueryError             a SPARQL query that gets no answer
    │   ├── QuerySyntaxError   not in the grammar; has line and column where known
    │   ├── QueryRefusedError  grammatical, but asks for what is not allowed here
    │   ├── QueryTimeoutError  stopped at its deadline
    │   ├── QueryMemoryError   stopped at its memory limit
    │   └── ResultTooLargeError  the result passed its limit in bytes
    ├── UnsupportedFormatError no such RDF or result format
    └── StateError             the environment: nothing wrong with the input
        ├── LockedError        another process writes to this site
        ├── VersionError       state written by a newer Triplebill
        ├── StorageError       the disk refused (full, read-only, failing)
        │   └── UnwritableError  it refused a change, of which nothing was kept
        ├── RestartError       the site has become another one than this process serves
        ├── BusyError          no query worker is free, or others write; try again
        ├── ProcessError       a process that worked for this one was ended from outside
        └── EngineError        the remote SPARQL engine did not answer as it should
            └── UnavailableError  it is not there, is too busy, or took too long; try again

The text of an error is one or two sentences for the person in front of the machine: what is
wrong, where, and what to do.
"""

from __future__ import annotations


class TriplebillError(Exception):
    """The root of the tree."""


class SettingsError(TriplebillError):
    """A setting is unknown, missing or of the wrong kind, or the shapes that it names are."""


class UnreadableError(TriplebillError):
    """Bytes that no reader can turn into a document; the text says why, without the place."""


class UnsupportedFormatError(TriplebillError):
    """No RDF or result format of that name or media type."""


class QueryError(TriplebillError):
    """A SPARQL query that gets no answer."""


class QuerySyntaxError(QueryError):
    """The query is not in the SPARQL grammar.

    `line` and `column` count from 1; 0 where the parser does not tell.
    """

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryRefusedError(QueryError):
    """The query is grammatical but asks for what this endpoint does not do."""


class QueryTimeoutError(QueryError):
    """The query was stopped at its deadline."""


class QueryMemoryError(QueryError):
    """The query was stopped because it needed more memory than it may have."""


class ResultTooLargeError(QueryError):
    """The result passed its limit in bytes; nothing of it was sent."""


class StateError(TriplebillError):
    """The environment is at fault, not the input.

    `kept`: what was to be done is in the ledger all the same, and only waits to be published.
    """

    kept = False


class LockedError(StateError):
    """Another process writes to this site."""


class VersionError(StateError):
    """The state was written by a newer Triplebill."""


class StorageError(StateError):
    """The disk refused: full, read-only or failing."""


class UnwritableError(StorageError):
    """The disk refused what somebody wanted to change; nothing of it was kept."""


class RestartError(StateError):
    """The site has become another one than this process serves, which has to be started again."""


class BusyError(StateError):
    """All query workers are taken, or others write; `retry_after_s` says when to try again."""

    def __init__(self, message: str, retry_after_s: int = 1) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class ProcessError(StateError):
    """A process that worked for this one was ended from outside."""


class EngineError(StateError):
    """The remote SPARQL engine did not answer, or not as the protocol says."""


class UnavailableError(EngineError):
    """The engine cannot be reached, is too busy or took too long; `retry_after_s` as above."""

    retry_after_s = 2
