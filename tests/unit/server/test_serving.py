"""Answers as a whole, and answers that are made while they are sent, over a real socket."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import uvicorn
from flask import Blueprint, Response, request

from server.access import MOST_FAILURES
from server.app import create_app
from server.bodies import FORM_BYTES, REVIEW_BYTES
from server.config import load
from server.connections import Connection
from server.loop import Loop
from server.refusals import MAX_FIELDS_BYTES, MAX_TARGET_BYTES
from server.serving import Site

PART = b"x" * 100_000
TOKEN = "one that nobody guesses".replace(" ", "-")


class Made:
    """Parts that know how many were asked for, and whether anybody has closed them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.number = 0
        self.closed = threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        while self.number < self.most:
            self.number += 1
            yield PART

    def close(self) -> None:
        self.closed.set()


@pytest.fixture
def made() -> Made:
    return Made(50)


@pytest.fixture
def port(tmp_path: Path, made: Made) -> Iterator[int]:
    blueprint = Blueprint("made", __name__)

    @blueprint.get("/long")
    def long() -> Response:
        return Response(made, content_type="text/plain")

    @blueprint.get("/short")
    def short() -> Response:
        return Response(made, headers={"Content-Length": f"{50 * len(PART) + 1}"})

    @blueprint.get("/dated")
    def dated() -> Response:
        response = Response("text", content_type="text/plain")
        response.set_etag("a")
        response.make_conditional(request)
        return response

    @blueprint.get("/whole")
    def whole() -> Response:
        return Response(PART * 7, content_type="text/plain")

    @blueprint.post("/taken")
    @blueprint.post("/reviews")
    def taken() -> str:
        return str(len(request.get_data()))

    config = load(tmp_path, {}, {"TRIPLEBILL_TOKEN": TOKEN})
    server = uvicorn.Server(
        uvicorn.Config(
            site := Site(create_app(config, [blueprint]), config),
            http=Connection,
            lifespan="off",
            interface="asgi3",
            log_config=None,
        )
    )
    with Loop() as loop, closing(site), socket.create_server(("127.0.0.1", 0)) as listener:
        running = loop.submit(server.serve([listener]))
        yield listener.getsockname()[1]
        server.should_exit = True
        running.result()


def asked(port: int, path: str = "/long", method: str = "GET") -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port), 30)
    request = f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    client.sendall(request.encode())
    return client


def test_an_answer_of_several_pieces_arrives_whole(port: int) -> None:
    with asked(port, "/whole") as client:
        head, _, body = b"".join(iter(lambda: client.recv(1 << 16), b"")).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"\r\ncontent-length: 700000\r\n" in head
    assert head.endswith(b"\r\nconnection: close")
    assert body == PART * 7


def test_requests_in_a_row_are_answered_in_their_order(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 30) as client:
        both = b"HEAD /whole HTTP/1.1\r\nHost: x\r\n\r\nGET /none HTTP/1.1\r\nHost: x\r\n"
        client.sendall(both + b"Connection: close\r\n\r\n")
        answer = b"".join(iter(lambda: client.recv(1 << 16), b""))
    first, second = answer.split(b"HTTP/1.1 ")[1:]
    assert first.startswith(b"200 OK\r\n")
    assert first.endswith(b"\r\n\r\n")
    assert second.startswith(b"404 ")


def exchanged(port: int, head: str, *parts: bytes) -> tuple[bytes, bytes]:
    """Head and body of the answer, to a client that sends everything before it listens."""
    with socket.create_connection(("127.0.0.1", port), 30) as client:
        client.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
        for part in parts:
            client.sendall(part)
        answer = b"".join(iter(lambda: client.recv(1 << 16), b""))
    head_, _, body = answer.partition(b"\r\n\r\n")
    return head_, body


@pytest.mark.parametrize("path", ["dated", "whole", "long", "none"])
def test_an_answer_has_one_date(port: int, path: str) -> None:
    head, _ = exchanged(port, f"GET /{path} HTTP/1.1\nHost: x\nConnection: close")
    assert head.lower().count(b"\r\ndate: ") == 1


