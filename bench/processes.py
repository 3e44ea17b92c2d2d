"""Processes of a benchmark: functions that need a fresh one, and servers on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

PROJECT = Path(__file__).parents[1]
START_S = 60
"""How long a server may take until it listens."""

P = ParamSpec("P")
R = TypeVar("R")


def in_fresh_process(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function of a module in a process of its own: nothing warm, no memory in use."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(function, *args, **kwargs).result()


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def serving(command: Sequence[str | Path], port: int, log: Path) -> Iterator[None]:
    """A server in a process of its own from when it listens to the end of the block.

    Raises `RuntimeError` with the end of what it said where it does not start.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            list(map(str, command)),
            cwd=PROJECT,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={k: v for k, v in os.environ.items() if not k.startswith("TRIPLEBILL_")},
        )
    try:
        _wait_until_listening(process, port, log)
        yield
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_listening(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.02)
    said = log.read_text("utf-8", "replace")[-1_000:]
    raise RuntimeError(f"{process.args!r} did not start: {said}")
