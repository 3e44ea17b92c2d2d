"""Links over HTTP: an address that moves when a link joins two films, and a decision that holds."""

from __future__ import annotations

from pathlib import Path

TABLE = """qid\timdb_id\ttitle\toriginal_title\tyear\tdirectors
Q900001\ttt9000001\tThe Mole\tDie Mole\t1996\tIda Brandt
Q900002\ttt9000002\tThe Mole\t\t1960\tOlaf Renn
"""


def write(root: Path, name: str, title: str, words: str = "It is a film.") -> Path:
    path = root / name
    path.write_text(
        f"---\ntitle: {title}\nyear: 1996\nauthor: Ada Pell\nrating: 3/5\n---\n{words}\n"
    )
    return path


def stands(server) -> bool:
    """Whether one film is linked, and the one about which a person decided is not."""
    mole, german = (server.get(f"movie/{slug}.nt") for slug in ("the-mole-1996", "die-mole-1996"))
    return b"Q900001" not in mole.body and b"Q900001" in german.body


def test_a_link_moves_an_address_and_a_decision_holds(tmp_path: Path, run, serve) -> None:
    for name, title in (("a.md", "The Mole"), ("b.md", "Die Mole")):
        assert run(tmp_path, "add", write(tmp_path, name, title)).returncode == 0
    (tmp_path / "films.tsv").write_text(TABLE)
    assert run(tmp_path, "catalogue", "build", tmp_path / "films.tsv").returncode == 0
    with serve(tmp_path) as server:
        assert server.get("movie/the-mole-1996").status == 200
        assert server.get("movie/die-mole-1996").status == 200
        assert run(tmp_path, "link").returncode == 0
        answers = {s: server.get(f"movie/{s}") for s in ("the-mole-1996", "die-mole-1996")}
        moved, stays = sorted(answers, key=lambda slug: -answers[slug].status)
        assert [answers[moved].status, answers[stays].status] == [301, 200]
        assert answers[moved].headers["location"].endswith(f"/movie/{stays}")
        assert (
            server.get(f"movie/{moved}/links.ttl")
            .headers["location"]
            .endswith(f"/movie/{stays}/links.ttl")
        )
        assert b"Q900001" in server.get(f"movie/{stays}.nt").body
        page = server.get(f"movie/{stays}").text
        assert f'href="/movie/{stays}/links"' in page
        assert "The year is the same: 1996." in server.get(f"movie/{stays}/links").text
        assert "links.ttl" in server.get(".well-known/void", Accept="text/turtle").text

        decisions = tmp_path / "decisions.tsv"
        decisions.write_text(
            "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\n"
            "source:a.md\towl:sameAs\tNot\twikidata:Q900001\tsemapv:ManualMappingCuration\n"
        )
        assert run(tmp_path, "link", "--import", decisions).returncode == 0

        assert stands(server)
        assert run(tmp_path, "link").returncode == 0
        assert stands(server)
        write(tmp_path, "a.md", "The Mole", "Other words.")
        assert run(tmp_path, "add", tmp_path / "a.md").returncode == 0
        assert stands(server)
    assert run(tmp_path, "rebuild").returncode == 0
    with serve(tmp_path) as server:
        assert stands(server)
