"""The model that is only played: what it answers, which faults it plays, and that it does so again."""

import asyncio
from collections import Counter
from contextlib import aclosing

import pytest

from engine.llm.client.answer import Answer, Piece
from engine.llm.client.errors import ConnectionLostError, LlmError
from engine.llm.client.faults import Faults
from engine.llm.client.mock import MockLlmClient
from engine.llm.client.request import Message, Request
from tests.engine.llm.virtual_loop import run_virtually


def asking(text: str) -> Request:
    return Request((Message("user", text),))


async def ends(client: MockLlmClient, texts: list[str]) -> list[str]:
    found = []
    for text in texts:
        try:
            found.append((await client.complete(asking(text))).text)
        except LlmError as error:
            found.append(type(error).__name__)
    return found


def test_pieces_add_up_to_the_answer():
    async def main():
        async with aclosing(MockLlmClient(piece=3).stream(asking("two stalkers"))) as stream:
            return [each async for each in stream]

    *pieces, answer = run_virtually(main())

    assert [piece.text for piece in pieces if isinstance(piece, Piece)] == ["two", " st", "alk", "ers"]
    assert isinstance(answer, Answer)
    assert answer.text == "two stalkers"
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (3, 3)


def test_the_same_seed_plays_the_same_whatever_was_asked_in_between():
    faults = Faults(rate_limited=0.2, server=0.2, lost=0.2, garbage=0.2)
    texts = [f"question {number}" for number in range(50)]

    forwards = run_virtually(ends(MockLlmClient(seed=4, faults=faults), texts))
    backwards = run_virtually(ends(MockLlmClient(seed=4, faults=faults), texts[::-1]))
    other = run_virtually(ends(MockLlmClient(seed=5, faults=faults), texts))

    assert forwards == backwards[::-1]
    assert forwards != other


def test_asking_again_draws_anew():
    faults = Faults(server=0.5)

    found = run_virtually(ends(MockLlmClient(seed=1, faults=faults), ["the same"] * 40))

    assert set(found) == {"the same", "ServerError"}


def test_faults_come_as_often_as_they_were_set():
    client = MockLlmClient(seed=2, faults=Faults(rate_limited=0.1, server=0.2, lost=0.0, garbage=0.05, half=0.1))

    found = Counter(run_virtually(ends(client, [f"{number}" for number in range(4000)])))

    assert found["RateLimitedError"] == client.faults["rate_limited"] == pytest.approx(400, abs=60)
    assert found["ServerError"] == pytest.approx(800, abs=80)
    assert found["GarbageError"] == pytest.approx(200, abs=45)
    assert found["ConnectionLostError"] == client.faults["half"] == pytest.approx(400, abs=60)


def test_half_an_answer_is_half_its_pieces_and_then_a_lost_connection():
    heard: list[str] = []

    async def main():
        async with aclosing(MockLlmClient(piece=1, faults=Faults(half=1.0)).stream(asking("abcd"))) as stream:
            async for piece in stream:
                heard.append(piece.text)

    with pytest.raises(ConnectionLostError, match="broke off"):
        run_virtually(main())

    assert heard == ["a", "b"]


def test_latency_is_time_of_the_loop():
    async def main():
        await MockLlmClient(latency=30.0).complete(asking("slowly"))
        return asyncio.get_running_loop().time()

    assert run_virtually(main()) == pytest.approx(30.0)


def test_a_closed_client_says_so():
    async def main():
        client = MockLlmClient()
        await client.close()
        await client.complete(asking("anybody?"))

    with pytest.raises(ConnectionLostError, match="closed"):
        run_virtually(main())


def test_shares_above_all_calls_are_refused():
    with pytest.raises(ValueError, match="at most 1"):
        Faults(server=0.7, lost=0.7)
