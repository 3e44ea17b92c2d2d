import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.values.names import name_key, split_cast, split_names
from graph.values.turned import turned


def test_a_list_is_split_into_names(name_list):
    words, meaning = name_list
    assert split_names(words) == tuple(meaning.split(";"))


@pytest.mark.parametrize("first", ["Cher", "Zendaya", "Prince", "Jean-Pierre"])
def test_in_a_cast_nobody_shares_a_family_name(first):
    assert split_cast(f"{first} and Tom Holland") == (first, "Tom Holland")


def test_in_french_an_actor_is_en_a_part():
    assert split_cast("Marion Cotillard en Édith Piaf") == ("Marion Cotillard en Édith Piaf",)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Smith, Jane M.", "Jane M. Smith"),
        ("O’Brien, Mark", "Mark O’Brien"),
        ("de la Cruz, Ana", "Ana de la Cruz"),
        ("Östlund,Åsa", "Åsa Östlund"),
    ],
)
def test_a_family_name_in_front_is_turned_round(words, name):
    assert turned(words) == name


@pytest.mark.parametrize(
    "words",
    ["Ann, Bob", "Ann Lee, Bob", "Ann Lee, Bob Ray", "Ray, Dee Roe", "Downey, Jr.", "Smith, PhD",
     "cinefan, reeler", "Kermode, Mayo", "Madonna, Cher", "Staff, Variety", "Smith, Editor",
     "Ebert, Chicago", "Smith, Jane, Ray", "Smith, ", ", Jane", "Roe, 3"],
)  # fmt: skip
def test_what_may_be_two_persons_is_not_turned_round(words):
    assert turned(words) == words


@pytest.mark.parametrize("words", ["", " , ;", "N/A", "unknown", "et al."])
def test_nobody_is_nobody(words):
    assert split_names(words) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bong Joon-ho", "BONG Joon Ho"),
        ("Mark O’Brien", "Mark O'Brien"),
        ("J.J. Abrams", "J. J. Abrams"),
        ("Agnès Varda", "Agnes Varda"),
        ("Mads Mikkelsen", " Mads  Mikkelsen "),
    ],
)
def test_spellings_of_one_name_are_equal(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Steve McQueen", "Steve Queen"), ("宮崎 駿", "高畑 勲"), ("!", "?")]
)
def test_two_names_differ(one, other):
    assert name_key(one) != name_key(other)


@example("Ann .")
@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(",;|& ()[].ey")))
def test_no_text_is_too_much(text):
    for name in split_names(text):
        assert name.strip() == name
        assert name_key(name)


@given(
    st.lists(st.text("abcdefgh", min_size=2, max_size=9).map(str.title), min_size=3, unique=True)
)
def test_what_was_joined_by_commas_comes_back(names):
    assert split_names(", ".join(names)) == tuple(names)


@pytest.mark.parametrize("unit", ["(", "[", ",", " and ", " y ", "a y ", ";", "a, ", " / ", "\n"])
def test_a_long_hostile_list_is_split(unit):
    split_names("A" + unit * (100_000 // len(unit)))
    turned(("A" + unit * 80)[:80])
