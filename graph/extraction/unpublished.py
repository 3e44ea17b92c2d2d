"""Is it for everybody to read, and already? By keys that say so, such as `draft` and `visibility`.

What is not known as public holds a document back: a private piece on the web is worse than one
that waits for a word of its author.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.extraction.entries import NO, YES, Entry, clip
from graph.extraction.keys import Key, fold, spelled
from graph.values.patterns import on_demand

NOT_PUBLIC = spelled(
    """draft, drafts, auto-draft, private, hidden, unlisted, unpublished, not published, pending,
    pending review, needs review, scheduled, future, trash, trashed, deleted, skip, in
    progress, wip, work in progress, unfinished, incomplete, ongoing, idea, outline, to do,
    todo, friends, friends only, followers, followers only, subscribers, members, paid, only
    paid, only free, founding, internal, protected, password, me, only me, just me, self,
    nobody, mutuals, direct, entwurf, privat, unveröffentlicht, brouillon, privé, borrador,
    privado, rascunho, bozza, privato, 下書き, 非公開"""
)
"""Words of WordPress, Pelican, Ghost, Substack, Mastodon and their kin, and of notebooks."""

PUBLIC = spelled(
    """published, publish, public, live, posted, online, open, everyone, everybody, anyone, all,
    world, active, final, finished, done, complete, completed, ready, approved, reviewed,
    revised, updated, evergreen, archived, archive, ok, watched, seen, viewed, rewatched,
    rewatch, rewatching, repeating, dropped, abandoned, dnf, rated, logged, owned, released,
    post production, in production, planned, rumored, canceled, cancelled, ended, returning
    series, publié, vu, terminé, fini, veröffentlicht, öffentlich, gesehen, fertig,
    abgeschlossen, publicado, público, visto, vista, terminado, concluído, assistido,
    pubblicato, pubblico, finito, 公開, 公開済み, 済, 完了, 観た, 視聴済み"""
)
"""Words that say so, or that the work on it is done, or something of film and watching."""

TO_SEE = spelled(
    """to read, to watch, toread, towatch, watchlist, watch later, want to watch, want to see,
    plan to watch, planning, planning to watch, plantowatch, queue, queued, backlog, wishlist,
    unwatched, unseen, not watched, not seen, upcoming, à voir, por ver, zu sehen, da vedere"""
)
"""Words that say that there is nothing to review yet."""

AUDIENCE = spelled("audience, access")
"""Keys that mostly say something else: of them only what is known as not public counts."""

UNPUBLISHED = {
    Key.DRAFT: YES | NOT_PUBLIC,
    Key.PUBLIC: (NO - {""}) | NOT_PUBLIC,
    Key.STATUS: NOT_PUBLIC,
}
ASKING = {Key.DRAFT: NO, Key.STATUS: PUBLIC | YES | NO}
"""Keys that are there to say who may read it, and when all may."""

TELLING = frozenset((Key.PASSWORD, *UNPUBLISHED))

ALL_MAY = {Key.DRAFT: "false", Key.STATUS: "public"}
LONGEST = 200
APART = on_demand(r"[,;/|]")


def says_unpublished(key: Key | None, value: str) -> bool:
    """Whether a value is known to say under this key that it is not published."""
    return key in UNPUBLISHED and not _words(value).isdisjoint(UNPUBLISHED[key])


def unpublished(entries: Iterable[Entry]) -> str:
    """The sentence that says why this is not published, or nothing."""
    for entry in entries:
        key = entry.meaning or (Key.STATUS if fold(entry.key) in AUDIENCE else None)
        if key not in TELLING:
            continue
        said = str(entry.said).lower() if isinstance(entry.said, bool) else entry.text[:LONGEST]
        if key is Key.PASSWORD and not _words(said) <= NO:
            return f"It is behind a password, its key “{entry.key}”, so it is not published."
        if key is Key.STATUS and not _words(said).isdisjoint(TO_SEE):
            return f"The film is not seen yet: its key “{entry.key}” says “{clip(said, 40)}”."
        if says_unpublished(key, said):
            return f"It is not published: its key “{entry.key}” says “{clip(said, 40)}”."
        if entry.meaning in ASKING and not _words(said) <= ASKING[entry.meaning]:
            return (
                f"It is held back: its key “{entry.key}” says “{clip(said, 40)}”, which may mean "
                f"that not everybody may read it. If all may, write “{ALL_MAY[entry.meaning]}”."
            )
    return ""


def _words(value: str) -> set[str]:
    """What a value says, folded; figures and signs alone say nothing."""
    words = map(fold, APART.split(value[:LONGEST]))
    return {word for word in words if not word.isdecimal() or word in YES | NO} - {""}
