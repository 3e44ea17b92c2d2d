"""Where and when a benchmark ran, and with which versions."""

from __future__ import annotations

import os
import platform
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from math import inf
from pathlib import Path
from time import thread_time

LIBRARIES = ("triplebill", "pyoxigraph", "rdflib", "pyshacl", "flask", "uvicorn")

LOOK_S, LOOKING = 0.1, 0.01
"""Between two looks at the memory in use; and what part of a core looking may take at most: the
system goes through all of it page by page."""

PAUSE_S, LONGEST_REST_S = 2.0, 120.0
FEW_SECTORS = 4_096
"""What other programs of a machine at rest write meanwhile."""


def circumstances() -> dict[str, str]:
    """The date, the machine and the versions, by name, as people read them."""
    load = " ".join(f"{average:.1f}" for average in os.getloadavg())
    return {
        "Date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "Processor": f"{_field('/proc/cpuinfo', 'model name') or platform.processor()}",
        "Cores": str(len(os.sched_getaffinity(0))),
        "Memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f} GiB",
        "System": f"{platform.system()} {platform.release()}",
        "Load before": f"{load} (1, 5 and 15 minutes)",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "Libraries": ", ".join(f"{name} {version(name)}" for name in LIBRARIES),
    }


def forget(path: Path) -> None:
    """Have the files of a folder, or one file, read from the disk next time.

    What has just been written is in memory where it fits there: that makes few files faster than
    many, and those that somebody has kept for years are on the disk.
    """
    os.sync()  # what is not on the disk yet stays in memory
    for each in (path, *path.rglob("*")):
        if each.is_file():
            with each.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def rest() -> None:
    """Wait until the disk is done with what was written and deleted before, two minutes at most: a
    measure of milliseconds on the disk would be of that as well."""
    os.sync()
    before, rounds = -inf, int(LONGEST_REST_S / PAUSE_S)
    for _ in range(rounds):
        moved = _sectors()
        if moved - before < FEW_SECTORS:
            return
        before = moved
        time.sleep(PAUSE_S)


def peak_memory_mb() -> float:
    """The most memory that this process has had resident so far, in megabytes.

    Not getrusage's figure: that one a process inherits from the parent that started it.
    """
    return int(_field("/proc/self/status", "VmHWM").split()[0]) * 1024 / 1e6


class Memory:
    """The most memory that this process and those it started had together, looked at in a thread.

    What several of them share is counted once.
    """

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._over.set()
        self._thread.join()
        self._look()  # at what is over before the first look, too

    def _watch(self) -> None:
        pause_s = LOOK_S
        while not self._over.wait(pause_s):
            began = thread_time()
            self._look()
            pause_s = max(LOOK_S, (thread_time() - began) / LOOKING)

    def _look(self) -> None:
        used = sum(_proportional_kb(process) for process in _descendants(os.getpid()))
        self.peak_mb = max(self.peak_mb, used * 1024 / 1e6)


def _sectors() -> float:
    """Those of 512 bytes that were read, written and discarded so far on all disks; of Linux."""
    disks = map(str.split, Path("/proc/diskstats").read_text().splitlines())
    return sum(int(disk[field]) for disk in disks for field in (5, 9, 16) if field < len(disk))


def _descendants(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):  # it may have ended
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _descendants(int(child))


def _proportional_kb(process: int) -> int:
    with suppress(OSError, IndexError):
        return int(_field(f"/proc/{process}/smaps_rollup", "Pss").split()[0])
    return 0


def _field(path: str, name: str) -> str:
    """The value of the first line `name: value` of a file of Linux; empty where there is none."""
    lines = (line.partition(":") for line in Path(path).read_text().splitlines())
    fields: Mapping[str, str] = {key.strip(): value.strip() for key, _, value in lines}
    return fields.get(name, "")
