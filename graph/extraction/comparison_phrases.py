"""The words with which running text speaks of another film than its own, per language: see
`phrases`."""

from __future__ import annotations

from graph.extraction.phrases import Table

OTHER: Table = {
    "en": r"""(?:the|its) (?:(?!most )[\w-]+ )?originals?(?!\w|
        (?:story|screenplay|script|idea|song|music|score)\b);
        (?:last|the previous|th(?:at|e) same|the very same) year\b(?![’']s); the year before;
        (?:a|one|two|three) years? (?:ago|before|earlier); (?:double|triple) (?:bill|feature);
        the first (?:(?:two|three|four) )?(?:films?|movies?|one|two|three|part|version)(?!\w|
        (?:by|of|from|in|since|to|that|directed|made)\b);
        the (?:earlier|older|old|previous|other|silent) (?:film|movie|version|adaptation|one);
        (?:the|its) (?:\w+ )?counterparts?;
        (?-i:[A-Z])\w+[’']s other (?:films|movies|works|adaptations);
        (?:season|episode) of (?-i:[_*“"A-Z]); (?:the|its|all|many|later|two|three) sequels;
        its (?:predecessor|sequel|remake|prequel);
        (?:a|the) remake (?:of|by); the same (?:day|week|night|evening|weekend|festival) as;
        in the same (?:week|month|festival);
        whose (?:\w+ )?films (?:are|were) directed; (?-i:Where [A-Z])\w+ (?:cast|chose|gave)\b;
        who (?:directed|made|wrote|shot) (?-i:[A-Z]); (?:last|previously) (?:worked|teamed);
        (?:made|directed|shot|wrote)
        (?-i:[A-Z][\w’'-]*(?: (?:of|the|[A-Z0-9][\w’'-]*)){0,5}) (?:with|and cast);
        (?-i:[A-Z][\w’'-]*), in which; (?-i:after [A-Z][\w’'-]* [A-Z][\w’'-]* as)\b;
        of (?-i:[A-Z][\w’'-]*(?: (?:of|the|[A-Z0-9][\w’'-]*)){1,5}) with (?-i:[A-Z]);
        (?:once|originally|previously|formerly|memorably) (?:played|created|originated) by;
        (?:best|first|better|film|work|role|performance) since (?-i:[A-Z]);
        on (?:television|TV|Broadway|the (?:small screen|radio));
        (?-i:In (?:The |An? )?(?:[A-Z][\w’'-]*\.? ){3,6})(?:plays|played|stars|is|was)\b;
        (?-i:[A-Z])\w+[’']s own (?:version|adaptation|take|remake|miniseries);
        compar(?:ed|able|ing|e (?:it|this|them)) (?:to|with);
        with (?:a|an) (?:(?:very|entirely|wholly) )?(?:different|other) (?:cast|line-up);
        (?:the|an?|its) (?:sequel|prequel|spin-off),? (?:will|would|may|might|is to|is set to);
        (?:the|an?|its) (?:\w+ )?(?:sequel|prequel|spin-off|featurette|making-of|extra|trailer|music
        video|stage play),? (?:is |was )?(?:written|by)\b""",
    "pt": r"""(?:[oa]|d[oa]|n[oa]|seu|um) original\b; (?:n?o|d[oe]) ano (?:passado|anterior);
        n?(?:o|esse|aquele) mesmo ano; sessão dupla; programa duplo;
        (?:[oa]s?|n[oa]s?|d[oa]s?) primeir[oa]s? (?:dois |três )?filmes?(?! d); n?o filme anterior;
        (?:[oa]|n[oa]|d[oa]) versão (?:anterior|antiga|original|muda);
        (?:as|suas) (?:continuações|sequências); (?:o|um) (?:remake|refilmagem) d[eo];
        no mesmo (?:dia|festival|mês); com outro elenco; comparad[oa]s? (?:a|com);
        (?:que (?:dirigiu|fez|rodou)|dirigiu (?:depois|antes|também)|havia dirigido) (?-i:[A-Z]);
        a (?:continuação|sequência) (?:será|terá)""",
    "es": r"""(?:la|el|su|un|una|lo|del|al) original\b; el año (?:pasado|anterior);
        (?:ese|el|aquel) mismo año; (?:programa|sesión) doble;
        (?:las?|sus?) (?:dos |tres )?primeras? películas?(?! de); la película anterior;
        la versión (?:anterior|antigua|original|muda); (?:las|sus) secuelas;
        (?:el|un) remake (?:de|que); el mismo (?:día|festival|mes); con otro (?:reparto|elenco);
        (?:que (?:dirigió|hizo|rodó)|dirigió (?:después|antes|también)|había dirigido) (?-i:[A-Z]);
        comparad[oa]s? (?:a|con); la secuela (?:será|tendrá|estará)""",
    "fr": r"""(?:l[’']|son |un )originale?\b; l[’'](?:année|an) (?:dernière?|passée?|précédente?);
        la même année; (?:l[’']année|ans?) (?:plus tôt|d[’']avant);
        (?:les?|ses) (?:deux |trois )?premiers? films?(?! d[eu’']); le film précédent;
        double programme;
        (?:la|une) version (?:précédente|ancienne|originale|muette); (?:les|ses) suites;
        (?:le|un) remake d[e’']; (?:le même|la même) (?:jour|semaine|festival|mois);
        comparée?s? (?:à|avec); avec une? autre (?:casting|distribution); la suite (?:sera|aura);
        (?:avait|qui a) (?:déjà )?(?:réalisé|tourné|dirigé) (?-i:[A-Z])""",
    "de": r"""(?:das|dem|des|beim|vom|im|am|ein) Originals?\b; (?:im )?letzte[ns] Jahr(?:es)?\b;
        (?:im )?(?:vergangene[ns]|vorige[ns]|selben|gleichen) Jahr(?:es)?\b; Jahre zuvor;
        Doppel(?:programm|vorstellung|feature); (?:im|der|dem) ersten (?:Film|Teil)\b;
        (?:der|dem|den|im) Vorgänger\b; (?:die|den|der) Fortsetzungen;
        (?:die|der|den) (?:frühere|ältere|alte)n? (?:Film|Version|Verfilmung);
        (?:das|dem|ein) Remake (?:von|des|der|(?-i:[A-ZÄÖÜ])\w*); am selben (?:Tag|Abend);
        drehte (?:später|zuvor|danach|davor) (?-i:[A-Z]);
        (?:verglichen|vergleichbar) mit; mit ande?rer,? (?:\w+,? ){0,3}Besetzung;
        (?:die|eine) Fortsetzung (?:wird|soll|mit)""",
    "it": r"""(?:l[’']|un[’']?|dell[’']|nell[’']|all[’'])originale\b;
        l[’']anno (?:scorso|prima|precedente); (?:lo|nello) stesso anno; anni fa; doppio spettacolo;
        (?:il|i|nei|nel) prim[io] (?:due |tre )?film(?! d); il film precedente;
        la versione (?:precedente|vecchia|originale|muta); (?:i|suoi) seguiti;
        (?:il|un) remake d[ie]; lo stesso (?:giorno|festival|mese);
        aveva (?:già )?diretto (?-i:[A-Z]); paragonat[oaie] (?:a|con); con un altro cast;
        il seguito (?:sarà|avrà)""",
}
"""What tells of another film up to the end of its sentence, or until `THIS` comes."""

