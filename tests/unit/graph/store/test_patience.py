"""The circuit breaker around an engine, on a clock of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.errors import EngineError, UnavailableError
from graph.store.patience import COUNT_S, PAUSE_S, Circuit, serving


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def circuit(clock: Clock) -> Circuit:
    return Circuit(clock)


def fail(circuit: Circuit, meanwhile: Callable[[], None] = lambda: None) -> None:
    def ask() -> None:
        with circuit.asking():
            meanwhile()
            raise UnavailableError("took long")

    with pytest.raises(UnavailableError, match="took long"):
        ask()


def refused(circuit: Circuit) -> bool:
    try:
        with circuit.asking():
            return False
    except UnavailableError:
        return True


def test_after_a_failure_questions_fail_at_once_for_a_while(circuit: Circuit, clock: Clock) -> None:
    fail(circuit)
    assert refused(circuit)
    clock.now += PAUSE_S
    assert not refused(circuit)
    assert not refused(circuit)


def test_one_question_looks_whether_the_engine_is_back(circuit: Circuit, clock: Clock) -> None:
    fail(circuit)
    clock.now += PAUSE_S
    others: list[bool] = []
    fail(circuit, lambda: others.append(refused(circuit)))
    assert others == [True]
    assert refused(circuit)


def test_what_is_too_much_for_an_engine_keeps_nobody_else_away(
    circuit: Circuit, clock: Clock
) -> None:
    def another() -> None:
        clock.now += 1
        assert not refused(circuit)

    fail(circuit, another)
    assert not refused(circuit)


def test_an_error_is_an_answer(circuit: Circuit) -> None:
    with pytest.raises(EngineError), circuit.asking():
        raise EngineError("HTTP 400")
    assert not refused(circuit)


def test_a_count_takes_no_longer_than_a_page_s_question() -> None:
    assert serving(60).counting.timeout_s == COUNT_S
    assert serving(1).counting.timeout_s == 1
