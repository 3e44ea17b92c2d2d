"""A test that takes an argument named like a text file here runs once for each line of it.

Lines are `words → meaning`; blank lines and those that begin with `//` are passed over.
"""

from pathlib import Path

import pytest


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name in metafunc.fixturenames:
        file = Path(__file__).with_name(f"{name}.txt")
        if file.exists():
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
            cases = [line.split(" → ") for line in lines if not line.startswith("//")]
            metafunc.parametrize(name, cases, ids=[case[0] for case in cases])
