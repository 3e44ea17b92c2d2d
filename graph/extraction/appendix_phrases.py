"""The headings of what stands below a review and is no part of it, per language: see `phrases`."""

from __future__ import annotations

from graph.extraction.phrases import Table

READERS: Table = {
    "en": r"""(?:(?:all|no|recent|user|your|readers?(?:[’']s?)?) )?(?:comments|replies|responses);
        \d+ (?:comment|repl(?:y|ie)|response|thought|reaction)s?(?: .+)?;
        (?:one|two|three) (?:comment|reply|replie|response|thought)s? (?:on|to|so far)(?: .+)?;
        (?:reader|user) reviews""",
    "de": r"""(?:(?:alle|keine|neueste|eure|ihre) )?(?:leser)?kommentare; lesermeinungen;
        \d+ (?:kommentar|antwort|gedanke|reaktion|rückmeldung)(?:e?n?)(?: .+)?;
        (?:ein|eine|zwei|drei) (?:kommentar|antwort|gedanke|reaktion)(?:e?n?) (?:zu|auf) .+""",
    "fr": r"""(?:(?:tous les|les|vos|aucun) )?commentaires;
        \d+ (?:commentaire|réponse|réflexion|pensée|réaction)s?(?: .+)?;
        (?:une?|deux|trois) (?:commentaire|réponse|réflexion|pensée)s? (?:à|au|sur) .+""",
    "es": r"""(?:(?:todos los|los|tus) )?comentarios;
        \d+ (?:comentario|respuesta|pensamiento|opinión|opinione)s?(?: .+)?;
        (?:una?|dos|tres) (?:comentario|respuesta|pensamiento)s? (?:en|a|sobre) .+""",
    "pt": r"""(?:(?:todos os|os|seus) )?comentários;
        \d+ (?:comentário|resposta|pensamento|opinião|opiniõe)s?(?: .+)?;
        (?:uma?|dois|duas|três) (?:comentário|resposta|pensamento)s? (?:em|a|para|sobre) .+""",
    "it": r"""(?:(?:tutti i|i|i vostri) )?commenti;
        \d+ (?:comment[oi]|rispost[ae]|pensier[oi])(?: .+)?;
        (?:una?|due|tre) (?:comment[oi]|rispost[ae]|pensier[oi]) (?:su|a) .+""",
    "ja": r"コメント(?:一覧)?; \d+件のコメント",
}
"""Of what readers wrote, or the author. One remark, under “Comment”, is taken for the author's."""

_COUNTED = (
    r"(?:comments?|repl(?:y|ies)|responses?|kommentare?|antwort(?:en)?|commentaires?|réponses?"
    r"|comentarios?|respuestas?|comentários?|respostas?|comment[oi]|rispost[ae])"
)
FORMS: Table = {
    "": rf"""\d+ {_COUNTED}(?: (?:so far|\w+ [“"«„‘'].+))?; {_COUNTED}:? ?\(\d+\);
        \d+件のコメント""",
    "en": r"""leave a (?:reply|comment|response|thought)(?: .+)?;
        (?:add|post|write) (?:a |your )?comment; join the (?:conversation|discussion);
        comments (?:are )?closed; (?:\d+ )?(?:ping|track)backs?(?: .+)?;
        (?:ping|track)backs(?: and | ?[/&] ?)(?:ping|track)backs""",
    "de": r"""(?:schreiben?|hinterlassen?)(?: sie)? (?:eine?n?|deinen?|ihren?)
        (?:kommentar|antwort);
        (?:einen )?kommentar (?:schreiben|verfassen|hinterlassen|abgeben|hinzufügen)""",
    "fr": "(?:laisse[rz]|écri(?:re|vez)|ajoute[rz]) (?:une?|votre) (?:commentaire|réponse)(?: .+)?",
    "es": r"""(?:deja|escribe|añade|publica|dejar|escribir|añadir|publicar) (?:una?|tu|su)
        (?:comentario|respuesta)(?: .+)?""",
    "pt": r"""(?:deix|escrev|adicion)[ae]r? (?:uma?|(?:o )?seu|(?:a )?sua)
        (?:comentário|resposta)(?: .+)?""",
    "it": r"""(?:lascia|lasciate|scrivi|aggiungi|invia) (?:una?|il tuo)
        (?:commento|risposta)(?: .+)?""",
    "ja": r"コメントを(?:残す|する)",
}
"""Of what readers alone wrote, as it has their number, and of where they write."""

