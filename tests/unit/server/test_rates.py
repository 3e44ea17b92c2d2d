from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.exceptions import TooManyRequests

from server import rates
from server.rates import Rate


@dataclass
class Clock:
    time: float = 0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rate(clock: Clock) -> Rate:
    return Rate(2, 60, "Wait a little.", clock)


def test_each_address_has_its_own_window(rate: Rate, clock: Clock) -> None:
    rate.spend("a")
    clock.time = 20
    rate.spend("a")
    with pytest.raises(TooManyRequests, match="Wait a little") as refused:
        rate.spend("a")
    assert ("Retry-After", "40") in refused.value.get_headers()
    rate.spend("b")


def test_a_refused_client_is_let_in_again_when_the_window_ends(rate: Rate, clock: Clock) -> None:
    for clock.time in (0, 30):
        rate.spend("a")
    for clock.time in (40, 59):
        with pytest.raises(TooManyRequests):
            rate.spend("a")
    for clock.time in (60, 61):
        rate.spend("a")
    with pytest.raises(TooManyRequests):
        rate.spend("a")


@pytest.mark.parametrize(
    "addresses",
    [
        [f"203.0.113.7:{port}" for port in (1, 4001, 65_535)],
        [f"2001:db8:1:1::{end}" for end in ("", "1", "1:2:3")],
        ["2001:db8:1:1::5", "[2001:db8:1:1::6]", "[2001:DB8:1:1:0:0:0:7]:4001"],
        ["203.0.113.7", "::ffff:203.0.113.7", "[::ffff:cb00:7107]:80"],
        ["unknown", "unknown", "unknown"],
        ["fe80::1%eth0", "fe80::2%eth0", "fe80::3"],
    ],
)
def test_one_client_has_many_addresses(rate: Rate, addresses: list[str]) -> None:
    for address in addresses[:2]:
        rate.spend(address)
    for refused in (rate.check, rate.spend):
        with pytest.raises(TooManyRequests):
            refused(addresses[2])
    for other in ("203.0.113.8", "2001:db8:1:2::1", "[2001:db8:2::]:4001", "::", "", "a:b:c"):
        rate.check(other)


def test_checking_spends_nothing(rate: Rate) -> None:
    for _ in range(5):
        rate.check("a")
    rate.spend("a")
    rate.spend("a")
    with pytest.raises(TooManyRequests):
        rate.check("a")


def test_addresses_are_forgotten(rate: Rate, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "_SWEEP", 3)
    rate = Rate(2, 60, "", clock)
    for time, client in enumerate("abcdefgh"):
        clock.time = 50 * time
        rate.spend(client)
        rate.spend(client)
        assert len(rate._spent) <= 4
    with pytest.raises(TooManyRequests):
        rate.spend("h")


def test_a_preflight_costs_nothing(rate: Rate) -> None:
    app = Flask("limited")
    view = rate.limited(lambda: "")
    app.add_url_rule("/", "view", view, methods=["GET", "OPTIONS"], provide_automatic_options=False)
    client = app.test_client()
    methods = ["OPTIONS"] * 5 + ["GET"] * 3
    statuses = [client.open("/", method=method).status_code for method in methods]
    assert statuses == [200] * 7 + [429]
