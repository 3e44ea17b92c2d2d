"""The words around a name and its brackets that tell a character from a film, per language: see
`phrases`."""

from __future__ import annotations

from graph.extraction.phrases import Table

PART: Table = {
    "en": r"""(?:his|her|their|my|whose) (?:[a-z-]+ ){0,2}(?!KIND)[a-z-]+,?;
        (?:named|called|character|featuring)""",
    "pt": r"""(?:seus?|suas?) (?:[a-zà-ÿ-]+ ){0,2}(?!FILME)[a-zà-ÿ-]+,?; chamad[oa]; personagem""",
    "es": r"""sus? (?:[a-zà-ÿ-]+ ){0,2}(?!FILME)[a-zà-ÿ-]+,?; llamad[oa]; personaje""",
    "fr": r"""(?:son|sa|ses|leur) (?:[a-zà-ÿ-]+ ){0,2}(?!FILME|film)[a-zà-ÿ-]+,?; nommée?;
        personnage""",
    "de": r"""(?:sein|ihr)e?[rnms]? (?:\w+ )?(?:\w+),?; namens; Figur""",
    "it": r"""su(?:o|a|oi|e) (?:[a-zà-ÿ-]+ ){0,2}(?!FILME|film)[a-zà-ÿ-]+,?; di nome;
        personaggio""",
}
"""What stands before a character: a part, as “her mother”, or words for a name."""

DESCRIBED: Table = {
    "en": r"""the; (?:[Tt]he|[Aa]n?) (?!KIND|most|other)[a-z-]{3,}""",
    "pt": r"""d?o; (?:[OoAa]|[Uu]ma?|[dn][oa]|pel[oa]|ao|à) (?!FILME|outr)[a-zà-ÿ-]{3,}""",
    "es": r"""(?:[Ee]l|[Ll]a|[Uu]na?|del|al) (?!FILME|otr)[a-zà-ÿ-]{3,}""",
    "fr": r"""(?:[Ll][ea]|[Uu]ne?|du|au) (?!FILME|film|autre)[a-zà-ÿ-]{3,}""",
    "it": r"""(?:[Ii]l|[Ll][oa]|[Uu]na?|del|della|al) (?!FILME|film|altr)[a-zà-ÿ-]{3,}""",
}
"""What stands before a character rather than a film: “the villain”, where no film is named so."""

RANK: Table = {
    "en": r"""(?:Dr|Mrs?|Ms|Sgt|Lt|Col|Capt|Prof)\.; Captain; Chief; Detective; Agent; Sergeant;
        Sheriff; Colonel; General; Major; Lieutenant; Officer; Inspector; Queen; Prince;
        Princess; Aunt; Uncle; Sister; Father; Doctor; Professor; Lady; Lord; Sir""",
    "pt": r"""Dona; Seu; Tia; Tio; Padre; Delegad[oa]; Capitão; Doutora?; Sr\.; Sra\.""",
    "es": r"""Don; Doña; Tía; Tío; Padre; Capitán; Doctora?; Sra?\.""",
    "fr": r"""Madame; Monsieur; Mlle; Tante; Oncle; Père; Capitaine; Docteur""",
    "de": r"""Frau; Herr; Tante; Onkel; Kommissar(?:in)?; Doktor""",
    "it": r"""Don; Donna; Zia; Zio; Padre; Capitano; Signora?; Dottore""",
}
"""What begins the name of a character."""

PERSON_BEHIND: Table = {
    "en": r""",? (?:who|whose|whom); and (?:his|her)""",
    "pt": r""",? quem; e (?:seu|sua)s?""",
    "es": r""",? quien; y sus?""",
    "fr": r"""et (?:son|sa|ses)""",
    "de": r"""und (?:sein|ihr)e?[rnms]?""",
    "it": r"""e (?:il suo|la sua|i suoi)""",
}
"""What stands behind the brackets of a person."""

APPOSED: Table = {
    "en": r"an?; the; his; her; their",
    "pt": r"uma?; [oa]; seu; sua",
    "es": r"una?; el; la; su",
    "fr": r"une?; le; la; son; sa",
    "de": r"(?:ein|d)e[rs]?; die; (?:sein|ihr)e?",
    "it": r"una?; il; la; suo; sua",
}
"""What stands before the part of a person behind its brackets: “…, her mother”."""

FILM: Table = {
    "en": r"KIND; sequel; prequel; hit; debut; favou?rite",
    "pt": r"FILME; clássico; sucesso; estreia",
    "es": r"FILME; clásico; éxito; debut",
    "fr": r"FILME; film; succès; chef-d[’']œuvre",
    "de": r"Film; Klassiker; Meisterwerk; Streifen",
    "it": r"FILME; film; classico; capolavoro",
}
"""What stands before a film."""

FILM_BEHIND: Table = {
    "en": r""",? (?:(?:is|was|are|were|remains?) )?(?:an?|the|one of the|both)
        (?:[\w-]+ ){0,2}KINDs?""",
    "pt": r""",? (?:(?:é|era|foi|são) )?(?:um|uma|o|a|os|as) (?:\w+ ){0,2}FILMEs?""",
    "es": r""",? (?:(?:es|era|fue|son) )?(?:un|una|el|la|los|las) (?:\w+ ){0,2}FILMEs?""",
    "fr": r""",? (?:(?:est|était|sont) )?(?:un|une|le|la|les) (?:\w+ ){0,2}(?:FILME|film)s?""",
    "de": r""",? (?:(?:ist|war|sind) )?(?:der|die|das|ein|eine) (?:\w+ ){0,2}(?:Film|Klassiker)""",
    "it": r""",? (?:(?:è|era|fu|sono) )?(?:un|una|il|la|i) (?:\w+ ){0,2}(?:FILME|film)""",
}
"""What stands behind the brackets of a film."""
