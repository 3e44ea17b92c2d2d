"""One title twice, or a title and its subtitle?"""

import pytest

from graph.extraction.bilingual import two_titles, without_rest


@pytest.mark.parametrize(
    ("title", "titles"),
    [
        ("El Descanso - The Holiday", ("El Descanso", "The Holiday")),
        ("Red de mentiras - Body of lies", ("Red de mentiras", "Body of lies")),
        ("Angeles y Demonios - Angels & demons", ("Angeles y Demonios", "Angels & demons")),
        ("Invasión – The Invasion", ("Invasión", "The Invasion")),
        ("La casa de los espíritus | The House of the Spirits",
         ("La casa de los espíritus", "The House of the Spirits")),
        ("Les Choristes (The Chorus)", ("Les Choristes", "The Chorus")),
        ("Mission: Impossible - Fallout", None),
        ("Star Wars - The Empire of the Sith", None),
        ("2001 - Odyssee im Weltraum", None),
        ("Birth Control - How?", None),
        ("Tom - Jerry - The Movie", None),
        ("Heat", None),
        (" - ", None),
        ("- " * 5000, None),
    ],
)  # fmt: skip
def test_two_languages_make_two_titles(title, titles):
    assert two_titles(title) == titles


def test_an_article_that_was_cut_off_goes():
    assert without_rest("Prince Caspian - Las") == "Prince Caspian"
    assert without_rest("Prince Caspian - Lass") == "Prince Caspian - Lass"
