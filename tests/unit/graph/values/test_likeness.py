import pytest

from graph.values.likeness import are_others, nearly_the_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alejandro G. Iñárritu", "Alejandro González Iñárritu"),
        ("Bong Joon-ho", "Joon-ho Bong"),
        ("Dr. George Miller", "George Miller"),
        ("J. A. Bayona", "Juan Antonio Bayona"),
        ("M. Night Shyamalan", "Manoj Night Shyamalan"),
        ("The Wachowskis", "Lilly Wachowski"),
        ("The Coen Brothers", "Ethan Coen"),
        ("Steven Speilberg", "Steven Spielberg"),
        ("宮崎 駿", "宮崎駿"),
    ],
)
def test_one_person(one, other):
    assert nearly_the_same(one, other)
    assert nearly_the_same(other, one)
    assert not are_others(frozenset({one}), frozenset({other}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George Miller", "George Lucas"),
        ("Paul Thomas Anderson", "Paul W. S. Anderson"),
        ("John Smith", "Jane Smith"),
        ("Lana Wachowski", "Lilly Wachowski"),
        ("The Coen Brothers", "Josh Safdie"),
        ("Tod Williams", "Kip Williams"),
        ("Oord", "Ada Marsh"),
        ("宮崎駿", "宮崎吾朗"),
    ],
)
def test_two_persons(one, other):
    assert not nearly_the_same(one, other)
    assert not nearly_the_same(other, one)
    assert are_others(frozenset({one}), frozenset({other}))


def test_one_of_several_in_common_is_enough():
    assert not are_others(
        frozenset({"Lana Wachowski", "Lilly Wachowski"}), frozenset({"L. Wachowski", "Ann Lee"})
    )


@pytest.mark.parametrize("words", ["", "!", "the ", "A" * 10_000, "a " * 10_000])
def test_what_is_no_name_is_of_nobody_else(words):
    assert not are_others(frozenset({words}), frozenset({"黒澤明", "!"}))
