"""Which film is meant, which documents are one review, and the slug under which a thing answers.

Everything here is a function of what the documents say and never of the order in which they
came: the same documents give the same films and the same slugs, added in one go or one by one.
"""

from graph.identity.appearances import Appearance, Appeared, appearance, together
from graph.identity.films import films
from graph.identity.said import Said, Signature
from graph.identity.slugs import dated_slug, film_slug, page_slug, short_hash

__all__ = [
    "Appearance",
    "Appeared",
    "Said",
    "Signature",
    "appearance",
    "dated_slug",
    "film_slug",
    "films",
    "page_slug",
    "short_hash",
    "together",
]
