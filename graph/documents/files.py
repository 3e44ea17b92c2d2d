"""Which files there are to read, and the bytes of one: folders in order, links not followed."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from graph.errors import UnreadableError
from graph.records import Skipped, Unreadable

LARGEST = 8 * 1024 * 1024
"""Bytes up to which a file is taken for one review, and a row of a table for a row."""

PAGES = (".html", ".htm", ".xhtml")
"""How the names of pages in HTML end."""

START = 64 * 1024

SENTENCES = {
    errno.EACCES: "You may not read this. Give yourself the permission, or ask its owner.",
    errno.EPERM: "You may not read this. Give yourself the permission, or ask its owner.",
    errno.ENOENT: "There is nothing of this name. Check the spelling and the folder.",
    errno.ENOTDIR: "There is nothing of this name. Check the spelling and the folder.",
    errno.ELOOP: "This is a link that leads in a circle. Name the file itself.",
    errno.ENAMETOOLONG: "The name or the path is too long to be opened. Shorten it.",
}

PART = re.compile(r"(?:#[a-z]{1,20}=[\w.~%-]{1,400}){1,2}\Z", re.ASCII)
"""What a source has behind its file: the part, and the section of that."""

LONGEST_ID = 120
SMALL_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,7})", re.ASCII)


@dataclass(frozen=True, slots=True)
class File:
    """A regular file, or a folder that is one thing; `source` names it for ever. `include` are
    parts to be read on request; `size` is what it had in bytes when it was found. `below` is where
    one outside the site stands below the folder that was named, and with that folder's name."""

    path: Path
    source: str
    include: frozenset[str] = frozenset()
    is_folder: bool = False
    size: int = 0
    below: str = ""

    @property
    def suffix(self) -> str:
        """The end of its name from the last dot on, in lower case."""
        name = self.source.rpartition("/")[2]  # as in `PurePath.suffix`, for a million names
        stem, stop, end = name.rpartition(".")
        return f".{end}".lower() if stop and stem and end else ""

    def start(self) -> bytes:
        """Its first bytes, by which its form is recognised. Raises `OSError`."""
        with self.path.open("rb") as stream:
            return stream.read(START)

    def read_ahead(self) -> None:
        """Ask the system to fetch it from the disk meanwhile: a hint, where the system takes it."""
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):  # what is wrong with it is told when it is read
                descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK)
                try:
                    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_WILLNEED)
                finally:
                    os.close(descriptor)

    def content(self) -> bytes:
        """All its bytes. Raises `UnreadableError` where there are none or too many."""
        with self.path.open("rb", buffering=0) as stream:
            size = os.fstat(stream.fileno()).st_size
            data = stream.read(size + 1) if size <= LARGEST else b""
            while len(data) > size and (more := stream.read(LARGEST + 1 - len(data))):
                data += more  # it has grown, or never says how large it is
        if size > LARGEST or len(data) > LARGEST:
            raise UnreadableError(
                f"The file has {size / 1_000_000:,.0f} MB, and a review has at most "
                f"{LARGEST // (1024 * 1024)}. If it holds many reviews, give each a file or a "
                "row of a CSV."
            )
        if not data.strip():
            raise UnreadableError("The file is empty. Write the review into it, or delete it.")
        return data


Bundle = Callable[[str, Collection[str]], Collection[str]]
"""Of the names in a folder, whose path it has, those that are one thing together."""

LeftOut = Callable[[Collection[str]], Mapping[str, str]]
"""Of the names in a folder those of which nothing is read, each with the sentence that says why."""


def find(
    paths: Iterable[Path],
    root: Path,
    bundle: Bundle = lambda folder, names: (),
    left_out: LeftOut = lambda names: {},
) -> Iterator[File | Unreadable | Skipped]:
    """Every file named or below a folder named, folder by folder in the order of names.

    Hidden files and folders are passed over, unless they are named themselves. A folder in which
    `bundle` finds something comes out itself, and what else is in it thereafter. Each file in what
    is `left_out` comes out as skipped. No file is opened here.
    """
    base = Path(os.path.realpath(root))
    for path in paths:
        try:
            top = os.path.realpath(path, strict=True)
        except OSError as error:
            missing = source_of(Path(os.path.realpath(path)), base)
            yield Unreadable(printable(missing), sentence(error), rest=True)
        else:
            yield from _walk(top, f"{base.as_posix().rstrip('/')}/", bundle, left_out)


def part(source: str, name: str, which: int | str) -> str:
    """The source of one of several documents in a file: its number, or better an id of its own.

    >>> part("films.csv", "row", 3), part("feed.xml", "latest", "https://example.org/?p=7")
    ('films.csv#row=3', 'feed.xml#latest=https%3A%2F%2Fexample.org%2F%3Fp%3D7')
    """
    words = str(which).encode(errors="replace").decode()
    if len(words.encode()) > LONGEST_ID:
        words = hashlib.sha256(words.encode()).hexdigest()[:32]
    return f"{source}#{name}={quote(words, safe='') or '-'}"


