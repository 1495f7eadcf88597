"""Hundreds of questions over real sockets, three in ten of them with a fault: nothing is left behind."""

import asyncio
import gc
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from engine.benchmarks.loopback import Asked, Deed, LoopbackModels
from engine.llm.client.answer import Answer
from engine.llm.client.errors import GarbageError, LlmError
from engine.llm.providers.settings import Kind
from engine.llm.scheduler.scheduler import LlmScheduler
from engine.llm.scheduler.terms import AUTHORING, Limits
from tests.engine.llm.providers.speaking import KINDS, asking, client_at

QUESTIONS = 150
DEEDS = (
    Deed("status", status=429, text="slow down", headers=(("retry-after", "0"),)),
    Deed("status", status=500, text="oops"),
    Deed("reset"),
    Deed("stall", text="silence for ever"),
    Deed("garbage"),
    Deed("half", text="half of this is missing"),
)
LIMITS = Limits(waiting=QUESTIONS, first_pause=0.005, longest_pause=0.02, rest=0.02)
TERMS = replace(AUTHORING, silence=0.3, attempts=8)


@pytest.mark.parametrize("kind", KINDS)
def test_a_campaign_of_faults_leaks_nothing_and_loses_only_garbage(kind: Kind):
    random = Random(12)

    def deed(_: Asked) -> Deed:
        return random.choice(DEEDS) if random.random() < 0.3 else Deed()

    async def main():
        async with LoopbackModels(deed) as server:
            client = client_at(server, kind)
            client.prepare()
            scheduler = LlmScheduler(client, limits=LIMITS, random=Random(3))
            tickets = [scheduler.submit(asking(f"{number}"), terms=TERMS) for number in range(QUESTIONS)]
            for ticket in tickets[::10]:
                asyncio.get_running_loop().call_later(0.05, ticket.cancel)
            ends = await asyncio.gather(*(ticket.answer() for ticket in tickets), return_exceptions=True)
            await scheduler.close()
            idle = scheduler.running, scheduler.waiting, scheduler.purse.reserved_tokens
            most = scheduler.counters.most_running
            await client.close()
            while server.open:
                await asyncio.sleep(0)
            return ends, idle, most, asyncio.all_tasks() - {asyncio.current_task()}, tickets

    ends, idle, most, tasks, tickets = asyncio.run(main())
    gc.collect()  # a socket that nobody closed would warn, and warnings are errors
    kept = Counter(
        type(end).__name__ for ticket, end in zip(tickets, ends, strict=True) if (ticket.number - 1) % 10 != 0
    )

    assert all(isinstance(end, Answer | LlmError) for end in ends)
    assert set(kept) <= {Answer.__name__, GarbageError.__name__}
    assert kept["Answer"] > 0.85 * sum(kept.values())
    assert any(ticket.attempts > 1 for ticket in tickets)
    assert (idle, most, tasks) == ((0, 0, 0), 4, set())
