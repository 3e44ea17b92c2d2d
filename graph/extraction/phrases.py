"""The words with which running text says who made a film and who plays in it, per language.

In a phrase “…” is the place of the names, “…&” that of several before a plural, and “~” that of up
to two words, as adverbs and adjectives are; a word in capitals is that of a group below. Where the
language of a text is not known, all are looked for at once: the words of one mean nothing in
another.
"""

from __future__ import annotations

import re

Table = dict[str, str]

BOTH: Table = {
    "en": r"""writer[/-]director …; writer and director …; director[/-](?:co-)?writer …;
        director and (?:co-)?writer …; written(?:,| and|, produced and) directed ~by …;
        directed and (?:co-)?written by …; …,? (?:the )?writer[/-]director;
        …,? (?:the )?writer and director""",
    "pt": r"""diretor/roteirista …; roteirista/diretor …; diretora? e roteirista …;
        escrit[oa] e dirigid[oa] (?:por|pel[oa]) ~…; dirigid[oa] e escrit[oa] por …;
        roteirista e diretora? …; o roteiro e (?:a )?direção (?:são )?d[eoa]s? ~…""",
    "es": r"""guionista y directora? …; directora? y guionista …; escrita y dirigida por ~…;
        dirigida y escrita por ~…; escrito y dirigido por ~…""",
    "fr": r"""réalisateur[/-]scénariste …; réalisateur et scénariste …; écrit et réalisé par …""",
    "it": r"""scritto e diretto da …; regista e sceneggiatore …""",
    "de": r"""Regisseur(?:in)? und Drehbuchautor(?:in)? …; Buch und Regie:? …""",
}

