"""Queries that are handed on to an engine: how many at once."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from contextlib import closing
from typing import Any

from graph.errors import BusyError
from graph.store.client import Answer
from server.engine import Question
from server.forwarding import Forwarder
from server.gate import Form
from server.loop import Loop
from server.turns import Turns

BODY = b'{"head": {}, "boolean": true}'
ASK = Question(text="ASK {}", form=Form.ASK, format="json", timeout_s=60.0)
PLACES, WAITING, MORE = 2, 40, 100


class Slow:
    """An engine that answers nothing before it is told to."""

    def __init__(self) -> None:
        self.told = threading.Event()

    def query(self, *_: object) -> Answer:
        assert self.told.wait(60)
        return Answer(BODY, truncated=False)


def test_beyond_those_that_wait_all_are_refused_at_once() -> None:
    client: Any = Slow()
    turns = Turns(PLACES, WAITING, 60.0)
    engine = Forwarder(client, client, "http://x/graph", "http://x/sparql", 1_000, turns)

    async def asked() -> Counter[type]:
        number = PLACES + WAITING + MORE
        tasks = [asyncio.create_task(engine.answer_async(ASK)) for _ in range(number)]
        async with asyncio.timeout(30):
            while sum(task.done() for task in tasks) < MORE:
                await asyncio.sleep(0.01)
        client.told.set()
        await asyncio.wait(tasks)
        return Counter(type(task.exception()) for task in tasks)

    try:
        with closing(engine), Loop() as loop:
            told = loop.submit(asked()).result(60)
        assert told == {type(None): PLACES + WAITING, BusyError: MORE}
    finally:
        client.told.set()
