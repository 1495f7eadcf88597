"""What asking a language model costs beside the model: overhead, how fast a request ends, and what faults leave."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from random import Random
from time import perf_counter
from typing import Any

from engine.benchmarks.benchmark import Case, Facts, benchmark
from engine.benchmarks.loopback import Deed, LoopbackModels
from engine.benchmarks.threshold import Threshold
from engine.llm.client.answer import Answer
from engine.llm.client.errors import GarbageError, LlmError
from engine.llm.client.faults import Faults
from engine.llm.client.mock import MockLlmClient
from engine.llm.client.request import Message, Request
from engine.llm.providers.clients import client_of
from engine.llm.providers.settings import Kind, ProviderSettings
from engine.llm.scheduler.errors import DeadlineError
from engine.llm.scheduler.scheduler import LlmScheduler
from engine.llm.scheduler.terms import AUTHORING, PLAY, Limits, Terms

MANY = 1_000
US, MS = 1e6, 1e3
QUESTION = Request((Message("system", "Be brief."), Message("user", "An ambush at the causeway.")), max_tokens=64)


class _Loop:
    """An event loop of a case's own, between whose turns nothing runs."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()

    def run(self, main: Coroutine[Any, Any, float]) -> float:
        """To the end."""
        return self.loop.run_until_complete(main)

    def close(self) -> None:
        """Let go of it; what is still open is closed by then."""
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()


