"""What is particular to the remote store, shown on a real Virtuoso."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from graph.engines import PAGE_ROWS
from graph.errors import EngineError, ResultTooLargeError
from graph.formats import named
from graph.store import remote
from graph.store.client import Answer
from graph.store.dialect import Dialect
from graph.store.remote import RemoteStore
from graph.store.updates import UPDATE_BYTES, UPDATE_TRIPLES, updates
from graph.vocabulary import XSD_DECIMAL, XSD_DURATION, schema
from tests.virtuoso import PASSWORD, Virtuoso

pytestmark = pytest.mark.virtuoso

_graphs = count(1)
FILM = NamedNode("https://films.example/movie/heat")


def graph() -> str:
    return f"urn:test:remote:{next(_graphs)}"


def values(number: int, start: int = 0) -> list[Triple]:
    return [Triple(FILM, schema("x"), Literal(f"value {i}")) for i in range(start, start + number)]


def test_digest_authentication(virtuoso: Virtuoso) -> None:
    name = graph()
    store = RemoteStore(virtuoso.protected_url, "", name, "dba", PASSWORD)
    assert store.replace({FILM: values(3)}) == 3
    assert store.replace({FILM: values(3)}) == 0
    assert RemoteStore(virtuoso.url, "", name).count() == 3


def test_a_wrong_password(virtuoso: Virtuoso) -> None:
    for user, password in (("dba", "wrong"), ("nobody", "x"), ("", "")):
        with pytest.raises(EngineError, match=r"HTTP 401.*Check user and password"):
            RemoteStore(virtuoso.protected_url, "", graph(), user, password).count()


def test_graphs_are_apart(virtuoso: Virtuoso) -> None:
    one, other = (RemoteStore(virtuoso.url, "", graph()) for _ in range(2))
    one.replace({FILM: values(3)})
    other.replace({FILM: values(5)})
    assert (one.count(), other.count()) == (3, 5)
    rows = one.query("SELECT ?s { ?s ?p ?o }")
    assert isinstance(rows, QuerySolutions)
    assert len(list(rows)) == 3
    one.clear()
    assert (one.count(), other.count()) == (0, 5)


def test_a_cut_result_is_no_result(virtuoso: Virtuoso) -> None:
    store = RemoteStore(virtuoso.url, "", graph())
    store.replace({FILM: values(virtuoso.max_rows + 1)})
    with pytest.raises(ResultTooLargeError, match="only a part"):
        store.query("SELECT * { ?s ?p ?o }")
    rows = store.query("SELECT * { ?s ?p ?o } LIMIT 100")
    assert isinstance(rows, QuerySolutions)
    assert len(list(rows)) == 100


def test_an_engine_that_cuts_and_does_not_say_so_is_found_out(
    virtuoso: Virtuoso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = RemoteStore(virtuoso.url, "", graph())
    store.replace({FILM: values(virtuoso.max_rows + 1)})
    monkeypatch.setattr(remote, "PAGE_ROWS", 2 * virtuoso.max_rows)
    query = store._client.query
    monkeypatch.setattr(
        store._client, "query", lambda *asked: Answer(query(*asked).body, truncated=False)
    )
    with pytest.raises(EngineError, match=r"counts 10001 triples and gave 10000"):
        store.dump(tmp_path / "dump.nt", named("nt"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_pages_end_where_the_graph_ends(virtuoso: Virtuoso, tmp_path: Path, extra: int) -> None:
    store = RemoteStore(virtuoso.url, "", graph())
    own = values(PAGE_ROWS + extra)
    store.replace({FILM: own})
    assert len(store.describe(FILM)) == len(own)
    store.dump(tmp_path / "dump.nt", named("nt"))
    assert len((tmp_path / "dump.nt").read_text().splitlines()) == len(own)


def test_updates_stay_below_the_limits_of_the_engine(virtuoso: Virtuoso) -> None:
    store = RemoteStore(virtuoso.url, "", graph())
    long = [Triple(FILM, schema("body"), Literal(f"{i}" * 90_000)) for i in range(9)]
    wide = values(UPDATE_TRIPLES * 2 + 1)
    sent = list(updates(NamedNode("urn:g"), set(), {*long, *wide}, Dialect(standard=False)))
    assert len(sent) >= 4
    assert all(len(update.encode()) < UPDATE_BYTES + 200 for update in sent)
    assert store.replace({FILM: [*long, *wide]}) == len(long) + len(wide)
    assert store.replace({FILM: ()}) == len(long) + len(wide)


@pytest.mark.slow
def test_a_triple_larger_than_an_update_goes_alone(virtuoso: Virtuoso) -> None:
    store = RemoteStore(virtuoso.url, "", graph())
    body = Literal("ü" * 2 * UPDATE_BYTES, language="de")
    own = [Triple(FILM, schema("reviewBody"), body), *values(2)]
    assert store.replace({FILM: own}) == 3
    assert set(store.describe(FILM)) == set(own)


def test_a_resource_changes_in_all_ways_at_once(virtuoso: Virtuoso) -> None:
    store = RemoteStore(virtuoso.url, "", graph())

    def film(roles: Iterable[int], name: str) -> list[Triple]:
        nodes = [NamedNode(f"{FILM.value}#role-{n}") for n in roles]
        own = [Triple(FILM, schema("actor"), node) for node in nodes]
        return own + [Triple(node, schema("name"), Literal(name)) for node in nodes]

    before, after = film(range(3), "Al"), film(range(1, 4), "Bo")
    store.replace({FILM: before})
    assert store.replace({FILM: after}) == 8
    assert set(store.describe(FILM)) == set(after)
    assert (store.replace({FILM: ()}), store.count()) == (6, 0)


def test_a_duration_in_the_engine_is_one_by_the_standard(virtuoso: Virtuoso) -> None:
    name = graph()
    own = [Triple(FILM, schema("duration"), Literal("PT1H35M", datatype=XSD_DURATION))]
    RemoteStore(virtuoso.url, "", name).replace({FILM: own})
    store = RemoteStore(virtuoso.url, "", name)
    rows = store.query("SELECT (STR(?d) AS ?text) ?d { ?s ?p ?d }")
    assert isinstance(rows, QuerySolutions)
    (row,) = rows
    assert row["text"].value == "PT5700S"
    assert row["d"] == own[0].object


def test_decimals_of_many_digits_are_rounded_and_stay(virtuoso: Virtuoso) -> None:
    store = RemoteStore(virtuoso.url, "", graph())
    mean = [Triple(FILM, schema("mean"), Literal("8.33333333333333333", datatype=XSD_DECIMAL))]
    assert store.replace({FILM: mean}) == 1
    assert store.replace({FILM: mean}) == 0
    assert [t.object.value for t in store.describe(FILM)] == ["8.33333333333333"]


def test_a_value_that_the_engine_refuses(virtuoso: Virtuoso) -> None:
    store = RemoteStore(virtuoso.url, "", graph())
    impossible = Literal(10**30)
    with pytest.raises(EngineError, match=r"HTTP 400: .*Invalid integer value"):
        store.replace({FILM: [Triple(FILM, schema("x"), impossible)]})


def test_two_addresses_of_different_data_are_noticed(virtuoso: Virtuoso) -> None:
    store = RemoteStore(virtuoso.url, "", graph())
    store._client.update = lambda sparql: None  # type: ignore[method-assign]
    with pytest.raises(EngineError, match="does not give back what was written"):
        store.replace({FILM: values(1)})


def test_the_graph_is_not_taken_from_the_query(virtuoso: Virtuoso) -> None:
    secret, store = (RemoteStore(virtuoso.url, "", graph()) for _ in range(2))
    secret.replace({FILM: values(1)})
    rows = store.query("SELECT * { ?s ?p ?o }")
    assert isinstance(rows, QuerySolutions)
    assert list(rows) == []
