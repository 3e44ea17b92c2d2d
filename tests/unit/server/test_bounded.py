from __future__ import annotations

from server.bounded import Bounded


def test_what_was_asked_for_least_recently_goes_first() -> None:
    few = Bounded[str, int](80)
    for number in range(8):
        few.put(f"{number}", number, 10)
    assert few.get("0") == 0
    few.put("8", 8, 10)
    assert [few.get("0"), few.get("1"), few.get("2"), few.get("8")] == [0, None, 2, 8]


def test_one_large_entry_does_not_drive_out_all_others() -> None:
    few = Bounded[str, int](80)
    few.put("small", 1, 10)
    few.put("large", 2, 11)
    assert (few.get("small"), few.get("large")) == (1, None)


def test_an_entry_is_counted_once() -> None:
    few = Bounded[str, int](80)
    for _ in range(100):
        few.put("same", 1, 10)
    for number in range(7):
        few.put(f"{number}", number, 10)
    assert few.get("same") == 1
