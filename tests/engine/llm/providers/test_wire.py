"""Both kinds of providers against a real server on this computer: what is sent, what comes back, what fails how."""

import asyncio
import gc
import traceback

import pytest

from engine.benchmarks.loopback import Deed, LoopbackModels
from engine.llm.client.answer import Usage
from engine.llm.client.errors import (
    ConnectionLostError,
    GarbageError,
    LlmError,
    RateLimitedError,
    RefusedError,
    ServerError,
)
from engine.llm.providers.settings import Kind
from tests.engine.llm.providers.speaking import KINDS, PLANTED, SCHEMA, WAYS, ask, asking, client_at

pytestmark = pytest.mark.parametrize("kind", KINDS)


@pytest.mark.parametrize("way", WAYS)
def test_an_answer_comes_with_tokens_and_their_price(kind: Kind, way: str):
    async def main():
        async with LoopbackModels(Deed(text="two stalkers behind the causeway")) as server:
            client = client_at(server, kind)
            answer = await ask(client, way)
            await client.close()
        return answer

    answer = asyncio.run(main())

    assert answer.text == "two stalkers behind the causeway"
    assert answer.usage == Usage(7, 5, pytest.approx((7 * 1.0 + 5 * 2.0) / 1e6))
    assert (answer.model, answer.stop) == ("tiny", "end")


def test_bounds_and_key_go_along_and_one_connection_serves_many(kind: Kind):
    async def main():
        async with LoopbackModels() as server:
            client = client_at(server, kind)
            for way in WAYS * 2:
                await ask(client, way, asking(max_tokens=99, temperature=0.5))
            await client.close()
        return server

    server = asyncio.run(main())
    asked = server.asked[0]

    assert PLANTED in asked.headers["authorization"]
    assert (asked.body["model"], asked.body["max_tokens"], asked.body["temperature"]) == ("tiny", 99, 0.5)
    assert [each.body.get("stream", False) for each in server.asked] == [False, True, False, True]
    assert (server.connections, server.open) == (1, 0)


def test_a_schema_is_sent_in_the_way_that_the_model_has(kind: Kind):
    async def main():
        async with LoopbackModels() as server:
            for by in ("json_schema", "json_object", "prompt") if kind == "openai" else ("json_schema",):
                client = client_at(server, kind, by)
                await ask(client, "stream", asking(schema=SCHEMA))
                await client.close()
        return [asked.body for asked in server.asked]

    bodies = asyncio.run(main())

    if kind == "anthropic":  # this model is known to have no way of its own
        assert '"wave"' in bodies[0]["system"]
        return
    assert bodies[0]["response_format"]["json_schema"]["schema"]["properties"] == SCHEMA["properties"]
    assert bodies[1]["response_format"] == {"type": "json_object", "schema": SCHEMA}
    assert "response_format" not in bodies[2]
    assert '"wave"' in bodies[2]["messages"][0]["content"]


FAILURES = [
    (Deed("status", status=429, text="slow down", headers=(("retry-after", "7"),)), RateLimitedError, "slow down"),
    (Deed("status", status=500, text="oops"), ServerError, "500.*oops"),
    (Deed("status", status=529, text="busy"), ServerError, "529.*busy"),
    (Deed("status", status=401, text="no such key"), RefusedError, "does not accept the key.*no such key"),
    (Deed("status", status=404, text="no such model"), RefusedError, "no such model"),
    (Deed("status", status=400, text="too hot"), RefusedError, "400.*too hot"),
    (Deed("reset"), ConnectionLostError, "broke off"),
    (Deed("half", text="half of this is missing"), ConnectionLostError, "broke off"),
    (Deed("garbage"), GarbageError, "no answer of a language model"),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("deed", "error", "words"), FAILURES, ids=[f"{d.kind}-{d.status}" for d, _, _ in FAILURES])
def test_each_failure_is_told_apart_and_asked_once(kind: Kind, way: str, deed: Deed, error: type, words: str):
    async def main():
        async with LoopbackModels(deed) as server:
            client = client_at(server, kind)
            with pytest.raises(error, match=words) as caught:
                await ask(client, way)
            await client.close()
        return caught.value, len(server.asked)

    failure, times = asyncio.run(main())

    assert times == 1, "the SDK retried by itself"
    if isinstance(failure, RateLimitedError):
        assert failure.retry_after == 7.0


def test_a_server_that_is_not_there_costs_nothing(kind: Kind):
    async def main():
        async with LoopbackModels() as server:
            client = client_at(server, kind)
        with pytest.raises(ConnectionLostError) as caught:
            await ask(client, "stream")
        await client.close()
        return caught.value

    assert not asyncio.run(main()).may_have_cost


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_repeats_the_key_does_not_make_it_known(kind: Kind, way: str):
    async def main() -> LlmError:
        async with LoopbackModels(Deed("status", status=401, text=f"Incorrect key: {PLANTED}")) as server:
            client = client_at(server, kind)
            with pytest.raises(RefusedError) as caught:
                await ask(client, way)
            assert PLANTED not in f"{client.about()!r} {vars(client)!r}"
            await client.close()
        return caught.value

    failure = asyncio.run(main())

    assert "Incorrect key: (secret)" in str(failure)
    assert PLANTED not in "".join(traceback.format_exception(failure))
    assert failure.__cause__ is failure.__context__ is None


@pytest.mark.parametrize("deed", [Deed("stall"), Deed(text="slow words " * 50, pieces=50, pause=0.05)])
@pytest.mark.parametrize("way", WAYS)
def test_cancelling_closes_the_socket(kind: Kind, way: str, deed: Deed):
    async def main():
        async with LoopbackModels(deed) as server:
            client = client_at(server, kind)
            asking_now = asyncio.ensure_future(ask(client, way))
            while not server.asked:
                await asyncio.sleep(0)
            if way == "stream":
                await server.asked[0].begun.wait()
            asking_now.cancel()
            await asyncio.wait([asking_now])
            await server.asked[0].left.wait()
            await client.close()
            return asking_now.cancelled(), len(asyncio.all_tasks()) - 1 - server.open

    cancelled, left = asyncio.run(main())
    gc.collect()  # a socket that nobody closed would warn, and warnings are errors

    assert cancelled
    assert left <= 1, "only the server may still be about its business"