SEQUEL: Table = {
    "en": r"""(?:the|its|an?) (?:[\w-]+ )?(?:sequel|prequel|follow-up|spin-off)s?,?
        (?:stars?|features?|adds?|brings?|introduces?|casts?|has|had|gives?|gave|follows?)\b""",
}
"""What tells of another film unless the one under review is a sequel itself."""

VERSION: Table = {
    "en": r"""(?<!is a )(?<!is an )(?<!, a )(?<!, an )WORK,? (?:was |were )?(?:directed|made)\b;
        (?<!is )(?<!, )a (?:short|cartoon) (?:directed|made)\b; next (?:film|movie) directed\b;
        TONGUE (?:version|remake|dub)\b; (?:did|filmed) it again;
        (?<=in the )(?:\w+ )?(?:series|miniseries|dub|sequel|prequel|remake)\b;
        re(?:made|makes|make) (?:it|this|the film)\b""",
    "pt": r"""OBRA,? (?:que )?(?:é |foi )?(?:dirigid|feit|filmad)[oa]s?;
        n[oa] (?:minissérie|série|dublagem|sequência|continuação|remake|versão dublada);
        refez (?:o filme|a história)""",
    "es": r"""OBRA,? (?:que )?(?:es |fue )?(?:dirigid|hech|rodad)[oa]s?;
        en (?:el (?:doblaje|remake)|la (?:miniserie|serie|secuela|precuela|versión doblada));
        l[ao] rehizo""",
    "fr": r"""OBRA,? (?:qui )?(?:est |fut |a été )?(?:réalisé|tourné)e?;
        dans (?:le (?:remake|doublage)|la (?:minisérie|série|suite|VF)); l[’']a refait""",
    "de": r"""WERK,? (?:wurde |ist )?(?:von|inszeniert|gedreht);
        (?:in der|im) (?:\w*Serie|Fortsetzung|Remake|deutschen (?:Synchron)?fassung)\b""",
    "it": r"""OBRA,? (?:che )?(?:è |fu |è stat[oa] )?(?:dirett|girat)[oa];
        n(?:el|ella) (?:remake|doppiaggio|miniserie|serie|sequel|versione doppiata);
        l[’']ha rifatt[oa]""",
}
"""What was made besides the film, or of it again or in another language: it tells as `OTHER`."""

