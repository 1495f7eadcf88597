"""Texts of the world that give orders, and a model that obeys every one of them, asked in play: nothing forbidden."""

import asyncio
import json

import pytest

from engine.llm.client.mock import MockLlmClient
from engine.llm.context.fence import read_fenced
from engine.play.commands import GiveOrders, SayLine
from engine.play.running.session import Session
from tests.engine.llm.direction.running import Running, world_of
from tests.engine.llm.direction.test_banter import fall
from tests.engine.llm.guard.test_injection import INJECTED, obeyed, world_with
from tests.projects.shipped import echo_grove


@pytest.mark.parametrize("text", INJECTED, ids=range(len(INJECTED)))
def test_a_model_that_obeys_a_name_moves_nobody(text, tmp_path):
    compiled = world_with(tmp_path, text)
    told: list[str] = []

    def answer(request) -> str:
        rows = read_fenced(request.messages[-1].text)["entities"]
        told.append(next(row["name"] for row in rows if row["id"] == "stalker_01"))
        bodies = obeyed(told[-1], world_of(request))
        return bodies[(len(told) - 1) % len(bodies)]

    async def lead() -> Session:
        session = Session(compiled, 3, autopilot="expert")
        running = Running(MockLlmClient(answer), "party", session=session, begun=60, seconds=0.1)
        while len(told) < len(obeyed(text, "")):
            await running.play(4)
        await running.play(4)
        said = [each for commands in running.recorder.recording.commands.values() for each in commands]
        assert said == []
        assert not any(entry.verdict.accepted for entry in running.direction.trail)
        assert running.direction.trail.counted == len(told)
        await running.end()
        return session

    session = asyncio.run(lead())
    alone = Session(compiled, 3, autopilot="expert")
    alone.advance(session.tick)

    assert set(told) == {text}
    assert session.digest() == alone.digest()


@pytest.mark.parametrize("led", ["party", "enemies"])
def test_a_side_orders_nobody_of_the_other(led):
    other = "stalker_01" if led == "party" else "kael"

    def answer(request) -> str:
        calls = [{"tool": "wait", "arguments": {"actor": other, "seconds": 1.0}}]
        return json.dumps({"world": world_of(request), "calls": calls})

    async def lead() -> None:
        running = Running(MockLlmClient(answer), led)
        await running.play(5)
        (entry,) = running.direction.trail
        assert (entry.verdict.accepted, entry.verdict.constraint) == (False, "provenance")
        await running.end()

    asyncio.run(lead())


@pytest.mark.parametrize("text", INJECTED, ids=range(len(INJECTED)))
def test_a_line_that_gives_orders_is_a_line(text):
    async def talk() -> None:
        running = Running(MockLlmClient(lambda _request: json.dumps({"line": text})), None, has_banter=True)
        fall(running)
        await running.play(30)
        said = [each for commands in running.recorder.recording.commands.values() for each in commands]
        assert [type(each) for each in said] in ([SayLine], [])
        assert not any(isinstance(each, GiveOrders) for each in said)
        await running.end()

    asyncio.run(talk())
    assert echo_grove().row_of("aria") is not None
