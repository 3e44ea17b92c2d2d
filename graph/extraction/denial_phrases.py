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
        imagine; whether; if; had; rather; \w+[’']d; replac(?:ed|es|ing); wanted; considered;
        tested; auditioned; eyed; offered; courted; approached; rejected; suggested; proposed;
        fired; dropped""",
    "es": r"""habría; hubiera; hubiese; debería; podría; debió; pudo; iba; casi; imagin\w+; si;
        originalmente; ojalá; sustitu\w+; reemplaz\w+; querían?; quiso; quisieron; prefería\w?;
        consider(?:ó|aron|aba\w?); prob(?:ó|aron); rechaz(?:ó|aron); propus(?:o|ieron)""",
    "pt": r"""deveria; poderia; seria; teria; devia; podia; ia; quase; imagin\w+; se;
        originalmente; substitu\w+; queriam?; quis; quiseram; preferia\w?; test(?:ou|aram);
        consider(?:ou|aram|ava\w?); rejeit(?:ou|aram); propôs; propuseram""",
    "fr": r"""aurait; devait; devrait; pourrait; serait; failli; presque; imagin\w+; si;
        initialement; (?:j[’'])?aur(?:ais|ions|aient); remplac\w+; voul(?:ait|aient|ut|u);
        envisage\w+; préfér(?:ait|aient|é); propos(?:a|é|ait)""",
    "de": r"""hätte; wäre; würde; sollte; könnte; fast; beinahe; ursprünglich; falls; ob;
        stell\w*; stellen; ersetz\w*; statt; anstatt; wollten?; bevorzugten?; erwog\w*""",
    "it": r"""avrebbe; sarebbe; dovrebbe; potrebbe; doveva; quasi; immagin\w+; se;
        originariamente; avrei; sostitu\w+; vol(?:eva|evano|le|uto); prefer(?:iva|ito);
        consider(?:ò|ato|ava); propos(?:e|to)""",
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
        star; you; that; it; liked?; loved?; preferred; seen; cast""",
    "es": r"ha; haber; sido; ser; es; está; fue; era; estar; a; una?; la; el; gustado; preferido",
    "pt": r"ter; sido; ser; é; foi; era; está; uma?; [oa]; gostado; preferido",
    "fr": r"été; être; dû; pu; un; une; le; la; vraiment; que; aimé; préféré",
    "de": r"""mehr; der; die; das; ein; eine; er; sie; es; dieser; wirklich; dir; vor; auch; gern;
        lieber""",
    "it": r"è; era; fu; sia; stat[oa]; essere; venire; dovuto; potuto; una?; il; la; preferito",
}
"""What may stand between such a word and what it denies."""