THIS: Table = {
    "en": r"""this (?:one|time|film|movie|remake|version|adaptation|reboot|WORK); here\b; but\b;
        the (?:new|present) (?:one|film|movie|version); now\b""",
    "pt": r"""est[ea] (?:filme|longa|versão|remake|refilmagem)?; aqui\b; agora; mas\b;
        já est[ea]""",
    "es": r"""est[ea] (?:película|filme?|cinta|versión|remake)?; aquí; ahora; pero""",
    "fr": r"""ce (?:film|remake|nouveau); cette (?:version|fois|adaptation); celui-ci; ici\b;
        mais\b""",
    "de": r"""dies(?:er|es|e|em) (?:Film|Remake|Version|Neuverfilmung|hier)?; hier\b; aber\b;
        jetzt""",
    "it": r"""quest[oa] (?:film|versione|remake|volta)?; qui\b; adesso; ma\b""",
}
"""What tells of the film under review again."""

TWO: Table = {
    "en": r"""this (?:one|remake|version|adaptation|reboot|re-?make);
        the (?:\w+ )?(?:remake|original)\b; the new (?:one|film|movie|version); a remake of;
        two versions""",
    "pt": r"""(?:este|o|um) remake; esta versão; (?:a|esta) refilmagem; o original\b; a nova versão;
        est[ea] é (?:mais|menos)""",
    "es": r"""(?:este|el|un) remake; esta (?:versión|nueva); la original\b; la nueva versión;
        est[ea] es (?:más|menos)""",
    "fr": r"""(?:ce|le|un) remake; cette (?:version|nouvelle); l[’']original\b;
        la nouvelle version""",
    "de": r"""(?:dieses|das|dem) Remake; (?:diese|die) (?:Version|Neuverfilmung|Neufassung);
        (?:das|dem|des) Originals?\b; die neue Version""",
    "it": r"""(?:questo|il|un) remake; questa (?:versione|nuova); l[’']originale\b;
        la nuova versione""",
}
"""Two films of one story: there the weaker words may be meant of either."""

