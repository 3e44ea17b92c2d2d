"""The words with which running text says who plays in a film, per language: see `phrases`."""

from __future__ import annotations

from graph.extraction.phrases import Table

ACTOR: Table = {
    "en": r"""(?:co-)?starring ~…; (?:co-)?stars …; starred …; headlined by …; actors? …;
        actress(?:es)? …; (?:performances?|turns?|chemistry) (?:by|from|between) ~~…;
        … ~(?:co-)?stars; … ~(?:plays|portrays|voices); newcomers? …;
        …[’'](?:s )?(?:[\w-]+ )?(?:performance|portrayal|acting); …[’'](?:s )?character;
        with … in the (?:lead|title|main); … as (?:an?|his|her|their)(?! director| writer| film);
        … (?:gives|delivers|turns in|offers) (?:an?|the|his|her) [^.,]{0,40}(?:performance|turn)\b;
        (?:is |was |are |were )?(?:played|portrayed|voiced) ~~by …;
        (?:the |its |a ~)cast (?:includes|features|is led by|led by|, including) …;
        … ~(?:shines?|is ~cast|carr(?:y|ies) the (?:film|movie));
        … ~steals (?:the|every) (?:show|scene|film|movie);
        … (?:is|are) ~at (?:his|her|their) (?:\w+ )?best; … in the (?:lead|title|main|leading) role;
        (?:best |finest )?work of …[’']s career; the ~chemistry of …;
        … (?:is|are) ~ACTED (?:as|in (?:this|the|his|her) ~~(?:role|part));
        … (?:is|are) (?:also |just |simply |absolutely |truly |equally |both )?ACTED(?=[,.!]|
        too| here);
        (?:well-cast|miscast|under-?used|scene-stealing|ever-reliable) …; featuring ~…;
        (?:stars?|starring|acting|plays|playing) (?:opposite|alongside) …; anchored by ~…;
        (?:supporting|cameo|fine|strong|great|solid) (?:turns?|roles?|appearances?|work)
        (?:by|from) …;
        … (?:headlines|anchors the|leads the cast|leads an? ~cast|commands the screen|holds the
        screen);
        … (?:embodies|inhabits|disappears into|makes (?:his|her) (?:acting|screen|feature|film)
        debut);
        … in (?:his|her) (?:first|debut|breakout|final|last) (?:(?:leading|starring|screen|film)
        )?role;
        … (?:is|are) (?:an? |the )(?:~standout|~revelation|scene[- ]stealers?|~highlight)s?;
        …[’'](?:s )?(?:comic timing|chemistry|screen presence|line readings|deadpan);
        …& (?:co-)?star; …& (?:play|portray|shine|voice); …& are made for each other;
        …& (?:have|share|has) ~~chemistry; …& make an? ~(?:pair|couple|duo|team);
        …& (?:give|deliver|turn in|offer) ~~(?:performances|turns)""",
    "pt": r"""(?:estrelad|protagonizad|interpretad)[oa]s? ~~(?:por|pel[oa]) ~…; ator ~…;
        atriz ~…; atores …; atrizes …;
        (?:atuaç(?:ão|ões)|interpretaç(?:ão|ões)|performances?) ~~d[eoa]s? ~…;
        (?<!criad[oa] e )(?:vivid|encarnad|incorporad)[oa]s? ~~(?:por|pel[oa]) ~…;
        … ~(?:interpreta|vive|encarna);
        (?:d|n|pel)?[oa] personagem d[eoa] …; a (?:presença|participação) d[eoa] ~…;
        … faz (?:o|a|um|uma) (?:papel|personagem|mãe|pai|vilã|vilão|protagonista);
        …,? (?:que (?:faz|interpreta|vive)|no papel|na pele); …, [oa] at(?:or|riz) que;
        … (?:está|estão) ~~(?:ótim|perfeit|excelente|impecáve|brilhant|irreconhecív|soberb)\w{1,5};
        … (?:brilha|rouba a cena|convence|lidera o elenco|encabeça o elenco); trio formado por …;
        elenco (?:é |que )?(?:formado por|composto por|liderado por|conta com|traz|inclui) …;
        (?:ótimos |bons )?esforços de …; (?:entrega|criação|caricaturas?) ~~d[eoa] …;
        (?:ao lado|na companhia) d[eoa] ~…; dublad[oa] ~por ~…; intérprete de \w+, …;
        … (?:consegue|oferece|entrega) (?:uma|sua) ~(?:interpretação|atuação|performance);
        …& (?:estão|formam|interpretam|vivem|protagonizam|estrelam);
        (?:filme|longa|comédia|drama) (?:\w+ )?(?:com|conta com) ~…; (?:sua|seu) intérprete,? …;
        (?:as )?participaç(?:ão|ões) ~~d[eoa] ~…; apresenta …(?= em (?:personagens|papéis));
        …,? como (?:sua|seu|um|uma) (?!diret|roteir|filme|cineas)\w; … está ~confortável no papel;
        (?:ator|atriz) \w+, …""",
    "es": r"""(?:protagonizad|interpretad|encarnad)[oa]s? ~~por ~…; actor ~…; actriz ~…;
        actores …; actrices …; (?:la )?(?:actuación|interpretación) de …;
        … ~(?:interpreta|encarna);
        … (?:hace|está|borda) ~~en su papel; … (?:hace bien su trabajo|roba la escena|brilla);
        (?:actuaci(?:ón|ones)|interpretaciones|trabajo actoral) ~de …; el personaje de …;
        … (?:está|están) ~~(?:genial|estupend|magnífic|espléndid|fantástic|inmens|sobri)\w{0,3};
        …,? en (?:su|el) papel de; … protagoniza; … (?:también )?lo hacen? ~bien;
        … hace un (?:buen|gran|excelente) (?:papel|trabajo); acompañad[oa]s? (?:de|por) …;
        (?:elenco|reparto) (?:~formado por|~encabezado por|~liderado por|~integrado por|incluye) ~…;
        con … (?:en el papel|como protagonista|en los papeles|a la cabeza); encabezad[oa] por …;
        … (?:vuelve a interpretar|da vida|se roba la película|se luce|brilla);
        …& (?:protagonizan|interpretan|hacen|están|forman); …,? que (?:hace|interpreta|encarna);
        …,? como (?:su|un|una|el|la) (?!direct|guion|pelíc|film|cineas)\w; película con ~…;
        le pone … al personaje; (?:el|la) protagonista,? …; participación (?:especial )?de …""",
    "fr": r"""
        … (?:est|sont|y est) ~~(?:excellent|parfait|génia|convaincant)\w{0,3}PLAYING;
        … (?:est|sont|y est) ~~(?:formidable|épatant|bluffant)\w{0,3}PLAYING;
        … (?:est|sont|y est) ~~(?:impeccable|insupportable|ridicule)s?PLAYING;
        … crève(?:nt)? l[’']écran; … (?:qui )?(?:incarne|interprète|joue) (?:le|la|un|une|son|ce);
        le personnage (?:de |d[’'])…; (?:le|au) casting,? ~~on (?:retrouve|a|trouve) ~~…;
        (?:la présence|l[’']apparition|le talent) ~(?:de |d[’'])…; (?:le duo|le couple|le trio) …;
        (?:acteurs|tête d[’']affiche) (?:comme|dont|avec) …; … dans le rôle;
        avec …,? en ~~(?:avocat|flic|méchant|héros|mère|père|tueur)e?;
        (?:interprétée?|jouée?|incarnée?)s? ~par …; acteur …; actrice …; acteurs …;
        (?:le jeu|l[’']interprétation|la performance) d[e’'] ?…; … ~(?:incarne|interprète|joue);
        (?:portée?|emmenée?) par …; aux côtés d[e’'] ?…;
        (?:casting|distribution) (?:composée?|menée?) d?par …;
        …& (?:incarnent|interprètent|jouent|forment); film avec ~~…; le jeu d[’']acteur de …;
        on (?:retrouve|découvre) (?:donc |aussi |surtout |bien sûr )?(?:une? )?…;
        … (?:qui )?(?:a|tient|campe|décroche) le (?:premier |second )?rôle; … qui (?:nous )?joue;
        … est (?:vraiment |très |super |aussi |toujours
        )*(?:bonn?e?|chouette|cool|touchante?|crédible);
        … est une? (?:très )?bon(?:ne)? (?:acteur|actrice); (?:héros?|favorie?) ~~c[’']est …;
        (?:le|du) rôle (?:de|tenu par) …; … dans un (?:second |premier )?rôle""",
    "de": r"""(?:gespielt|verkörpert|dargestellt) ~von …; Schauspieler(?:in)? …;
        Hauptdarsteller(?:in)? …; ~mit … in (?:der|den) (?:Haupt|Titel)rollen?;
        … (?:überzeugt|überzeugen|brilliert|brillieren|glänzt|glänzen|stiehlt allen);
        … in der Rolle;
        … (?:überzeugend|großartig|grandios|stark) in; die Darstellung von …; an der Seite von …;
        in (?:der|den) (?:Haupt|Neben|Titel)rollen?:? (?:ist |sind |spielt |spielen |sieht man )?…;
        Hauptrolle (?:spielt|übernimmt|übernahm|hat) …; die Besetzung um …; Darsteller(?:in)? …;
        (?:überragende?r?|großartige?r?|starke?r?|brillante?r?) Leistung von …;
        …& (?:spielen|überzeugen|brillieren|glänzen|verkörpern); allen voran ~…""",
    "it": r"""(?:interpretat|recitat)[oaie] ~da …; attore ~…; attrice ~…; attori …;
        (?:l[’']interpretazione|la prova|la performance) di …; … ~interpreta; accanto a …;
        (?:cast|protagonisti) (?:~formato da|~composto da|~guidato da|include|sono|come) ~…;
        (?:il|la|con) protagonista …;
        … (?:è )?(?:bravissim|straordinari|eccellent|convincent)[oaei];
        … ruba la scena; … nei panni; nel ruolo del? \w+, …;
        …& (?:interpretano|recitano|formano)""",
}

