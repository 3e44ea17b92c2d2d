"""What became of a query that its worker did not answer, as the error to tell of."""

from __future__ import annotations

import signal

from graph import errors
from server.engine import UnknownGraphError
from server.worker import Failed


def error_of(failed: Failed) -> errors.TriplebillError:
    """The error that a worker tells of; `message` is the graph where it is about one."""
    if failed.error == UnknownGraphError.__name__:
        return UnknownGraphError(failed.message)
    if failed.error == errors.QuerySyntaxError.__name__:
        return errors.QuerySyntaxError(failed.message, failed.line, failed.column)
    if failed.error == errors.QueryMemoryError.__name__:
        return _too_much_memory()
    kinds = (errors.QueryRefusedError, errors.ResultTooLargeError, errors.UnsupportedFormatError)
    kind = next((k for k in kinds if k.__name__ == failed.error), errors.QueryError)
    return kind(failed.message)


def cause_of_death(code: int) -> errors.TriplebillError:
    """What a query did that ended its worker: out of memory Rust aborts and the kernel kills."""
    if code in {-signal.SIGABRT, -signal.SIGKILL}:
        return _too_much_memory()
    if code in {-signal.SIGSEGV, -signal.SIGBUS}:
        return errors.QueryRefusedError(
            "The query nests too deeply for the engine. Write long lists with VALUES or IN."
        )
    return errors.EngineError(f"A query worker ended with code {code}.")


def closed() -> errors.EngineError:
    """Nothing is answered any more."""
    return errors.EngineError("The query workers are closed.")


def _too_much_memory() -> errors.QueryMemoryError:
    return errors.QueryMemoryError(
        "The query was stopped because it needs more memory than it may have here. Join less, "
        "or sort and group fewer solutions."
    )