_POSTS = r"(?:posts?|articles?|stor(?:y|ies)|reviews?|films?|movies?|news|content|links|topics?)"
_ARTIKEL = r"(?:beiträge|artikel|filme|themen|kritiken|rezensionen|links)"
_ENTRADAS = (
    r"(?:entradas|artículos|noticias|películas|críticas|reseñas|contenidos?|temas"
    r"|artigos|posts|postagens|matérias|notícias|filmes|resenhas|conteúdos?)"
)
ELSEWHERE: Table = {
    "en": rf"""related(?: {_POSTS}| reading)?; recommended for you; see also; further reading;
        (?:similar|recommended|recent|latest|popular|trending) {_POSTS}; up next; more like this;
        (?:more|other) (?:posts|articles|stories|reviews|news)(?: .+)?; read (?:more|next|also);
        you (?:may|might|will|could) (?:also )?(?:like|enjoy|love|be interested in)(?: this)?;
        what to (?:read|watch) next; (?:share|like) this(?: {_POSTS})?""",
    "de": rf"""(?:ähnliche|verwandte|weitere|neueste|aktuelle|beliebte) {_ARTIKEL};
        (?:das )?könnte (?:dich|dir|sie|ihnen|euch) (?:auch )?(?:interessieren|gefallen);
        auch interessant; (?:lesen sie|lies|siehe) auch; mehr zum thema; teilen(?: mit)?""",
    "fr": r"""(?:articles|billets|films|critiques) (?:similaires|liés|connexes|récents|associés);
        (?:à )?(?:lire|voir) (?:aussi|également); sur le même (?:sujet|thème); partager(?: sur)?;
        (?:ça|cela) (?:peut|pourrait|devrait) (?:aussi )?vous (?:intéresser|plaire)(?: aussi)?;
        vous (?:aimerez|pourriez|devriez) (?:aussi|également|peut-être)(?: aimer)?""",
    "es": rf"""{_ENTRADAS} (?:relacionad[oa]s?|similares|recientes|recomendad[oa]s);
        relacionad[oa]s?;
        (?:también )?(?:te|le|os) (?:puede|podría)n? (?:también )?(?:interesar|gustar);
        (?:quizás?|tal vez) te (?:interese|guste); (?:ver|lee|leer|véase) también;
        compart(?:e|ir)(?: esto)?; me gusta esto""",
    "pt": rf"""{_ENTRADAS} (?:semelhantes|recomendad[oa]s); (?:veja|leia) (?:também|mais);
        (?:você )?(?:também )?(?:pode|vai|poderá) (?:também )?(?:gostar|se interessar)(?: de)?;
        compartilh(?:e|ar)(?: isso)?; curtir isso""",
    "it": r"""(?:articoli|post|film|recensioni) (?:correlat|simil|recent|collegat|consigliat)i;
        (?:ti |vi )?(?:potrebbe(?:ro)?|può) (?:anche )?(?:interessar|piacer)(?:e|ti|vi)(?: anche)?;
        correlati; (?:leggi|vedi) anche; condividi(?: su)?""",
    "ja": "関連記事; 関連投稿; おすすめ記事; あわせて読みたい",
}
"""Of what else there is to read, and of buttons."""

ABOUT: Table = {
    "en": "about (?:the (?:author|reviewer|writer|critic|blogger)|me); author bio(?:graphy)?",
    "de": "(?:über d(?:en|ie)|zu[mr]) (?:autor|verfasser)(?:in)?; über mich",
    "fr": "à propos de (?:l[’'](?:auteure?|autrice)|moi)",
    "es": "(?:sobre|acerca de)(?: el| la|l) autora?; sobre mí",
    "pt": "sobre [oa] autora?; sobre mim",
    "it": "(?:informazioni )?sull[’'](?:autore|autrice); chi sono",
    "ja": "この記事を書いた人; 著者について",
}
"""Of who wrote it."""
