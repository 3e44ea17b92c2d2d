"""The words of a sentence that is nothing but a score, per language: see `phrases`."""

from __future__ import annotations

from graph.extraction.phrases import Table

FROM_ME: Table = {
    "en": "(?:for|from|by) me",
    "de": "(?:von|für) mi(?:r|ch)",
    "fr": "pour moi; de ma part",
    "es": "para mí; de mi parte",
    "pt": "(?:para|por) mim; da minha parte",
    "it": "per me; da parte mia",
}
LED: Table = {
    "en": "(?:rated )?(?:an? )?(?:(?:solid|strong|easy|firm|clear|weak) )?",
    "de": "(?:eine? )?(?:(?:solide|starke|klare)[ns]? )?",
    "fr": "(?:une? )?(?:solide )?",
    "es": "(?:une? )?",
    "pt": "(?:uma? )?",
    "it": "(?:una? )?(?:solid[oa] )?",
}
"""What a sentence may begin with that is a score."""

OPINIONS: Table = {
    "en": """says?; said; thinks?; thought; writes?; wrote; calls; called; gives?; gave; rates?;
        rated; hate[sd]; love[sd]; (?:dis)?like[sd]; enjoy(?:s|ed); according""",
    "de": "sagte?; meinte?; findet; fand; schreibt; schrieb; gibt; gab; laut; liebte?; hasste?",
    "fr": "dit; écrit; pense; trouve; donne; selon; adore; déteste",
    "es": "dice; dijo; escribe; piensa; da; dio; según; odia; adora",
    "pt": "diz; disse; escreve; acha; dá; deu; segundo; odeia; adora",
    "it": "dice; disse; scrive; pensa; dà; secondo; odia; adora",
}
"""What stands in the sentence before that gives another's opinion."""

_KIN = {
    "en": "mother father mum mom dad parents? wife husband partner spouse son daughter kids? child"
    " children brother sister siblings? family friends? mates? girlfriend boyfriend colleagues?"
    " uncle aunt cousin grand\\w+ neighbou?rs? roommate boss",
    "de": "mutter vater mama papa eltern frau mann partner(?:in)? sohn tochter kind(?:er)? bruder"
    " schwester familie freund(?:e|in)? kolleg(?:e|en|in) onkel tante oma opa",
    "fr": "mère père maman papa parents femme mari fils fille enfants? frère sœur famille amie?s?"
    " copine?s? collègues? oncle tante grand\\S+",
    "es": "madre padres? mamá papá mujer esposa marido hij[oa]s? herman[oa]s? familia amig[oa]s?"
    " novi[oa] pareja colegas? tí[oa] abuel[oa]s?",
    "pt": "mãe pais? mamãe papai mulher esposa marido filh[oa]s? irmãos? irmãs? família amig[oa]s?"
    " namorad[oa] colegas? ti[oa] av[óô]s?",
    "it": "madre padre mamma papà genitori moglie marito figli[oae]? fratell[oi] sorell[ae]"
    " famiglia amic[oahei]{1,2} ragazz[oa] collegh?[aie] zi[oa] nonn[oai]",
}
_MY = {
    "en": "(?:my|our)(?: \\w+)?",
    "de": "(?:mein|unser)(?:e[rnms]?)?(?: \\w+)?",
    "fr": "(?:mon|ma|mes|notre|nos)",
    "es": "(?:mis?|nuestr[oa]s?)",
    "pt": "(?:minhas?|meus?|noss[oa]s?)",
    "it": "(?:mi[oa]|miei|mie|nostr[oaie])",
}
RELATIONS: Table = {name: f"{_MY[name]} (?:{'|'.join(kin.split())})" for name, kin in _KIN.items()}
"""Those of whose mind the author may tell in the sentences before."""

AUTHOR: Table = {
    "en": "I; we",
    "de": "ich; wir",
    "fr": r"je; nous; j[’']\w+",
    "es": "yo; nosotr[oa]s",
    "pt": "eu; nós",
    "it": "io; noi",
}
"""What tells there that it is the author's own."""
