"""A served site stays open for writing between requests, and is let go for others."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import Store

from graph.documents.sent import Sent
from graph.errors import BusyError, LockedError
from graph.ledger import Ledger
from server import writing as module
from server.config import Config, load
from server.site import writing
from server.writing import Writer

LONG_S, WAIT_S = 3_600.0, 30.0


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return load(tmp_path, environ={})


@pytest.fixture
def writer(config: Config, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writer]:
    monkeypatch.setattr(module, "LINGER_S", LONG_S)
    made = Writer(config)
    yield made
    made.close()


def test_requests_in_a_row_find_the_site_open(writer: Writer) -> None:
    with writer.job() as job:
        first = job.ledger
    with writer.job() as job:
        assert job.ledger is first


def test_whoever_waits_gets_the_site_and_gives_it_back(writer: Writer, config: Config) -> None:
    with writer.job() as job:
        mine = job.ledger
    with pytest.raises(LockedError):
        Ledger(config.state)
    with writing(config, wait_s=WAIT_S) as site:
        assert site.job.ledger is not mine
        with pytest.raises(LockedError):
            Ledger(config.state)
    with writer.job() as job:
        assert job.ledger.setting("base_iri") is None


def test_what_was_not_used_for_a_while_is_closed(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LINGER_S", 0.0)
    with Writer(config).job():
        pass
    while True:  # nobody waits who would be seen
        try:
            Ledger(config.state).close()
        except LockedError:
            time.sleep(0.01)
        else:
            break


def test_a_fault_closes_the_site(writer: Writer, config: Config) -> None:
    with pytest.raises(ValueError, match="by accident"), writer.job():
        raise ValueError("by accident")
    Ledger(config.state).close()


def test_nobody_is_told_that_nothing_was_changed_after_a_review_was_kept(
    writer: Writer, config: Config
) -> None:
    with writer.job():
        pass
    writer.close()
    other = Store(config.location.folder / "store")  # another program: it holds no other lock
    sent = Sent("heat", ".md", b"Title: Heat\nYear: 1995\nRating: 4/5\n\nMany good words.\n")
    with pytest.raises(LockedError), writer.job() as job:
        job.receive(sent)
    del other
    with closing(Ledger(config.state)) as ledger:  # the site was closed
        assert ledger.documents.counts()["published"] == 1
    with writer.job() as job:
        job.publish()
        assert job.store.count()


def test_where_another_goes_on_writing_the_client_is_told_to_come_back(
    writer: Writer, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Ledger(config.state)
    monkeypatch.setattr(module, "writing", lambda config: writing(config, wait_s=0))
    with pytest.raises(BusyError, match="Another triplebill"), writer.job():
        pass
    other.close()
    with writer.job() as job:
        assert job.ledger.setting("base_iri") is None
