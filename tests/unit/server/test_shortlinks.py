from __future__ import annotations

import os
import threading
from hashlib import sha256

import pytest

from graph.errors import StorageError
from server import shortlinks
from server.shortlinks import FullError, ShortLinks


@pytest.fixture
def links(tmp_path):
    return ShortLinks(tmp_path, 3)


def test_a_query_has_one_name_on_every_site(links, tmp_path):
    name = links.keep("ASK { ?s ?p ?o }")
    assert name == links.keep("ASK { ?s ?p ?o }\r\n")
    assert len(name) == 8
    other = tmp_path / "other"
    other.mkdir()
    assert ShortLinks(other, 3).keep("ASK { ?s ?p ?o }") == name
    assert links.get(name) == "ASK { ?s ?p ?o }"


def test_what_is_kept_is_there_for_the_next_process(links, tmp_path):
    name = links.keep("ASK { <é> ?p '\N{CLAPPER BOARD}' }")
    assert ShortLinks(tmp_path, 0).get(name) == "ASK { <é> ?p '\N{CLAPPER BOARD}' }"


def test_queries_that_begin_alike_get_longer_names(links, monkeypatch):
    class Alike:
        def __init__(self, text):
            self._text = text

        def digest(self):
            return b"12345" + sha256(self._text).digest()[5:]

    monkeypatch.setattr(shortlinks, "sha256", Alike)
    names = [links.keep("ASK {}"), links.keep("ASK { ?s a ?o }")]
    assert [len(name) for name in names] == [8, 9]
    assert [links.get(name) for name in names] == ["ASK {}", "ASK { ?s a ?o }"]


@pytest.mark.parametrize("name", ["", "aaaaaaaa", "../../etc", "'; DROP TABLE query", "A" * 8])
def test_other_names_name_nothing(links, name):
    assert links.get(name) is None
    links.keep("ASK {}")
    assert links.get(name) is None


def test_no_more_than_may_be_kept_and_nothing_is_dropped(links, monkeypatch):
    names = [links.keep(f"ASK {{ ?s ?p {i} }}") for i in range(3)]
    with pytest.raises(FullError):
        links.keep("ASK {}")
    assert links.keep("ASK { ?s ?p 0 }") == names[0]
    monkeypatch.setattr(shortlinks, "MOST_BYTES", 60)
    with pytest.raises(FullError):
        ShortLinks(links._path.parent, 100).keep("ASK { ?s ?p 'long' }")


def test_a_folder_that_cannot_be_written_is_said_and_can_be_read(links, tmp_path):
    name = links.keep("ASK {}")
    broken = tmp_path / "gone" / "deeper"
    with pytest.raises(StorageError):
        ShortLinks(broken, 3).keep("ASK {}")
    (tmp_path / shortlinks.FILE).chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        assert links.get(name) == "ASK {}"
        if os.geteuid():
            with pytest.raises(StorageError):
                links.keep("ASK { ?s ?p ?o }")
    finally:
        tmp_path.chmod(0o700)


def test_many_threads_keep_the_same_at_once(tmp_path):
    links, names = ShortLinks(tmp_path, 50), []
    threads = [
        threading.Thread(target=lambda i=i: names.append(links.keep(f"ASK {{ ?s ?p {i % 4} }}")))
        for i in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 12
    assert len(set(names)) == 4
