"""The main thread heeds a signal that another thread receives while it waits."""

from __future__ import annotations

import signal
import threading
from concurrent.futures import Future

import pytest

from graph.futures import result_of


class SignalledError(Exception):
    pass


def test_a_signal_that_another_thread_receives_is_heeded() -> None:
    def signalled(*_: object) -> None:
        raise SignalledError

    never: Future[None] = Future()
    resting = threading.Event()
    other = threading.Thread(target=resting.wait)
    other.start()
    before = signal.signal(signal.SIGUSR1, signalled)
    later = threading.Timer(0.2, signal.pthread_kill, (other.ident, signal.SIGUSR1))
    late = threading.Timer(20, never.set_result, (None,))
    later.start()
    late.start()
    try:
        with pytest.raises(SignalledError):
            result_of(never)
    finally:
        late.cancel()
        signal.signal(signal.SIGUSR1, before)
        resting.set()
        other.join()


def test_what_the_work_raises_is_raised() -> None:
    failed: Future[None] = Future()
    failed.set_exception(TimeoutError("of the work itself"))
    with pytest.raises(TimeoutError, match="of the work itself"):
        result_of(failed)