DIRECTOR: Table = {
    "en": r"""directed (?:\w+ly )?by …; helmed by …; filmmakers? …; auteur …;
        (?<!art )(?<!casting )(?<!music )(?<!assistant )(?<!fellow )(?:co-)?directors? …;
        … directs(?! \w+ing); … helms; …,? (?:the |its )?directors?(?! of)\b;
        …[’'](?:s )?(?:direction|directing|direct(?:ori|o)al)\b; under the direction of …;
        … has (?:made|crafted|created|delivered|directed) (?:an?|another|this|his|her) ~~KIND;
        …, who ~directed (?:this|the (?:film|movie)|it);
        … ~(?:(?:co-)?stars|acts|writes|wrote|produces|scripts)(?:,| in)? and ~direct(?:s|ed);
        directorial debut (?:of|from|by|for) …; … in the director[’']s chair; … at the helm;
        … is (?:in|behind) the (?:director[’']s chair|camera); in the hands of director …;
        … makes (?:his|her|their) (?:feature )?(?:directorial|directing) debut;
        …[’'](?:s )?(?:[\w-]+,? ){1,4}(?:direction|directing)\b;
        the direct(?:ion|ing) (?:by|of|from) …;
        co-directed by …; direct(?:ing|orial) (?:duo|team|pair) …; filmmaking (?:duo|team|pair) …;
        directorial (?:effort|outing|feature|work) (?:of|from|by) …;
        (?:actor|actress|star|writer|comedian)[ -]turned[ -](?:director|filmmaker) …;
        … (?:also |both )?(?:co-)?(?:wrote|writes|produced|edited|stars)(?:,| and)
        (?:also )?(?:co-)?direct(?:s|ed); … (?:is|was) (?:the|its|this film[’']s) director;
        …,? who (?:also )?(?:co-)?(?:wrote|writes|stars|produced)(?:,| in)?(?: it)? and
        direct(?:s|ed);
        director (?:here |this time )?(?:is|was) …;
        after (?:directing|helming|making|shooting) [^.\n]{1,60}?, …;
        (?:captained|overseen|shepherded) by (?:director )?…;
        …& (?:co-)?direct(?:ed)? (?:with|the|this|it)\b;
        …& (?:co-)?wr(?:i|o)te and (?:co-)?direct(?:ed)?;
        …,? (?:is |was )?(?:calling the shots|in the director[’']s chair)""",
    "pt": r"""dirigid[oa]s? (?:\w+mente )?(?:por|pel[oa]) ~…;
        (?:[oa]|d[oa]|pel[oa]) ~diretora? ~…; d[oa] mesm[oa] diretora?, …;
        (?:[oa]s|d[oa]s|pel[oa]s|dupla de) diretor[ea]s ~…; cineasta …;
        diretor[ea]s? d(?:este|esse|o) ~(?:filme|documentário|longa),? …;
        (?:a|na) ~direção(?:/\w+| e (?:a )?\w+)? ~\(?(?:d[eoa]s? ~(?:dupla )?)?…;
        direção (?:é|fica|ficou|está) ~~d[eoa]s? ~…; trabalho de … na direção;
        diretora?[/-](?:ator|atriz|roteirista|produtora?)(?:[/-]\w+)? ~…;
        (?:ator|atriz|roteirista|produtora?)[/-]diretora?(?:[/-]\w+)? ~…;
        …,? \(?(?:este |que |quem )?~assina(?:ndo)? a direção; sob as lentes d[eoa] ~…;
        realizador(?:a)? …; … dirige; estreia (?:\w+ )?dirigida por …;
        (?:d[oa]s |os |as )?documentaristas? …; (?:uma|com|sob) (?:a )?direção ~d[eoa] ~…;
        direção, o roteiro e a produção de …; dirig(?:e|iu) …; o comando d[eoa] ~…;
        depois de (?:dirigir|realizar|filmar) [^.\n]{1,60}?, …; diretor(?:a)? (?:aqui )?é ~…;
        … (?:comanda|conduz) ~o ~FILME; capitanead[oa] por …; … está na direção;
        escrit[oa] \([^()]{1,60}\) e dirigid[oa] (?:\([^()]{1,60}\) )?por …""",
    "es": r"""dirigid[oa] ~~por ~…; (?:el|la|del|de la|al) directora? ~…; los directores …;
        dirección ~de …; cineasta …; realizador(?:a)? …; … dirige; bajo la dirección de …;
        (?:el|la) (?:propi[oa] )?directora?, …; … (?:se pone |está )?(?:tras|detrás de) la cámara;
        … (?:protagoniza|escribe|produce|interpreta) y dirige; debut en la dirección de …;
        (?:la |lo |las |los )?dirig(?:e|ió) ~…; realizad[oa] ~por …; bajo la batuta de …;
        (?:el|la) (?:\w+ )?(?:cineasta|realizador|realizadora) ~…; directora? (?:aquí )?es ~…;
        (?:tras|después de) (?:dirigir|rodar|filmar) [^.\n]{1,60}?, …; … en la dirección;
        (?:a cargo|en manos) del? ~(?:director |directora )?…;
        … (?:en|tras) la silla de director""",
    "fr": r"""réalisée? ~~par …; réalisateur ~…; réalisatrice ~…; réalisateurs …; cinéaste ~…;
        mise en scène (?:de|par) …; … réalise(?! qu); (?:le|du|au) réal …; (?:les|des) réals …;
        réalisat(?:eur|rice) (?:c[’']est|c[’']était|est|n[’']est autre que) …;
        … (?:joue|écrit|produit) et réalise; … qui (?:réalise|dirige)(?! une);
        …,? (?:le|la) réalisat(?:eur|rice)(?! d[eu’'])\b; (?:fait|tourné|signé)e? par …;
        … (?:est |qui est |à nouveau )?(?:aux (?:commandes|manettes)|derrière la caméra);
        … (?:est |qui est |à nouveau )?à la (?:réalisation|barre|caméra);
        après avoir (?:réalisé|tourné|signé|dirigé) [^.\n]{1,60}?, …;
        réalisat(?:eur|rice) n[’']est plus [^.\n]{1,40} mais …; co-réalisée? par …;
        c[’']est … qui (?:est )?(?:réalise|signe|s[’']y colle|met en scène|derrière|aux?);
        (?:tourn|sign|mis en scèn|dirig)(?:é|és|ée|e) par ~…; … met en scène;
        devant la caméra de …; sous la (?:direction|caméra) d[e’'] ?…;
        (?:cette|la|une) réalisation d[e’'] ?…; première réalisation d[e’'] ?…""",
    "de": r"""Regisseur(?:in)? …; Regie:? (?:von |führte? )?…; inszeniert von …; … inszeniert;
        … führte? (?:hier |dabei )?Regie; … Regie; Filmemacher(?:in)? …; gedreht von …;
        unter (?:der )?Regie von …; Regiedebüt von …; … sitzt (?:wieder )?(?:auf dem Regiestuhl);
        …[’']s? (?:Regie|Inszenierung|Regiearbeit|Regiedebüt); … (?:als Regisseur|als Regisseurin);
        (?:in der |die )?Regie (?:übernahm|übernimmt|hat|hatte|liegt bei|stammt von) …;
        (?:in|nach) der Inszenierung von …; Regie-?(?:Duo|Legende|Altmeister|Meister|Star) …;
        Kult-?[Rr]egisseur(?:in)? …; Regisseur(?:in)? (?:ist|war) …;
        Regiestuhl (?:sitzt|saß|nahm) …;
        … (?:inszenierte?|verfilmte?) (?:hier |dabei )?(?:den|das|die|einen?|eine|diesen?|mit)\b""",
    "it": r"""(?:il|la|dal|dalla|del|della|al|alla) regista ~…; dirett[oa] ~da ~…; regia ~di ~…;
        … dirige; dirige ~…; regista,? …; regista è ~…; la regia è (?:di|affidata a) …;
        esordio (?:alla regia )?di …; … (?:è |torna )?(?:dietro la macchina da presa|alla regia);
        firmat[oa] da …; (?:il|la) cineasta ~…; … (?:scrive|interpreta|produce) e dirige;
        dopo (?:aver diretto|aver girato) [^.\n]{1,60}?, …""",
}

