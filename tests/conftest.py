"""Fixtures that more than one folder of tests uses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.virtuoso import Virtuoso, required, running, unavailable


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """One Virtuoso for the session; each test takes a named graph of its own."""
    if reason := unavailable():
        pytest.fail(reason) if required() else pytest.skip(reason)
    with running(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="Write the expectations in tests/cases anew from what comes out now.",
    )


@pytest.fixture
def update_cases(request: pytest.FixtureRequest) -> bool:
    """Whether the expectations of the cases are to be written anew."""
    return bool(request.config.getoption("--update-cases"))
