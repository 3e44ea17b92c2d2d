"""What a page may load and run (Content Security Policy Level 3): nothing of another host."""

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Of every answer that does not say otherwise: no script runs."""

SCRIPTED = f"{POLICY}; script-src 'self'; connect-src 'self'"
"""Of a page with scripts, which are files of this site."""
