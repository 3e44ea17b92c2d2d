from __future__ import annotations

from types import SimpleNamespace

from graph.store.remembered import UNVERSIONED_S, Remembered


def test_it_is_found_out_once_for_each_version() -> None:
    asked: list[str] = []
    kept = Remembered(lambda reader: asked.append(reader.version) or len(asked))
    one, two = SimpleNamespace(version="1"), SimpleNamespace(version="2")
    assert [kept.of(reader) for reader in (one, one, two, two, one)] == [1, 1, 2, 2, 3]
    assert asked == ["1", "2", "1"]


def test_of_an_engine_it_serves_a_while() -> None:
    asked, now = [0], [0.0]

    def find(_: object) -> int:
        asked[0] += 1
        return asked[0]

    kept, engine = Remembered(find, clock=lambda: now[0]), SimpleNamespace(version="")
    assert kept.of(engine) == 1
    now[0] += UNVERSIONED_S - 1
    assert kept.of(engine) == 1
    now[0] += 2
    assert kept.of(engine) == 2
