"""The index in parts: small, complete, and the same for what has not changed."""

from __future__ import annotations

import json
import random
import re
from importlib.resources import files

from graph.ledger.finding import LEAST_LETTERS
from graph.values.terms import LONGEST_QUERY, MOST_TERMS
from server import search
from server.search.parts import LARGEST, WHOLE, file_name, parted
from server.search.results import TITLES


def stands(numbers: dict[str, int]) -> dict[str, list[tuple[str, str, int]]]:
    return {word: [("review_words", word, n)] for word, n in sorted(numbers.items())}


def some_words(seed: int) -> dict[str, int]:
    chance = random.Random(seed)
    letters = "aabcdeé七0"
    return {
        "".join(chance.choices(letters, k=chance.randint(1, 6))): chance.randint(1, 400)
        for _ in range(2_000)
    }


def test_each_word_is_in_the_one_part_that_a_reader_loads_for_it() -> None:
    numbers = some_words(1)
    parts = parted(stands(numbers), "words", 2_000)
    assert sorted(word for words in parts.values() for word in words) == sorted(numbers)
    for word in numbers:
        loaded = [p for p in parts if p == word + WHOLE or (p[-1] != WHOLE and word.startswith(p))]
        assert [p for p in loaded if word in parts[p]] == loaded[-1:], word
        assert len(loaded) == 1, word
    assert len({file_name(part) for part in parts}) == len(parts)


def test_no_part_is_large_but_that_of_a_single_word() -> None:
    numbers = some_words(2) | {"everywhere": 1_000_000, "elsewhere": 1_900}
    for words in parted(stands(numbers), "words", 2_000).values():
        size = sum(numbers[word] for word in words if numbers[word] <= 2_000)
        assert size <= LARGEST["words"] or len(words) == 1


def test_another_word_leaves_the_other_parts_alone() -> None:
    numbers = some_words(3)
    before = parted(stands(numbers), "words", 2_000)
    after = parted(stands(numbers | {"bcde": 1}), "words", 2_000)
    differing = {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)}
    assert all(
        "bcde".startswith(part.rstrip(WHOLE)) or part.startswith("bcd") for part in differing
    )
    assert len(differing) < 5


def test_scripts_find_and_show_as_much_as_the_server() -> None:
    assert constants("found.js") == {
        "AT_ONCE": search.AT_ONCE,
        "PAGE_SIZE": search.PAGE_SIZE,
        "TITLES": TITLES,
    }
    common = {
        "LONGEST_QUERY": LONGEST_QUERY,
        "MOST_TERMS": MOST_TERMS,
        "SUGGESTED": search.SUGGESTED,
        "LEAST_LETTERS": LEAST_LETTERS,
    }
    told = constants("shelves.js")
    assert {name: told[name] for name in common} == common


def constants(script: str) -> dict[str, object]:
    """The numbers and tables that a script writes in capitals."""
    text = (files("server") / "static" / script).read_text("utf-8")
    found = re.findall(r"^  const ([A-Z_]+) = ([\d{].*?);", text, re.M)
    return {name: json.loads(re.sub(r"(\w+):", r'"\1":', value)) for name, value in found}
