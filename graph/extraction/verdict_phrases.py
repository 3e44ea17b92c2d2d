"""The words of the author's own verdict in running text, per language: see `phrases`. What gives
reason to doubt one is here as well; where there is a reason, the score counts as nobody's.
"""

from __future__ import annotations

from graph.extraction.phrases import Table
from graph.values.patterns import ANY_YEAR

GIVES: Table = {
    "en": r"(?:I|we)(?:[’']d| would|[’']ll| will)? (?:give|gave|rate|rated|award|score)\b",
    "es": r"le (?:doy|pongo|damos|daría)\b",
    "pt": r"dou\b",
    "fr": r"je lui (?:donne|mets)\b",
    "de": r"(?:ich gebe|gebe ich)\b",
}
"""How the author gives a score; words behind tell to what, or before."""

LABELS: Table = {
    "en": r"""(?:my|our|final|overall) (?:own |final )?(?:rating|score|verdict|grade|mark)\b;
        (?:rating|score|verdict|grade|overall|final verdict)\s?:""",
    "es": r"(?:mi )?(?:nota|puntuación|calificación|valoración)\s?:",
    "pt": r"(?:minha )?(?:nota|avaliação)\s?:; leva (?:ao filme |nota )?",
    "fr": r"(?:ma )?note\s?:",
    "de": r"(?:meine )?(?:Wertung|Bewertung|Note)\s?:",
    "it": r"(?:il mio )?(?:voto|giudizio)\s?:",
    "ja": r"(?:評価|点数|採点)\s?[:：は]",
}
"""What stands before a score as its name."""

LED_BY: Table = {
    "en": r"""my; our; an?; the; so; hence; and; with; star; film; movie; general; total; personal;
        final; overall""",
    "es": r"mi; nuestra; la; una; y; final; entonces",
    "pt": r"minha; nossa; a; uma; e; final; ele; ela; (?:o|este) (?:filme|longa); por isso",
    "fr": r"ma; notre; la; une; et; donc; finale",
    "de": r"meine; unsere; die; eine; und; also; Fazit; gesamt",
    "it": r"il mio; il nostro; il; un; e; dunque; quindi",
}
"""What a name of a score may follow within its sentence; else it says whose it is, or of what."""

THIS_FILM: Table = {
    "en": r"it; this one; (?:the|this) ~~KIND; this(?= an?\b| \d|$); the whole (?:thing|KIND)",
    "es": r"(?:al|a la|a est[ea]|a todo el) ~FILME",
    "pt": r"(?:ao|à|a est[ea]) ~FILME",
    "fr": r"(?:au|à ce|à cette|à la) ~FILME",
    "de": r"""(?:dem|diesem|der|dieser) (?:\w+ )?\w*(?:film|werk|streifen|drama|thriller|komödie);
        (?:dem|diesem) ganzen; ihm; (?:Gesamt)?(?:Wertung|Bewertung|Note|Punktzahl); Punkte;
        Sterne""",
}
"""The film under review, to which a score is given."""

BOUNDS: Table = {
    "en": r"""(?:more|less|better|worse) than; at (?:least|most); nearly; almost; below; above;
        under; over; before; until""",
    "es": r"más de; menos de; casi; antes de; sin",
    "pt": r"mais d[eo]; menos d[eo]; quase; antes de; sem",
    "fr": r"ne; n[’']\w+; plus de; moins de; presque; avant de; sans",
    "de": r"""mehr als; weniger als; mindestens; höchstens; fast; beinahe; knapp; unter; über;
        bevor; bis""",
}
"""What bounds or puts off a score within its clause."""

NOT_REAL: Table = {
    "en": r"(?<!even )if(?! only\b); unless; whether; should (?:I|we); had I; suppose; imagine",
    "es": r"si; ojalá; aunque no",
    "pt": r"(?<=, )se; caso; oxalá",
    "fr": r"si; s[’']il",
    "de": r"wenn; falls; ob; sollte; hätte\w*; wäre\w*; würde\w*; sofern",
}
"""What makes of a sentence one that only might be true."""

TO_ANOTHER: Table = {
    "en": "(?!)",
    "fr": "(?!)",
    "es": r"al(?! (?:final|menos|fin|cabo)\b); a (?:la|los|las|su|otr[oa])",
    "pt": r"(?:ao|à|aos|às)(?! (?:final|fim|menos)\b)",
    "de": r"dem; der; den; diesem; dieser; einem; einer; seine[mr]; ihre[mr]",
}
OF_ANOTHER: Table = {**TO_ANOTHER, "en": "the; that; those; his; her; its; their; both; each; for"}
"""What comes before another thing to which a score is given: in front of the verb, and behind."""

THEN: Table = {
    "en": rf"""{ANY_YEAR}; ago; back then; at the time; once; originally; initially;
        previously; at first; first (?:saw|watched|time|viewing); last (?:time|year|week);
        on release; as an? (?:kid|child|teenager|student); I was wrong; I (?:have )?changed my mind;
        I take (?:it|that) back; now"""
}
"""What tells beside a verb of the past that the score is not of today."""

FOR_THINGS: Table = {
    "en": r"for(?! me\b| this\b| it\b| effort\b| the (?:film|movie)\b)",
    "es": r"(?:para|por)(?! mí\b)",
    "pt": r"(?:para|por)(?! mim\b)",
    "fr": r"pour(?! moi\b)",
    "de": r"für(?! mich\b| dies| den Film)",
    "it": r"per(?! me\b)",
}
"""What leads on behind a named score to the thing that it is for."""

PLACED: Table = {
    "en": r"on; at; in; from; by; according to",
    "es": r"en; de; según",
    "pt": r"no; na; em; d[eoa]; segundo",
    "fr": r"sur; chez; selon; d[eu]",
    "de": r"auf; bei; laut; von",
    "it": r"su; di; secondo",
}
"""What leads on there to a name: where it was given, or by whom."""