ALSO: Table = {
    "en": r"""… ~(?:co-)?stars(?:,| in)? and ~direct(?:s|ed);
        … direct(?:s|ed) and (?:co-)?star(?:s|red)(?: in)?;
        (?:actor|star)[-/]director …; (?:writer[-/])?director[-/](?:star|actor) …;
        … acts and directs; … directs (?:himself|herself)""",
    "pt": r"""(?:ator|atriz)[-/]diretora? …; diretora?[-/](?:ator|atriz)(?:[-/]\w+)? …;
        … (?:dirige|escreve) e (?:atua|protagoniza|estrela);
        … (?:atua|protagoniza|estrela) e dirige""",
    "es": r"""… (?:protagoniza|interpreta) y dirige; … dirige y (?:protagoniza|interpreta);
        actor y director …""",
    "fr": r"""(?:acteur|actrice)-(?:réalisateur|réalisatrice) …; … (?:joue|interprète) et réalise;
        … réalise et (?:joue|interprète)""",
    "de": r"""… spielt und (?:führt|inszeniert); Schauspieler(?:in)? und Regisseur(?:in)? …""",
    "it": r"""… (?:interpreta|recita) e dirige; … dirige e interpreta; attore e regista …""",
}
"""What says that one who directs plays as well."""

PLAYS: Table = {
    "en": r"""plays; portrays; voices; embodies; stars as; co-stars as; appears as; as;
        in the role of; is(?! (?:absent|missing|gone|nowhere)\b) ~~as; is cast as""",
    "pt": r"interpreta; vive; faz; encarna; como; no papel de; na pele de; interpretando; vivendo",
    "es": r"interpreta a; encarna a; como; en el papel de; en la piel de; da vida a; hace de",
    "fr": r"incarne; joue; interprète; dans le rôle d[e’']; dans la peau d[e’']; campe",
    "it": r"interpreta; nel ruolo di; nei panni di; veste i panni di; dà il volto a",
}
"""What stands between an actor and a character."""

PLAYS_GERMAN: Table = {"de": r"spielt; verkörpert; als; in der Rolle (?:von|der|des); alias"}
"""The same where nouns have capitals as names have, and “alias”, which heroes have as well: what is
not known for an actor is none."""

PLAYED: Table = {
    "en": r"(?:is |was )?(?:~)?(?:played|portrayed|voiced) ~~by",
    "pt": r"(?:é )?(?:interpretad|vivid)[oa] ~~(?:por|pel[oa])",
    "es": r"(?:es )?(?:interpretad|encarnad)[oa] ~~por",
    "fr": r"(?:est )?(?:interprétée?|jouée?|incarnée?) ~par",
    "de": r"(?:wird )?(?:~)?(?:gespielt|verkörpert|dargestellt) ~von",
    "it": r"(?:è )?interpretat[oa] ~da",
}
"""What stands between a character and its actor."""
