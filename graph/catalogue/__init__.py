"""Film identities: a local index of what films there are, made from public data.

`records` says what is known of a film, `forms` under which forms its titles are found, `index`
keeps and finds films. `tables` and `wikidata` read them from files, `service` from an endpoint.
"""

from __future__ import annotations

from graph.catalogue.forms import WEAK, person_form, title_forms
from graph.catalogue.index import Catalogue
from graph.catalogue.records import CatalogueFilm

__all__ = ["WEAK", "Catalogue", "CatalogueFilm", "person_form", "title_forms"]