LATEST = "latest"
"""The name for parts of a file that shows the newest only, such as a feed: what has left it may be
there still."""


def is_latest(source: str) -> bool:
    """Whether it is a part of a file that shows the newest only."""
    found = PART.search(source)
    return found is not None and found[0].startswith(f"#{LATEST}=")


@dataclass(slots=True)
class Parts:
    """Names the documents of a file by ids of their own, each source once.

    >>> parts = Parts("posts.xml", "post")
    >>> parts.named("a"), parts.named("b"), parts.named("a")
    ('posts.xml#post=a', 'posts.xml#post=b', 'posts.xml#post=a~2')
    """

    source: str
    kind: str
    _taken: dict[str, int] = field(default_factory=dict)
    _numbers: bytearray = field(default_factory=bytearray)

    def named(self, which: str) -> str:
        """The source of the next document; an id that was there before gets a number."""
        first = candidate = part(self.source, self.kind, which)
        if SMALL_NUMBER.fullmatch(which):
            if self._is_new(int(which)):
                return first
            self._taken.setdefault(first, 1)
        while candidate in self._taken:
            self._taken[first] += 1
            candidate = f"{first}~{self._taken[first]}"
        self._taken[candidate] = 1
        return candidate

    def _is_new(self, number: int) -> bool:
        """A bit for each number: a large export has millions, and memory must not grow with it."""
        place, bit = number >> 3, 1 << (number & 7)
        self._numbers.extend(bytes(max(0, place + 1 - len(self._numbers))))
        known = self._numbers[place] & bit
        self._numbers[place] |= bit
        return not known


def file_of(source: str) -> str:
    """The source of the file that a document is in; itself where the document is the file.

    >>> file_of("films.csv#row=3"), file_of("blog.xml#post=2#section=heat"), file_of("Review #3.md")
    ('films.csv', 'blog.xml', 'Review #3.md')
    """
    return PART.sub("", source)


def sentence(error: OSError) -> str:
    """What the system's refusal means for the person in front of the machine."""
    plain = f"The system cannot read this: {error.strerror or error}. Check the disk."
    return SENTENCES.get(error.errno or 0, plain)


def source_of(path: Path, base: Path) -> str:
    """The name under which a path is known: relative to the base if it is inside."""
    return _source(path.as_posix(), f"{base.as_posix().rstrip('/')}/")


def _source(path: str, base: str) -> str:
    """The same for an address that is in order already, and a base with a stroke at its end."""
    inside = path.startswith(base) and path != base
    return path[len(base) :] if inside else path


def _walk(
    top: str, base: str, bundle: Bundle, left_out: LeftOut
) -> Iterator[File | Unreadable | Skipped]:
    left = [(top, "")]  # a stack and not recursion: folders can be nested deeper than calls
    above = "" if top.startswith(base) or f"{top}/" == base else f"{top.rpartition('/')[0]}/"
    while left:
        path, why = left.pop()
        source = _source(path, base)
        try:
            status = os.lstat(path)
            if stat.S_ISDIR(status.st_mode):
                children = _children(path)
                together = () if why else bundle(path, children)
                out = {} if why else left_out(children)
                apart = (child for child in children if child not in together)
                left += [(f"{path}/{child}", why or out.get(child, "")) for child in apart]
                if together and printable(source) == source:
                    yield File(Path(path), source, is_folder=True, below=_below(path, above))
                continue
        except OSError as error:
            yield Unreadable(printable(source), sentence(error), rest=True)
            continue
        found = _entry(path, source, status, _below(path, above))
        yield Skipped(source, why) if why and isinstance(found, File) else found


def _below(path: str, above: str) -> str:
    return path.removeprefix(above) if above else ""


def _children(folder: str) -> list[str]:
    """The names in a folder that are not hidden, the last first."""
    with os.scandir(folder) as entries:
        return sorted((e.name for e in entries if not e.name.startswith(".")), reverse=True)


def _entry(
    path: str, source: str, status: os.stat_result, below: str
) -> File | Unreadable | Skipped:
    name = printable(source)
    if name != source:
        return Unreadable(name, "The name of this file is not valid text. Rename it.")
    if stat.S_ISLNK(status.st_mode):
        return Skipped(
            source, "This is a link, and links in a folder are not followed: add what it leads to."
        )
    if not stat.S_ISREG(status.st_mode):
        return Skipped(source, "This is no file but a pipe, a socket or a device.")
    return File(Path(path), source, size=status.st_size, below=below)


def printable(source: str) -> str:
    """The name with bytes that are no text written out, as in `caf\\xe9.md`."""
    return source.encode(errors="surrogateescape").decode(errors="backslashreplace")


def is_there(source: str, base: Path) -> bool:
    """Whether there is something under a source, also where its name had to be written out."""
    written = re.sub(
        rb"\\x([0-9a-f]{2})", lambda byte: bytes.fromhex(byte[1].decode()), source.encode()
    )
    return any(map(os.path.lexists, (base / source, base / os.fsdecode(written))))
