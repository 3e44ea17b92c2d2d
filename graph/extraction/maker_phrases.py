"""The words with which running text says who made a film, per language: see `phrases`."""

from __future__ import annotations

from graph.extraction.phrases import Table

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
    "en": r"""directed (?:\w+ly )?by …; (?-i:Dir\.) …; helmed by …; filmmakers? …; auteur …;
        (?:co-)?directors? …; … helms; …(?<!\bBest),? (?:the |its )?directors?(?! of)\b;
        … directs(?! (?:him|her|them|(?-i:[A-Z])[\w’'-]+) to(?:wards?)?\b)(?=
        (?:with|from|and|but|as|for|[io]n|at|to|by|into|like|after|what|most|all)\b|
        (?:him|her|them|himself|herself|here|this|it|both|\w+ly)\b|
        (?:the|an?|his|her|their|its) ~~MADE(?! (?:on|about) )| (?-i:[A-Z])|[^\w\s]|$);
        …[’'](?:s )?(?:direction|directing|direct(?:ori|o)al)\b; under the direction of …;
        … has (?:made|crafted|created|delivered|directed) (?:an?|another|this|his|her) ~~KIND;
        …, who ~directed (?:this|the (?:film|movie)|it);
        … ~(?:(?:co-)?stars|acts|writes|wrote|produces|scripts)(?:,| in)? and ~direct(?:s|ed);
        directorial debut (?:of|from|by|for) …; … in the director[’']s chair; … at the helm;
        … is (?:in|behind) the (?:director[’']s chair|camera); in the hands of director …;
        … makes (?:his|her|their) (?:feature )?(?:directorial|directing) debut;
        …[’'](?:s )?(?:(?!(?:art|stage|fight|music|stunt) )[\w-]+,? ){1,4}(?:direction|directing)\b;
        the direct(?:ion|ing) (?:by|of|from) …;
        co-directed by …; direct(?:ing|orial) (?:duo|team|pair) …; filmmaking (?:duo|team|pair) …;
        directorial (?:effort|outing|feature|work) (?:of|from|by) …;
        (?:actor|actress|star|writer|comedian)[ -]turned[ -](?:director|filmmaker) …;
        … (?:also |both )?(?:co-)?(?:wrote|writes|produced|edited|stars)(?:,| and)
        (?:also )?(?:co-)?direct(?:s|ed);
        … (?:is|was) (?:the|its|this film[’']s) director(?! of (?!th(?:is|e) film));
        …,? who (?:also )?(?:co-)?(?:wrote|writes|stars|produced)(?:,| in)?(?: it)? and
        direct(?:s|ed);
        director (?:here |this time )?(?:is|was) …;
        after (?:directing|helming|making|shooting) [^.\n]{1,60}?, …;
        (?:captained|shepherded) by (?:director )?…; overseen by director …;
        …& (?:co-)?direct(?:ed)? (?:with|it|this(?= (?:one|with|like|and|in|as)\b|[^\w\s]|$))\b;
        …& (?:co-)?direct(?:ed)? th(?:is|e) ~~MADE(?! (?:on|about) )\b;
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
        …[’']s?(?! (?:first|final|last|only|breakthrough)\b) ~(?:KIND|adaptation|remake|camera);
        …[’']s? reimagining; …[’']s (?:first|debut) feature; …[’']s feature debut;
        director …[’']s? (?:first|final|last|debut) KIND;
        …[’']s (?:latest|newest); …[’']s new KIND; (?:latest|newest|new one|follow-up) from …;
        the (?:latest|new|newest|debut|sophomore) (?:feature|effort|outing|offering)
        (?:from|by|of) …;
        …[’']s (?:sophomore|follow-up|second|third|fourth|next|own|take on|vision);
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
