"""Scores that a text hands to a generator's call."""

import pytest

from graph.documents.score_calls import stated


@pytest.mark.parametrize(
    ("call", "review"),
    [
        ('{{< rating value="4" max="5" >}}', {"rating": "4", "best rating": "5"}),
        ('{{% review-rating num="8" %}}', {"rating": "8"}),
        ("{{< stars 3.5 >}}", {"rating": "3.5"}),
        ('{{< star_rating "4/5" />}}', {"rating": "4/5"}),
        ("{% include stars num=3 %}", {"rating": "3"}),
        ("{%- include ui/rating.html score='4' max='5' -%}", {"rating": "4", "best rating": "5"}),
        ("{% rating 4 %}", {"rating": "4"}),
        ("{{< rating 4 >}} and once more {{< rating 4 >}}", {"rating": "4"}),
    ],
)
def test_calls_that_hold_the_score(call, review):
    assert stated(f"It is long.\n\n{call}\n") == {"review": review}


@pytest.mark.parametrize(
    "text",
    [
        "{{< stars 4 >}} for the first, {{< stars 2 >}} for the second",
        "{{< rating page.rating >}}",
        "{{< rating color=3 >}}",
        "{{< stardust 4 >}}",
        "```\n{{< stars 4 >}}\n```",
        "I type `{{< stars 4 >}}`.",
        "{{< youtube 4score >}}",
    ],
)
def test_calls_that_hold_none(text):
    assert stated(text) == {}


def test_front_matter_is_not_hidden_by_a_call(read_bytes):
    text = b"---\nfilm: Heat\nreview: {rating: 3/5}\n---\nSlow. {{< stars 4 >}}\n"
    [document] = read_bytes(text, "heat.md")
    assert document.metadata["review"] == {"rating": "3/5"}
