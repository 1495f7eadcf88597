"""A server that speaks like OpenAI leads a side; it fails in every way, and play goes on."""

import asyncio
import json
from collections.abc import Callable

import pytest

from engine.benchmarks.loopback import Asked, Deed, LoopbackModels
from engine.llm.context.fence import read_fenced
from engine.llm.providers.warming import warm_up
from engine.play.recording import replay
from tests.engine.llm.direction.running import Running
from tests.engine.llm.providers.speaking import client_at
from tests.projects.shipped import echo_grove


@pytest.fixture(scope="module", autouse=True)
def imported():
    """What the first question needs: a game gives it five seconds, and a busy computer may take as long to import."""
    warm_up("openai")


def obliging(asked: Asked) -> Deed:
    """Lets Kael wait a second, whatever is asked; says a line where a line is asked for."""
    said = asked.body["messages"][-1]["content"]
    sections = read_fenced(said)
    if "occasion" in sections:
        return Deed(text='{"line": "With me!"}')
    world = sections["world"][0]["world"]
    call = {"tool": "wait", "arguments": {"actor": "kael", "seconds": 1.0}}
    return Deed(text=json.dumps({"world": world, "calls": [call]}))


async def until(running: Running, condition: Callable[[], object]) -> None:
    """Hold the game's clock until something has come in."""
    async with asyncio.timeout(60):
        while not condition():
            for command in running.direction.between_ticks():
                running.session.step([command])
            running.news += running.direction.take_news()
            await asyncio.sleep(0)


def test_a_server_s_plan_is_carried_out_over_http_and_replays_without_it():
    async def lead() -> Running:
        async with LoopbackModels(obliging) as server:
            client = client_at(server, "openai")
            running = Running(client)
            await until(running, lambda: running.told("carried out"))
            assert len(server.asked) == 1
            schema = json.dumps(server.asked[0].body)
            assert '"wait"' in schema
            await running.play(90)
            await running.end()
            await client.close()
            return running

    running = asyncio.run(lead())
    assert replay(running.recorder.recording, echo_grove()).is_equal


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (Deed("status", status=429, headers=(("retry-after", "9"),)), "no answer"),
        (Deed("status", status=401, text="who are you"), "no answer"),
        (Deed("garbage"), "no answer"),
        (Deed(text="Charge!"), "refused"),
    ],
    ids=["429", "401", "garbage", "prose"],
)
def test_a_server_that_fails_is_told_in_words_and_nobody_is_moved(deed, words):
    async def lead() -> None:
        async with LoopbackModels(deed) as server:
            client = client_at(server, "openai")
            running = Running(client)
            await until(running, lambda: running.told(words))
            assert running.session.orders == ()
            await running.end()
            await client.close()

    asyncio.run(lead())


def test_stopping_closes_the_connection_of_a_question_that_is_open():
    async def lead() -> None:
        async with LoopbackModels(Deed("stall", text="{}")) as server:
            client = client_at(server, "openai")
            running = Running(client)
            await until(running, lambda: server.asked and server.asked[0].begun.is_set())
            await running.end()
            async with asyncio.timeout(30):
                await server.asked[0].left.wait()
            await client.close()

    asyncio.run(lead())


def test_where_nothing_is_wanted_nothing_is_asked():
    async def play() -> int:
        async with LoopbackModels(obliging) as server:
            client = client_at(server, "openai")
            running = Running(client, None)
            await running.play(600)
            await running.end()
            await client.close()
            return len(server.asked)

    assert asyncio.run(play()) == 0