AGAIN: Table = {
    "en": r"It; He; She; They",
    "pt": r"Ele; Ela; Era; Foi; Tinha; Durava",
    "es": r"Es; Era; Fue; Tenía; Dura(?:ba)?",
    "fr": r"Il; Elle; C[’']est; C[’']était",
    "de": r"Es; Er; Sie",
    "it": r"È; Era; Fu; Dura(?:va)?",
}
"""How a sentence begins that goes on about what the last one was about."""

EITHER: Table = {
    "en": r"""(?-i:[A-Z]\w+)[’']s (?:own )?(?:film|movie|version|take|adaptation|classic);
        the (?:(?-i:[A-Z])\w+ ){1,2}(?:film|movie|version); the (?:[\w-]+ )?remake""",
    "pt": r"""(?:a|na) versão d[eoa]; o filme (?-i:d[eoa] [A-Z]); n?o (?:\w+ )?remake""",
    "es": r"""la versión de; la película (?-i:de [A-Z]); el remake""",
    "fr": r"""la version d[e’']; le film (?-i:d(?:e |[’'])[A-Z]); le remake""",
    "de": r"""(?:das|im) Remake; die (?:Version|Fassung|Verfilmung) von""",
    "it": r"""la versione d[ie]; il film (?-i:di [A-Z]); il remake""",
}
"""What may tell of either of two films, where there are two."""

DATED: Table = {
    "en": r"""(?<!this )YEAR (?:\w+ )?(?:KIND|version|original|adaptation|remake)\b;
        (?:KIND|version|original|adaptation|remake) (?:from|of) YEAR;
        YEAR (?:(?:mini|TV |television )?series|miniseries); (?:again|filmed|remade) in YEAR;
        as PERSON in YEAR(?! (?-i:[A-Z]));
        in YEAR,? PERSON
        (?:directed|played|starred|filmed|remade)""",
    "pt": r"""(?:FILME|versão|original|remake) de YEAR; (?:mini)?s[eé]rie de YEAR;
        em YEAR,? PERSON (?:dirigiu|viveu|refez)""",
    "es": r"""(?:FILME|versión|original|remake) del? YEAR; (?:mini)?serie de YEAR;
        en YEAR,? PERSON (?:dirigió|interpretó|rodó)""",
    "fr": r"""(?:FILME|film|version|original|remake) de YEAR; (?:mini)?série de YEAR;
        en YEAR,? PERSON (?:a (?:réalisé|joué|tourné)|jouait)""",
    "de": r"""(?:Film|Original|Version|Fassung|Verfilmung|Remake) (?:aus dem Jahre? |von |aus )YEAR;
        YEARer (?:Film|Original|Version|Fassung|Verfilmung);
        YEAR (?:spielte|drehte|verfilmte|inszenierte) (?-i:[A-Z])""",
    "it": r"""(?:FILME|film|versione|originale|remake) del YEAR; (?:mini)?serie del YEAR;
        nel YEAR,? PERSON (?:diresse|interpretò|girò)""",
}
"""A film with its year."""

STATED: Table = {
    "en": r"""(?:(?:also |both )?(?:written|co-written|produced)(?:,| and|, produced and) )?directed
        (?:\w+ly )?by; helmed by; (?:co-)?starring; (?:stars|features|casts)(?= (?-i:[A-Z]))""",
    "pt": r"""(?:escrit[oa] e )?dirigid[oa] (?:\w+ )?(?:por|pel[oa]);
        (?:estrelad|protagonizad)[oa] por""",
    "es": r"""(?:escrit[oa] y )?dirigid[oa] por; protagonizad[oa] por""",
    "fr": r"""(?:écrit et )?réalisée? par; (?:mis en scène|tourné|signé) par""",
    "it": r"""(?:scritto e )?dirett[oa] da""",
}
"""What stands behind a film's title and tells who made it; in German, where every noun has its
capital, such a title cannot be told from other words."""