MAKER: Table = {
    "en": r"""(?:this|an?|another|the (?:latest|new|newest|debut)) ~~KIND (?:by|from(?! the)) …;
        …[’']s? ~(?:KIND|adaptation|remake|reimagining|camera|debut);
        …[’']s (?:latest|newest); …[’']s new KIND; (?:latest|newest|new one|follow-up) from …;
        the (?:latest|new|newest|debut|sophomore) (?:feature|effort|outing|offering)
        (?:from|by|of) …;
        …[’']s (?:debut|sophomore|follow-up|second|third|fourth|first|final|last|next|own|take
        on|vision);
        …[’']s (?:1[89]|20)\d\d (?:KIND|adaptation|remake|debut|take|version|picture);
        brought to (?:us|you|the screen|life) by …; … brings (?:us|to the screen);
        a(?:n? \w+)? KIND made by …; from the mind of …; with … behind the camera;
        … (?:co-)?wrote and shot;
        … (?:weaves|has woven|keeps|pulls|lets|makes) (?:the
        (?:audience|viewer|camera|film|movie)|us)\b;
        … (?:has |have )?(?:ma[dk]es?|crafts|crafted|creates|created|delivers|delivered)
        (?:an?|another|this|his|her|their) ~~KIND;
        … (?:has |have )?(?:gives|gave|given) us (?:an?|another|this|his|her|their) ~~KIND;
        … (?:shoots|films|stages|frames) (?:it|this|the|every|each|his|her|its);
        … knows (?:how|when|exactly how) to (?:shoot|film|stage|frame|direct)""",
    "pt": r"""(?:o|um|este|esse|do|mais um|meu|novo|último) ~FILME ~(?:de uma hora )?d[eoa] ~…;
        novo trabalho d[eoa] ~…; trabalho ~d[eoa] ~…(?= \(que| tem| é); última obra d[eoa] ~…;
        meu primeiro …; a estreia ~d[eoa] ~…;
        (?:d[oa] )?(?:próprio|saudoso|mestre|genial|veteran[oa]) …(?= filma| dirige);
        estreia d[eoa] …; (?:primeiro|segundo|terceiro) longa d[eoa] …;
        (?:a câmera|as lentes|a visão|a mão|d[oa]s irm(?:ãos|ãs)) (?:d[eoa] )?~~…;
        … é um ~(?:diretor|cineasta|realizador|contador); … (?:tem um|volta ao seu) estilo;
        … (?:filma|realiza|entrega|assina) ~(?:uma?|seu|sua|o|a|est[ea]) ~FILME""",
    "es": r"""(?:la|una|esta|su|nueva|última) ~FILME ~de …; ópera prima de …; el debut de …;
        los hermanos …; la cámara de …; (?:nuevo|último|primer|segundo|tercer) FILME ~de …;
        (?:lo (?:nuevo|último)|el (?:nuevo|último) trabajo|la mano|la mirada|la visión) de …;
        … (?:filma|rueda|firma|realiza|nos (?:trae|presenta)) ~(?:una?|su|esta|la) ~FILME""",
    "fr": r"""(?:ce|un|une|le|mon|cette|du|au) ~~FILME ~~(?:de \d{4} )?(?:de |par |d[’'])~…;
        FILME de \d{4} (?:de|par) …; FILME ~par …; un nouveau …; les frères …; la caméra d[e’'] ?…;
        … (?:signe|tourne|filme|réussit) (?:ici |avec )?(?:un|une|son|sa|ce|cette|là) ~~FILME;
        … nous (?:pond|livre|propose|offre|sert|revient avec) (?:ici )?(?:un|une|son|sa|ce) ~~FILME;
        … (?:est un|reste un) ~(?:réalisateur|cinéaste);
        (?:le|du) (?:dernier|nouveau|premier|second|deuxième|troisième) (?:FILME )?(?:de |d[’'])…;
        (?:trilogie|filmo|filmographie|la patte|le style|l[’']univers) ~(?:de |d[’'])…;
        (?:la vision|le cinéma|la volonté|l[’']œuvre|le génie) ~(?:de |d[’'])…""",
    "de": r"""(?:dieser|ein|der (?:neue|neueste|letzte)) ~FILME (?:von|der Brüder) …;
        (?:wie )?setzt … (?:hier )?(?:einen|diesen|den|das|die) #?~FILME;
        … (?:dreht|drehte|schuf|schafft) ~(?:einen?|eine|diesen|seinen) #?~FILME;
        … hat ~~in diesem #?FILME; … lässt uns ~~FILME;
        (?:neuer|neuester|letzter|erster) FILME von …;
        (?:das (?:neue|neueste|jüngste)|dem (?:neuen|neuesten)) (?:Werk|FILME) (?:von|der Brüder) …;
        …[’']s? (?:Geniestreich|Meisterwerk|(?:neuer |neuester )?FILME); die Kamera von …""",
    "it": r"""(?:il|un|questo|nuovo|ultimo|primo) ~FILME ~di …; i fratelli …;
        (?:l[’']ultim[oa]|la nuova|la prima) (?:fatica|opera|pellicola|regia) di …;
        opera prima di …;
        … (?:firma|gira|realizza) (?:qui )?(?:un|una|il suo) ~FILME""",
}
"""What says so only where nothing plainer does: “the new film by …” may be said of another."""

