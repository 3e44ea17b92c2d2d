"""Work on all cores: in order, few at a time, and with a word when a process dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator

import pytest

from graph.cores import AHEAD, Cores
from graph.errors import ProcessError


@pytest.fixture(autouse=True)
def no_process_made_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.cores._served", set())


def squaring(power: int) -> Callable[[int], tuple[int, int]]:
    return lambda number: (number**power, os.getpid())


def failing(how: str) -> Callable[[int], int]:
    def work(number: int) -> int:
        if number == 5 and how == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if number == 5:
            raise ValueError("five")
        return number

    return work


def own(number: int) -> tuple[int, int]:
    return squaring(2)(number)


def test_results_come_in_order_from_other_processes() -> None:
    results = list(Cores(own, squaring, 2, alone=3, number=2).map(range(40)))
    assert [square for square, _ in results] == [n * n for n in range(40)]
    assert {process for _, process in results[:3]} == {os.getpid()}
    assert os.getpid() not in {process for _, process in results[3:]}


def test_less_is_done_alone_once_there_were_processes() -> None:
    by: list[int] = []
    for _ in range(2):
        results = list(Cores(own, squaring, 2, alone=4, number=2).map(range(8)))
        assert [square for square, _ in results] == [n * n for n in range(8)]
        by.append(sum(process == os.getpid() for _, process in results))
    assert by == [4, 2]


@pytest.mark.parametrize(("tasks", "number"), [(3, 2), (40, 1)])
def test_little_work_and_a_single_core_start_no_process(tasks: int, number: int) -> None:
    results = Cores(own, squaring, 2, alone=3, number=number).map(range(tasks))
    assert {process for _, process in results} == {os.getpid()}


def test_tasks_are_taken_as_results_are() -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(1_000):
            taken += 1
            yield number

    results = Cores(own, squaring, 2, alone=0, number=2).map(tasks())
    next(results)
    assert taken <= 2 * AHEAD + 2
    results.close()


def test_a_process_that_dies_is_told_of() -> None:
    results = Cores(own, failing, "killed", alone=0, number=2).map(range(40))
    with pytest.raises(ProcessError, match="ended from outside"):
        list(results)


def test_what_the_work_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="five"):
        list(Cores(own, failing, "wrong", alone=0, number=2).map(range(40)))
