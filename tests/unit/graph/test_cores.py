"""Work on all cores: in order, few at a time, and with a word when a process dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.cores import AHEAD, Cores, Pool
from graph.errors import ProcessError


@pytest.fixture
def pool() -> Iterator[Pool]:
    with closing(Pool(2)) as made:
        yield made


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


def saying(file: Path) -> Callable[[str], str]:
    said = file.read_text()
    return lambda _: said


def ending() -> Callable[[bytes], int]:
    def work(task: bytes) -> int:
        time.sleep(0.5)  # so that those that wait fill the queue
        os.kill(os.getpid(), signal.SIGKILL)
        return len(task)

    return work


def own(number: int) -> tuple[int, int]:
    return squaring(2)(number)


def test_results_come_in_order_from_other_processes(pool: Pool) -> None:
    results = list(Cores(own, squaring, 2, alone=3, pool=pool).map(range(40)))
    assert [square for square, _ in results] == [n * n for n in range(40)]
    assert {process for _, process in results[:3]} == {os.getpid()}
    assert os.getpid() not in {process for _, process in results[3:]}


def test_processes_stay_and_do_other_work_next(pool: Pool) -> None:
    by = {process for _, process in Cores(own, squaring, 2, alone=0, pool=pool).map(range(40))}
    results = list(Cores(own, squaring, 3, alone=4, pool=pool).map(range(4)))
    assert [cube for cube, _ in results] == [n**3 for n in range(4)]
    by |= {process for _, process in results}
    assert os.getpid() not in by
    assert len(by) <= 2


def test_each_work_is_prepared_anew(pool: Pool, tmp_path: Path) -> None:
    file = tmp_path / "says"
    for said in ("one", "another"):
        file.write_text(said)
        assert set(Cores(len, saying, file, alone=0, pool=pool).map("ab")) == {said}


def test_a_pool_that_was_closed_begins_again(pool: Pool) -> None:
    for _ in range(2):
        results = list(Cores(own, squaring, 2, alone=0, pool=pool).map(range(4)))
        assert [square for square, _ in results] == [0, 1, 4, 9]
        pool.close()
        assert not pool.begun


@pytest.mark.parametrize(("tasks", "number"), [(3, 2), (40, 1)])
def test_little_work_and_a_single_core_start_no_process(tasks: int, number: int) -> None:
    with closing(Pool(number)) as pool:
        results = Cores(own, squaring, 2, alone=3, pool=pool).map(range(tasks))
        assert {process for _, process in results} == {os.getpid()}
        assert not pool.begun


def test_tasks_are_taken_as_results_are(pool: Pool) -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(1_000):
            taken += 1
            yield number

    results = Cores(own, squaring, 2, alone=0, pool=pool).map(tasks())
    next(results)
    assert taken <= 2 * AHEAD + 2
    results.close()


def test_a_process_that_dies_is_told_of_and_others_are_made(pool: Pool) -> None:
    results = Cores(own, failing, "killed", alone=0, pool=pool).map(range(40))
    with pytest.raises(ProcessError, match="ended from outside"):
        list(results)
    assert len(list(Cores(own, squaring, 2, alone=0, pool=pool).map(range(40)))) == 40


def test_a_process_may_die_while_large_tasks_wait(pool: Pool) -> None:
    tasks = (b" " * 1_000_000 for _ in range(40))
    results = Cores(len, ending, alone=0, pool=pool).map(tasks)
    with pytest.raises(ProcessError, match="ended from outside"):
        list(results)


def test_what_the_work_raises_is_raised_here(pool: Pool) -> None:
    with pytest.raises(ValueError, match="five"):
        list(Cores(own, failing, "wrong", alone=0, pool=pool).map(range(40)))