SIGN: Table = {
    "en": r"""fans? of …[’'];
        (?:films|movies|filmography|style|vision|mind|trademarks?|oeuvre|brand) of …;
        …[’'](?:s )?~(?:films|movies|filmography|oeuvre|style|vision|camera|lens|hands|trademarks?);
        …[’'](?:s )?~(?:storytelling|touch|works|sensibilit(?:y|ies)|eye|imagination|film|movie);
        … (?:crafts|constructs|stages|shoots|frames|films|orchestrates|directs|directed);
        (?:biggest|main) (?:draw|attraction|name) ~~is …""",
    "pt": r"""(?:os|d[eo]s|nos|seus) filmes d[eoa] …; (?:d[oa] próprio|meu primeiro) …;
        (?:estilo|visão|genialidade|astúcia|filmografia|cinema|câmera|lentes|maestria) ~d[eoa] …;
        (?:trabalhos?|direção) ~(?:d[eoa]|por) ~…;
        … (?:nos (?:entrega|convida|apresenta))""",
    "es": r"""(?:películas|cine|estilo|visión|filmografía|mirada|cámara|trilogía) ~de …;
        … (?:filma|rueda|retrata|construye|nos (?:ofrece|muestra|cuenta|regala|entrega))""",
    "fr": r"""(?:films|œuvres|filmo|filmographie|style|patte|univers|esthétique|lancée)
        ~(?:de |d[’'])…;
        (?:génie|volonté|passion|sujets de prédilections?|habitués) (?:de |d[’'])…;
        … (?:filme|tourne|est un génie|repart|nous (?:replonge|offre|montre|raconte))""",
    "de": r"""(?:Filmen?|Werken?|Stil|Handschrift|Vision|Filmografie|Kino) (?:von|des) …;
        …[’']?s? (?:Filme?|Stil|Handschrift|Vision|Kino|Bilder);
        … (?:zeichnet|erzählt|inszeniert|filmt|lässt uns)""",
    "it": r"""(?:i film|cinema|stile|filmografia|opere|visione|sguardo|trilogia) ~di …;
        … (?:filma|gira|racconta|mette in scena|costruisce|ci (?:mostra|racconta|regala))""",
}
"""What makers have and do, and hardly an actor or a figure: two of these make a director."""

