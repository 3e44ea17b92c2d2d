"""Where and when a benchmark ran, and with which versions."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("triplebill", "pyoxigraph", "rdflib", "pyshacl", "flask", "waitress")


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


def peak_memory_mb() -> float:
    """The most memory that this process has had resident so far, in megabytes.

    Not getrusage's figure: that one a process inherits from the parent that started it.
    """
    return int(_field("/proc/self/status", "VmHWM").split()[0]) * 1024 / 1e6


def _field(path: str, name: str) -> str:
    """The value of the first line `name: value` of a file of Linux; empty where there is none."""
    lines = (line.partition(":") for line in Path(path).read_text().splitlines())
    fields: Mapping[str, str] = {key.strip(): value.strip() for key, _, value in lines}
    return fields.get(name, "")
