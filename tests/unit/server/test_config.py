"""Settings: four sources in their order, and a sentence for everything that is wrong."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from graph.errors import SettingsError
from server.config import FILE, PREFIX, Config, load
from server.settings import SETTINGS
from server.site import defaults


def site(tmp_path: Path, text: str) -> Path:
    (tmp_path / FILE).write_text(text, "utf-8")
    return tmp_path


def test_the_table_and_the_record_say_the_same() -> None:
    names = [f.name for f in fields(Config)]
    assert names == ["root", *(s.name for s in SETTINGS), "corrections"]


def test_every_setting_is_described() -> None:
    assert all(setting.help.endswith(".") for setting in SETTINGS)


def test_defaults(tmp_path: Path) -> None:
    config = load(tmp_path, {}, {})
    assert config.base_iri == "http://127.0.0.1:8000/"
    assert config.port == 8000
    assert config.state == tmp_path / ".triplebill"
    with pytest.raises(FrozenInstanceError):
        config.port = 1  # type: ignore[misc]


def test_a_later_source_overrides_an_earlier_one(tmp_path: Path) -> None:
    root = site(tmp_path, 'port = 1001\nsite_name = "File"\nhost = "file.example"\n')
    environ = {PREFIX + "PORT": "1002", PREFIX + "SITE_NAME": "Environment", "PORT": "9"}
    config = load(root, {"port": 1003, "site_name": None}, environ)
    assert (config.host, config.site_name, config.port) == ("file.example", "Environment", 1003)


@pytest.mark.parametrize("text", ["rating_best = 10", 'rating_best = "10"'])
def test_a_scale_is_a_number_with_or_without_quotes(tmp_path: Path, text: str) -> None:
    assert load(site(tmp_path, text), {}, {}).rating_best == "10"


@pytest.mark.parametrize("score", ["-5", "'-5'", "-0.5", "'1e1'", "+3"])
def test_a_score_may_be_written_alike_for_all_files_and_for_some(
    tmp_path: Path, score: str
) -> None:
    both = f"rating_worst = {score}\n[[read]]\nrating_worst = {score}\n"
    config = load(site(tmp_path, both), {}, {})
    assert defaults(config).rating_worst == config.corrections[0].rating_worst is not None


def test_some_files_may_have_a_scale_of_their_own(tmp_path: Path) -> None:
    own = "[[read]]\nfiles = 'old/*'\nrating_best = 0\nrating_worst = -5\n"
    config = load(site(tmp_path, f"rating_best = 10\nrating_worst = 1\n{own}"), {}, {})
    assert (config.rating_best, config.corrections[0].rating_best) == ("10", 0)


def test_a_byte_order_mark_is_no_setting(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xef\xbb\xbfport = 81\n")
    assert load(tmp_path, {}, {}).port == 81


def test_an_unknown_setting_names_itself_its_place_and_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(site(tmp_path, "query_timeout = 3\n"), {}, {})
    assert "“query_timeout”" in str(caught.value)
    assert str(tmp_path / FILE) in str(caught.value)
    assert "did you mean “query_timeout_s”?" in str(caught.value)


def test_an_unknown_setting_like_none_is_told_all_there_are(tmp_path: Path) -> None:
    with pytest.raises(
        SettingsError, match=r"no setting “zzz”.*base_iri, site_name, .*dbpedia_url\."
    ):
        load(site(tmp_path, "zzz = 3\n"), {}, {})


def test_an_unknown_variable_names_itself(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"“prot”.*environment.*“port”"):
        load(tmp_path, {}, {PREFIX + "PROT": "1"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('port = "80"', "whole number from 1 to 65535"),
        ("port = true", "whole number"),
        ("port = 65536", "whole number"),
        ("port = 0", "whole number"),
        ("query_timeout_s = 1.5", "whole number"),
        ("site_name = 7", "text in quotes"),
        ('site_name = " "', "must not be empty, since pages"),
        ("[site_name]\na = 1", "text in quotes"),
        ('base_iri = "example.org/"', "http or https address"),
        ('base_iri = "http://example.org"', "ends in “/”"),
        ('base_iri = "file:///etc/"', "http or https address"),
        ('base_iri = "http://u:p@example.org/"', "without a user and a password"),
        ('base_iri = "http://example.org/?a/"', "without “[?]” and “#”, not"),
        ('base_iri = "https://ex.org/café"', "written “https://ex.org/caf%C3%A9/”, not"),
        ('base_iri = "https://Bücher.example:81/"', "written “https://xn--bcher-kva.example:81/”"),
        ('base_iri = "https://straße/"', "written “https://xn--strae-oqa/”"),
        ('base_iri = "https://ü@ex.org/"', "without a user and a password"),
        ('base_iri = "https://ex.org/\u200b/"', "http or https address"),
        ('licence = "https://ex.org/é"', "written “https://ex.org/%C3%A9”, not"),
        ('site_url = "https://ex.org/?p=1"', "without “[?]” and “#”, not"),
        ('base_iri = "http://example.org:x/"', "http or https address"),
        ('base_iri = "http://exa mple.org/"', "http or https address"),
        ('base_iri = "http:///"', "http or https address"),
        ('base_iri = "HTTPS://EX.org:443/"', "written “https://ex.org/”"),
        ('base_iri = "http://ex.org:/"', "written “http://ex.org/”"),
        ('base_iri = "http://ex.org/a/../b/"', "written “http://ex.org/b/”"),
        ('base_iri = "http://ex.org//a//./b/"', "written “http://ex.org/a/b/”"),
        ('base_iri = "http://ex.org/%7eann/caf%c3%a9/"', "written “http://ex.org/~ann/caf%C3%A9/”"),
        ('base_iri = "http://[::1]:80/"', r"written “http://\[::1\]/”"),
        ('base_iri = "http://ex.org/a%zz/"', "http or https address"),
        ('engine_query_url = "localhost"', "http or https address"),
        ('host = ""', "an address to listen on"),
        ('engine_query_url = "http://127.0.0.1/sparql"', "needs “engine_graph” beside it"),
        ('engine_graph = "films"', "must be an absolute IRI"),
        ('rating_best = "ten"', "must be a number"),
        ("rating_best = inf", "must be a number"),
        ('rating_best = "1_000"', "must be a number, not “1_000”"),
        ('rating_best = " 10 "', "must be a number, not “ 10 ”"),
        ('rating_best = "١٠"', "must be a number"),
        ('rating_best = "1e99999999999999999999"', "must be a number"),
        ("rating_best = 5\nrating_worst = 7", "above “rating_worst”, and 5 is not above 7"),
        ("rating_best = 5\nrating_worst = 5", "above “rating_worst”"),
        ("rating_best = 0", "0 is not above 0"),
        ("rating_best = 5\n[[read]]\nfiles = 'old/*'\nrating_worst = 7", "“rating_best” of “old/"),
        ("[[read]]\nrating_best = 1\nrating_worst = 10", "above “rating_worst”"),
        ('language = "tra"', "must be a language"),
        ("port = ", "not valid TOML"),
    ],
)
def test_a_wrong_value_says_what_is_expected(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(SettingsError, match=expected) as caught:
        load(site(tmp_path, text), {}, {})
    assert str(tmp_path / FILE) in str(caught.value)


def test_what_a_cluster_tells_of_a_service_is_no_setting(tmp_path: Path) -> None:
    told = {
        "SERVICE_HOST": "10.0.0.1",
        "SERVICE_PORT": "8000",
        "SERVICE_PORT_HTTP": "8000",
        "PORT": "tcp://10.0.0.1:8000",
        "PORT_8000_TCP": "tcp://10.0.0.1:8000",
        "PORT_8000_TCP_ADDR": "10.0.0.1",
    }
    environ = {PREFIX + name: text for name, text in told.items()}
    assert load(tmp_path, environ=environ) == load(tmp_path, environ={})
    with pytest.raises(SettingsError, match="service_hosts"):
        load(tmp_path, environ={PREFIX + "SERVICE_HOSTS": "x"})


def test_a_number_in_the_environment_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="“port” in the environment must be a whole number"):
        load(tmp_path, {}, {PREFIX + "PORT": "eighty"})


def test_a_file_that_can_not_be_read(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(SettingsError, match="can not be read"):
        load(tmp_path, {}, {})


def test_a_secret_is_no_option_and_is_never_shown(tmp_path: Path) -> None:
    config = load(tmp_path, {}, {PREFIX + "ENGINE_PASSWORD": "open sesame"})
    assert config.engine_password == "open sesame"
    assert "sesame" not in repr(config)
    with pytest.raises(SettingsError, match="no option") as caught:
        load(tmp_path, {"engine_password": "open sesame"}, {})
    assert "sesame" not in str(caught.value)
