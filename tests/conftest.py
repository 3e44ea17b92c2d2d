"""Fixtures that more than one folder of tests uses."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.virtuoso import Virtuoso, required, running, unavailable

SLOW = {"e2e", "faults", "quality"}
"""Folders whose tests start processes and browsers, or read thousands of documents."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in the background of a shell: what tests
    signal.signal(signal.SIGINT, signal.default_int_handler)  # start would inherit it

settings.register_profile("patient", deadline=None)  # no test is about time
settings.load_profile("patient")


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """One Virtuoso for the session; each test takes a named graph of its own."""
    if reason := unavailable():
        pytest.fail(reason) if required() else pytest.skip(reason)
    with running(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests begin first, so that no core waits for one of them at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    slow |= {item.path for item in items if SLOW & set(item.path.parts)}
    items.sort(key=lambda item: item.path not in slow)


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