def test_header_fields_are_not_too_long_together(port: int) -> None:
    ask = "GET /whole HTTP/1.1\nHost: x\nConnection: close"
    field = "\nAccept: " + "a/b," * 500
    for number, status in ((MAX_FIELDS_BYTES // len(field), b"200 "), (9, b"431 ")):
        head, _ = exchanged(port, ask + field * number)
        assert head.startswith(b"HTTP/1.1 " + status)


@pytest.mark.parametrize("size", [1 << 20, 1_000])
@pytest.mark.parametrize(("more", "status"), [(0, b"200 "), (1, b"414 ")])
def test_an_address_is_not_too_long_in_whatever_pieces(
    port: int, size: int, more: int, status: bytes
) -> None:
    address = b"/dated?" + b"q" * (MAX_TARGET_BYTES - len("/dated") + more)
    asked = b"GET %b HTTP/1.1\r\nHost: x\r\nConnection: close" % address
    with socket.create_connection(("127.0.0.1", port), 30) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for start in range(0, len(asked), size):
            client.sendall(asked[start : start + size])
        client.sendall(b"\r\n\r\n")
        assert client.recv(1 << 16).startswith(b"HTTP/1.1 " + status)


def test_lines_without_end_before_a_request_are_cut_off(
    port: int, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_connection(("127.0.0.1", port), 30) as client:
        client.sendall(b"\r\n" * (1 << 19))
        assert client.recv(1 << 16).startswith(b"HTTP/1.1 431 ")
    assert not caplog.records


def test_a_body_is_refused_by_its_length_before_it_comes(port: int) -> None:
    ask = "POST /{} HTTP/1.1\nHost: x\nContent-Length: {}"
    for path, status in (("taken", b"413 "), ("whole", b"405 "), ("none", b"404 ")):
        head, body = exchanged(port, ask.format(path, FORM_BYTES + 1))
        assert head.startswith(b"HTTP/1.1 " + status)
        assert head.endswith(b"\r\nconnection: close")
        assert len(json.loads(body)["detail"]) > 20


@pytest.mark.parametrize("length", ["Content-Length: 9999999", "Transfer-Encoding: chunked"])
def test_who_sends_all_of_a_body_that_is_refused_gets_the_answer(port: int, length: str) -> None:
    ask = f"POST /taken HTTP/1.1\nHost: x\n{length}"
    piece = b"186a0\r\n" + PART + b"\r\n" if "chunked" in length else PART
    head, _ = exchanged(port, ask, *[piece] * 99)
    assert head.startswith(b"HTTP/1.1 413 ")


def test_a_review_is_taken_in_of_who_holds_a_token(port: int) -> None:
    ask = "POST /reviews HTTP/1.1\nHost: x\nConnection: close\nContent-Length: {}{}"
    known = f"\nAuthorization: Bearer {TOKEN}"
    for length, sender, status in (
        (len(PART), known, b"200 "),
        (REVIEW_BYTES + 1, known, b"413 "),
        (len(PART), "", b"413 "),
        (len(PART), known + "r", b"413 "),
        (FORM_BYTES, "", b"200 "),
    ):
        head, _ = exchanged(port, ask.format(length, sender), PART[:length])
        assert head.startswith(b"HTTP/1.1 " + status), (length, sender)


def test_who_tries_tokens_by_how_bodies_are_refused_is_kept_from_it(port: int) -> None:
    ask = "POST /reviews HTTP/1.1\nHost: x\nConnection: close\nContent-Length: {}{}"
    tried = [f"{TOKEN}{number}" for number in range(MOST_FAILURES)] + [TOKEN]
    for token in tried:
        sender = f"\nAuthorization: Bearer {token}"
        head, _ = exchanged(port, ask.format(len(PART), sender), PART)
        assert head.startswith(b"HTTP/1.1 413 "), token


def test_all_parts_arrive(port: int, made: Made) -> None:
    with asked(port) as client:
        answer = b"".join(iter(lambda: client.recv(1 << 16), b""))
    assert answer.count(b"x") >= 50 * len(PART)
    assert answer.endswith(b"\r\n0\r\n\r\n")
    assert made.closed.wait(10)


def test_a_client_of_old_gets_no_chunks(port: int, caplog: pytest.LogCaptureFixture) -> None:
    head, body = exchanged(port, "GET /long HTTP/1.0")
    assert not caplog.records
    assert b"transfer-encoding" not in head.lower()
    assert head.endswith(b"\r\nconnection: close")
    assert body == 50 * PART


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_an_answer_that_breaks_off_is_seen_to(
    port: int, version: str, caplog: pytest.LogCaptureFixture
) -> None:
    head, body = exchanged(port, f"GET /short HTTP/{version}\nHost: x")
    assert b"\r\ncontent-length: 5000001\r\n" in head
    assert body == 50 * PART
    assert "another length than it says" in caplog.text


def test_no_more_is_made_than_the_client_takes(port: int, made: Made) -> None:
    made.most = 10_000
    with asked(port) as client:
        client.recv(100)
        assert not made.closed.wait(0.7)
        assert made.number < 500
    assert made.closed.wait(10)
    assert made.number < 500