WRITER: Table = {
    "en": r"""(?:script|screenplay|teleplay) (?:\w+ )?(?:by|from) …;
        (?:co-)?screenwriters? …;
        (?:co-)?(?:scripted|penned) by …; …[’']s? (?:~)?(?:script|screenplay)\b;
        (?:script|screenplay|film|movie) (?:is |was )?(?:co-)?written by …""",
    "pt": r"""roteiro ~(?:de|por|d[oa] ~) ?…;
        roteiro (?:foi )?(?:escrit|compost|assinad|desenvolvid)o
        (?:por|pel[oa]|pela dupla) …; roteiristas? ~…; roteirizad[oa] por …;
        roteiro d[ae] dupla …""",
    "es": r"""gui[oó]n ~(?:de|por) …; guionistas? …; el gui[oó]n,? (?:escrito|firmado) por …""",
    "fr": r"""scénario ~de …; scénaristes? …; scénario (?:écrit|signé) (?:par )?…""",
    "de": r"""Drehbuch ~von …; Drehbuchautor(?:in|en)? …""",
    "it": r"""sceneggiatura ~di …; sceneggiator[ei] …""",
}

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
        (?:stars?|starring|acting) (?:opposite|alongside) …; anchored by ~…;
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
        (?:vivid|encarnad|incorporad)[oa]s? ~~(?:por|pel[oa]) ~…; … ~(?:interpreta|vive|encarna);
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
        in the role of; is ~~as; is cast as""",
    "pt": r"interpreta; vive; faz; encarna; como; no papel de; na pele de; interpretando; vivendo",
    "es": r"interpreta a; encarna a; como; en el papel de; en la piel de; da vida a; hace de",
    "fr": r"incarne; joue; interprète; dans le rôle d[e’']; dans la peau d[e’']; campe; alias",
    "it": r"interpreta; nel ruolo di; nei panni di; veste i panni di; dà il volto a",
}
"""What stands between an actor and a character."""

PLAYS_GERMAN: Table = {"de": r"spielt; verkörpert; als; in der Rolle (?:von|der|des)"}
"""The same where nouns have capitals as names have; what is not known for an actor is none."""

PLAYED: Table = {
    "en": r"(?:is |was )?(?:~)?(?:played|portrayed|voiced) ~~by",
    "pt": r"(?:é )?(?:interpretad|vivid)[oa] ~~(?:por|pel[oa])",
    "es": r"(?:es )?(?:interpretad|encarnad)[oa] ~~por",
    "fr": r"(?:est )?(?:interprétée?|jouée?|incarnée?) ~par",
    "de": r"(?:wird )?(?:~)?(?:gespielt|verkörpert|dargestellt) ~von",
    "it": r"(?:è )?interpretat[oa] ~da",
}
"""What stands between a character and its actor."""

_KIND = (
    r"(?:film|movie|classic|gem|drama|comedy|thriller|picture|masterpiece|romcom|flick|western"
    r"|musical|horror|release|documentary|feature)"
)
_PLAYING = r"(?= (?:dans|en|comme|pour le rôle)| ?[.!,])"
_ACTED = (
    r"(?:excellent|superb|terrific|wonderful|great|brilliant|sublime|perfect|outstanding|magnificent"
    r"|miscast|convincing|fantastic|phenomenal|riveting)"
)
_FILME = (
    r"(?:filme?|longa|curta|obra(?:[ -]prima)?|comédia|documentário|faroeste|película|cinta"
    r"|comedia|documental|long[- ]métrage|classique|thriller|polar|biopic|remake|western"
    r"|comédie|documentaire|adaptation|streifen|horrorfilm|komödie|pellicola|commedia)"
)
_GROUPS = {"KIND": _KIND, "FILME": _FILME, "ACTED": _ACTED, "PLAYING": _PLAYING}
"""What a word in capitals stands for in a phrase."""

SMALL = (
    r"(?:(?-i:(?!(?:que|qui|who|that|than|of|and|or|y|e|et|und|d[aeo]s?|del|di|à|to|as)\s)[a-zß-öø-ÿ])"
    r"[\w-]{0,20}\s)?"
)


def phrases(table: Table, language: str = "") -> list[str]:
    """The phrases of a language, or of all, as regular expressions, “…” left in its place."""
    tables = [table.get(language, "")] if language else table.values()
    said = (part for words in tables for part in words.split(";"))
    return [_expression(" ".join(part.split())) for part in said if part.strip()]


def _expression(phrase: str) -> str:
    for word, group in _GROUPS.items():
        phrase = phrase.replace(word, group)
    words = phrase.replace(" ", r"\s")
    return re.sub(r"~\\s|~", lambda _: SMALL, words)