@benchmark(
    name="llm.overhead",
    unit="us",
    threshold=Threshold("What the scheduler adds to each request.", fail=0.5),
    cases=[{"way": "client alone"}, {"way": "scheduler"}],
    samples=40,
    seconds=3.0,
    has_tail=True,
)
def llm_overhead(way: str) -> Case:
    """One of 1,000 requests to a model that takes no time: their time divided by them, submitted 64 at a time."""
    own = _Loop()
    client = MockLlmClient()

    async def alone() -> None:
        async for _ in client.stream(QUESTION):
            pass

    async def main() -> float:
        scheduler = LlmScheduler(client)
        started = perf_counter()
        for _ in range(0, MANY, 64):
            if way == "scheduler":
                for ticket in [scheduler.submit(QUESTION) for _ in range(64)]:
                    await ticket.answer()
            else:
                for _ in range(64):
                    await alone()
        spent = perf_counter() - started
        await scheduler.close()
        return spent / (-(-MANY // 64) * 64) * US

    return Case(run=lambda: own.run(main()), close=own.close)


@benchmark(
    name="llm.cancel",
    unit="ms",
    threshold=Threshold("A click on Cancel closes the connection.", fail=0.5),
    cases=[{"kind": "openai"}, {"kind": "anthropic"}],
    samples=200,
    seconds=10.0,
    has_tail=True,
)
def llm_cancel(kind: Kind) -> Case:
    """From cancelling a ticket in the middle of its stream until the server sees its socket closed, over loopback."""
    own = _Loop()

    async def main() -> float:
        async with LoopbackModels(Deed("stall", text="two stalkers")) as server:
            address = server.address + ("/v1" if kind == "openai" else "")
            client = client_of(ProviderSettings(name="Loop", kind=kind, address=address, model="tiny"))
            client.prepare()
            scheduler = LlmScheduler(client)
            ticket = scheduler.submit(QUESTION)
            while not ticket.text:
                await asyncio.sleep(0.001)
            started = own.loop.time()
            ticket.cancel()
            await server.asked[0].left.wait()
            closed = server.asked[0].closed
            assert closed is not None
            await scheduler.close()
            await client.close()
        return (closed - started) * MS

    own.run(main())  # imports the SDK
    return Case(run=lambda: own.run(main()), close=own.close)


@benchmark(
    name="llm.deadline",
    unit="ms",
    threshold=Threshold("A deadline in play is told in time.", fail=0.5),
    cases=[{"waiting": 0}, {"waiting": 60}],
    samples=100,
    seconds=8.0,
    has_tail=True,
)
def llm_deadline(waiting: int) -> Case:
    """How late whoever asked hears that the deadline has passed, while so many other requests wait and four stall."""
    own = _Loop()
    terms = Terms("bench", deadline=0.05, silence=5.0)

    async def main() -> float:
        scheduler = LlmScheduler(MockLlmClient(faults=Faults(stalled=1.0)))
        for _ in range(waiting):
            scheduler.submit(QUESTION, terms=terms)
        ticket = scheduler.submit(QUESTION, terms=terms)
        try:
            await ticket.answer()
        except DeadlineError:
            late = own.loop.time() - ticket.deadline
        else:
            raise AssertionError("a model that stalls has answered")
        await scheduler.close()
        return late * MS

    return Case(run=lambda: own.run(main()), close=own.close)


@benchmark(
    name="llm.campaign",
    unit="s",
    threshold=Threshold("Ten thousand requests with faults end, none of them left behind.", fail=0.5),
    cases=[{"requests": 10_000, "faults": 30}],
    samples=1,
    seconds=1.0,
)
def llm_campaign(requests: int, faults: int) -> Case:
    """All of so many requests, 200 at a time, to a model of which `faults` % of calls fail, six ways equally often.

    The scheduler does not ask again what came back as garbage. Whoever asked does, once, within what is left of the
    deadline, as the drafting of proposals does: "recovered" counts requests that met a fault and ended in an answer.
    What they were given without that is told beside it. Waits of a second and more are shortened a hundredfold.
    """
    own = _Loop()
    told: dict[str, Any] = {}

    async def main() -> float:
        client = MockLlmClient(latency=0.001, jitter=1.0, faults=Faults.evenly(faults / 100.0, 0.002))
        limits = Limits(waiting=400, first_pause=0.0025, longest_pause=0.08, rest=0.05)
        scheduler = LlmScheduler(client, limits=limits, random=Random(1))
        campaign = _Campaign(scheduler, replace(AUTHORING, deadline=PLAY.deadline, silence=0.025, attempts=8))
        started = perf_counter()
        numbers = iter(range(requests))
        await asyncio.gather(*(campaign.ask_all(numbers) for _ in range(200)))
        spent = perf_counter() - started
        await scheduler.close()
        told.update(campaign.facts(requests))
        left = len(asyncio.all_tasks()) - 1
        told.update(tasks_left=left, slots_left=scheduler.running, calls_left=client.open)
        told.update(most_running=scheduler.counters.most_running, attempts=scheduler.counters.attempts)
        told.update({f"played_{kind}": count for kind, count in sorted(client.faults.items())})
        return spent

    def facts() -> Facts:
        return told

    return Case(run=lambda: own.run(main()), close=own.close, facts=facts)


class _Campaign:
    """Who asks, and what became of it."""

    def __init__(self, scheduler: LlmScheduler, terms: Terms) -> None:
        self._scheduler = scheduler
        self._terms = terms
        self._at_first = 0
        self._answered = 0
        self._faulted = 0
        self._recovered = 0

    async def ask_all(self, numbers: Any) -> None:
        """Ask one after the other, as long as there are any."""
        for number in numbers:
            await self._ask(Request((Message("user", f"question {number}"),), max_tokens=64))

    async def _ask(self, request: Request) -> None:
        first = self._scheduler.submit(request, terms=self._terms)
        outcome = await _end(first)
        self._at_first += isinstance(outcome, Answer)
        if isinstance(outcome, GarbageError):
            left = first.deadline - (first.ended or 0.0)
            outcome = await _end(self._scheduler.submit(request, terms=replace(self._terms, deadline=left)))
        self._answered += isinstance(outcome, Answer)
        if first.failures:
            self._faulted += 1
            self._recovered += isinstance(outcome, Answer)

    def facts(self, requests: int) -> Facts:
        """Shares."""
        return {
            "recovered_%": 100.0 * self._recovered / max(1, self._faulted),
            "answered_%": 100.0 * self._answered / requests,
            "answered_by_scheduler_alone_%": 100.0 * self._at_first / requests,
            "met_a_fault": self._faulted,
        }


async def _end(ticket: Any) -> Answer | LlmError:
    try:
        return await ticket.answer()
    except LlmError as error:
        return error
