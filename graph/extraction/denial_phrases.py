"""The words with which running text denies or only imagines what it says, per language: see
`phrases`."""

from __future__ import annotations

from graph.extraction.phrases import Table

NOT: Table = {
    "en": r"not; \w*n[’']t; no; never; neither; nor; hardly",
    "es": r"no; nunca; jamás; tampoco; ni",
    "pt": r"não; nunca; jamais; nem",
    "fr": r"pas; jamais; ni",
    "de": r"nicht; kein\w*; nie; niemals; weder",
    "it": r"non; mai; né",
}

PERHAPS: Table = {
    "en": r"""would; could; should; might; (?-i:may|will); must; almost; nearly;
        originally; initially; supposed; slated; meant; intended; going; set; due; rumou?red;
        imagine; whether; if; had""",
    "es": r"""habría; hubiera; hubiese; debería; podría; debió; pudo; iba; casi; imagin\w+; si;
        originalmente; ojalá""",
    "pt": r"""deveria; poderia; seria; teria; devia; podia; ia; quase; imagin\w+; se;
        originalmente""",
    "fr": r"""aurait; devait; devrait; pourrait; serait; failli; presque; imagin\w+; si;
        initialement""",
    "de": r"""hätte; wäre; würde; sollte; könnte; fast; beinahe; ursprünglich; falls; ob;
        stell\w*; stellen""",
    "it": r"""avrebbe; sarebbe; dovrebbe; potrebbe; doveva; quasi; immagin\w+; se;
        originariamente""",
}
"""What says that something only might be, or might have been."""

OPENING: Table = {
    "en": "imagine; picture; if; what if; whether; had; should; would; could; were; almost",
    "es": r"imagin\w+; si; ojalá; casi",
    "pt": r"imagin\w+; se; quase",
    "fr": r"imagin\w+; si; presque",
    "de": "hätte; wäre; würde; sollte; könnte; fast; beinahe; falls; ob; stell(?:t|en)?",
    "it": r"immagin\w+; se; quasi",
}
"""The same at the beginning of a sentence, before names."""

LINKS: Table = {
    "en": r"""be; been; being; have; is; was; to; an?; the; any; really; actually; even; better;
        star; you; that; it""",
    "es": r"ha; haber; sido; ser; es; está; fue; era; estar; a; una?; la; el",
    "pt": r"ter; sido; ser; é; foi; era; está; uma?; [oa]",
    "fr": r"été; être; dû; pu; un; une; le; la; vraiment; que",
    "de": r"mehr; der; die; das; ein; eine; er; sie; es; dieser; wirklich; dir; vor; auch",
    "it": r"è; era; fu; sia; stat[oa]; essere; venire; dovuto; potuto; una?; il; la",
}
"""What may stand between such a word and what it denies."""
