"""YAML → keys and their words.

Every scalar stays the words that stand there. YAML would make a number of the film “300”, False
of “No”, 750 of the running time 12:30, and an error without a place of the date 2012-02-30; what
words mean is for extraction to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from graph.documents.decoding import FORBIDDEN
from graph.errors import UnreadableError

LARGEST_BLOCK = 256 * 1024
DEEPEST, MOST_VALUES = 20, 10_000
NOTHING = frozenset({"null", "~"})
UNTAGGED = frozenset({None, "!", "tag:yaml.org,2002:str"})

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

UNQUOTED = "mapping values are not allowed"
"""What libyaml says of a colon within a value."""

ADVICE = (
    (UNQUOTED, "Put a value that holds a colon into quotation marks."),
    ("alphabetic or numeric", "Put a value that begins with * or & into quotation marks."),
    ("cannot start any token", "Indent with spaces, not tabs, and put a value that begins with "
     "% or @ into quotation marks."),
    ("unexpected end of stream", "The quotation mark here is not closed."),
    ("document separator", "The quotation mark here is not closed."),
    ("escape", "Put the value into single quotation marks, where \\ has no meaning."),
    ("expected ':'", "Each line needs a key, a colon and a value: “title: Heat”."),
    ("expected ','", "A list in brackets needs a comma between its values and a ] at its end."),
    ("block sequence entries", "Begin the list on a line of its own."),
    ("tag", "Put a value that begins with ! into quotation marks."),
)  # fmt: skip
"""What to do about a problem of which libyaml's message holds these words."""

OTHERWISE = "Look for a quotation mark inside a value, and for lines that are indented differently."


class ColonError(UnreadableError):
    """A value with a colon stands without quotation marks, in `line`: `title: Alien: Covenant`."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class FrontMatter(NamedTuple):
    """Keys with their values, words, lists and mappings of words; and the line of each key."""

    values: dict[str, Any]
    lines: dict[str, int]


def read_yaml(block: str, first_line: int) -> FrontMatter:
    """The keys of a YAML mapping that begins on `first_line` (YAML 1.1).

    `null` and `~` become empty, all else keeps its wording. Raises `UnreadableError` with the
    line for what is no YAML, no mapping, has a key twice, repeats values by “*”, or is beyond
    256 kB, 20 levels or 10,000 values.

    >>> read_yaml("title: 300\\nrating: 1:30\\ntags: [No, 2012-02-30]\\n", 2)
    FrontMatter(values={'title': '300', 'rating': '1:30', 'tags': ['No', '2012-02-30']}, \
lines={'title': 2, 'rating': 3, 'tags': 4})
    """
    check_length(block)
    builder = _Builder(first_line)
    try:
        for event in yaml.parse(block, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, first_line) from None
    except yaml.YAMLError:
        raise UnreadableError(
            "The front matter holds a character that YAML does not allow. Delete it."
        ) from None
    return FrontMatter(builder.mapping(), builder.lines)


def check_length(block: str) -> None:
    """Raises `UnreadableError` for front matter beyond 256 kB, in whatever notation."""
    if len(block) > LARGEST_BLOCK:
        raise UnreadableError("The front matter is longer than 256 kB. Move the text below it.")


def _explained(error: yaml.MarkedYAMLError, first_line: int) -> UnreadableError:
    quoted = "quoted" in (error.context or "")  # then the context is where the quotation opens
    mark = error.context_mark if quoted else error.problem_mark
    place = f" line {mark.line + first_line}, column {mark.column + 1}" if mark else ""
    said = f"{error.problem} {error.context}"
    advice = next((advice for words, advice in ADVICE if words in said), OTHERWISE)
    sentence = f"The front matter is no valid YAML at{place}. {advice}"
    if mark and UNQUOTED in said:
        return ColonError(sentence, mark.line + first_line)
    return UnreadableError(sentence)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is not closed yet; `key` waits for its value."""

    made: list[Any] | dict[str, Any]
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Puts parsing events together without recursion, so that nesting costs no stack."""

    first_line: int
    lines: dict[str, int] = field(default_factory=dict)
    _root: list[Any] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _count: int = 0

    def take(self, event: yaml.Event) -> None:
        """Add one event. Raises `UnreadableError`."""
        match event:
            case yaml.ScalarEvent():
                self._put(self._words(event), event)
            case yaml.SequenceStartEvent():
                self._push([], event)
            case yaml.MappingStartEvent():
                self._push({}, event)
            case yaml.CollectionEndEvent():
                self._put(self._open.pop().made, event)
            case yaml.AliasEvent():
                self._refuse(event, "Words that begin with * repeat another value in YAML. Put "
                             "them into quotation marks, or write the value out")  # fmt: skip

    def mapping(self) -> dict[str, Any]:
        """What came out of it. Raises `UnreadableError` where that is no mapping."""
        if not self._root:
            return {}
        if len(self._root) > 1 or not isinstance(self._root[0], dict):
            if self._root == [""]:
                return {}
            raise UnreadableError(
                f"The front matter from line {self.first_line} on has no keys. Each line needs a "
                "key, a colon and a value: “title: Heat”."
            )
        return self._root[0]

    def _words(self, scalar: yaml.ScalarEvent) -> str:
        if scalar.tag not in UNTAGGED:
            self._refuse(scalar, "Words that begin with ! name a type in YAML. Put them into "
                         "quotation marks")  # fmt: skip
        if FORBIDDEN.search(scalar.value):
            self._refuse(scalar, "A value in double quotation marks writes a character that no "
                         "text may hold, with \\. Delete it")  # fmt: skip
        return "" if scalar.implicit[0] and scalar.value in NOTHING else str(scalar.value)

    def _push(self, made: list[Any] | dict[str, Any], event: yaml.Event) -> None:
        if len(self._open) >= DEEPEST:
            self._refuse(event, f"Lists and keys are nested more than {DEEPEST} deep")
        self._open.append(_Open(made))

    def _put(self, value: Any, event: yaml.Event) -> None:
        self._count += 1
        if self._count > MOST_VALUES:
            self._refuse(event, f"The front matter has more than {MOST_VALUES:,} values")
        if not self._open:
            self._root.append(value)
            return
        parent = self._open[-1]
        if isinstance(parent.made, list):
            parent.made.append(value)
        elif parent.key is None:
            self._name(parent, value, event)
        else:
            parent.made[parent.key] = value
            parent.key = None

    def _name(self, parent: _Open, key: Any, event: yaml.Event) -> None:
        if not isinstance(key, str):
            self._refuse(event, "A list stands where a key must be")
        if key in parent.made:
            self._refuse(event, f"The key “{key}” is there twice. Delete one of the two")
        parent.key = key
        if len(self._open) == 1:
            self.lines[key] = self._line(event)

    def _refuse(self, event: yaml.Event, why: str) -> None:
        raise UnreadableError(f"{why} (line {self._line(event)}).")

    def _line(self, event: yaml.Event) -> int:
        return self.first_line + (event.start_mark.line if event.start_mark else 0)
