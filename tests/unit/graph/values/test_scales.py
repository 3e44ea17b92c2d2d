from decimal import Decimal

import pytest

from graph.values.scales import named_scale


@pytest.mark.parametrize(
    ("key", "name", "best", "worst"),
    [
        ("Rating (out of 10)", "Rating", 10, None),
        ("Score /5", "Score", 5, None),
        ("Bewertung/10", "Bewertung", 10, None),
        ("Note sur 20", "Note", 20, None),
        ("Stars (of 4)", "Stars", 4, None),
        ("Score out of 100", "Score", 100, None),
        ("Rating (out of five stars)", "Rating", 5, None),
        ("Rating10", "Rating", 10, None),
        ("my_rating_10", "my_rating", 10, None),
        ("Rating (1-10)", "Rating", 10, 1),
        ("Rating (0.5–5 stars)", "Rating", 5, "0.5"),
    ],
)
def test_a_name_may_end_in_its_scale(key, name, best, worst):
    worst = None if worst is None else Decimal(worst)
    assert named_scale(key) == (name, Decimal(best), worst)


@pytest.mark.parametrize(
    "key",
    ["Rating", "Rating 2", "rating_5", "Rating 10", "Rating (5 stars)", "Rating (out of many)",
     "8/10", "/10", "Rating /0", "", "Rating (of " * 9],
)  # fmt: skip
def test_a_name_without_a_scale_has_none(key):
    assert named_scale(key) is None
