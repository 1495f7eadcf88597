"""The circuit breaker: who keeps failing is left alone for a while, and then tried with one question."""

import asyncio
from dataclasses import replace
from random import Random

import pytest

from engine.llm.client.answer import About
from engine.llm.client.errors import RefusedError, ServerError
from engine.llm.client.mock import MockLlmClient
from engine.llm.scheduler.breaker import PROBING, Breaker
from engine.llm.scheduler.errors import CircuitOpenError
from engine.llm.scheduler.scheduler import LlmScheduler
from engine.llm.scheduler.terms import AUTHORING, Limits, Terms
from tests.engine.llm.scheduler.questions import HandClient, asking, settle
from tests.engine.llm.virtual_loop import run_virtually

ONCE = replace(AUTHORING, attempts=1)
SHORT = Terms("short", deadline=2.0, silence=2.0, attempts=1)


async def fail(scheduler: LlmScheduler, client: HandClient, times: int) -> None:
    for _ in range(times):
        ticket = scheduler.submit(asking(), terms=ONCE)
        await settle()
        client.calls[-1].set_result(ServerError("oops", 500))
        with pytest.raises(ServerError):
            await ticket.answer()


def test_after_so_many_faults_in_a_row_nothing_is_asked():
    async def main():
        client = HandClient()
        scheduler = LlmScheduler(client, limits=Limits(faults=3, rest=5.0))
        await fail(scheduler, client, 3)
        with pytest.raises(CircuitOpenError, match=r"failed 3 times in a row; it is asked again in 5\.0 s"):
            await scheduler.submit(asking(), terms=SHORT).answer()
        return len(client.calls), scheduler.breaker().opened

    assert run_virtually(main()) == (3, 1)


def test_who_can_wait_is_asked_after_the_rest_one_first():
    async def main():
        client = HandClient()
        scheduler = LlmScheduler(client, limits=Limits(faults=3, rest=5.0))
        await fail(scheduler, client, 3)
        tickets = [scheduler.submit(asking(), terms=ONCE) for _ in range(3)]
        await asyncio.sleep(5.5)
        probes = len(client.calls) - 3
        client.calls[-1].set_result("well again")
        await asyncio.sleep(2 * PROBING)
        for call in client.calls[4:]:
            call.set_result("well again")
        return probes, [(await ticket.answer()).text for ticket in tickets]

    assert run_virtually(main()) == (1, ["well again"] * 3)


def test_another_client_is_not_held_to_it():
    async def main():
        client = HandClient()
        scheduler = LlmScheduler(client, limits=Limits(faults=1))
        await fail(scheduler, client, 1)
        return (await scheduler.submit(asking("and you?"), terms=SHORT, client=MockLlmClient()).answer()).text

    assert run_virtually(main()) == "and you?"


def test_another_client_of_the_same_server_is():
    async def main():
        there = About("Server", "small", "http://127.0.0.1:9/v1")
        client = HandClient(there)
        scheduler = LlmScheduler(client, limits=Limits(faults=1, rest=5.0))
        await fail(scheduler, client, 1)
        with pytest.raises(CircuitOpenError):
            await scheduler.submit(asking(), terms=SHORT, client=HandClient(there)).answer()
        other = MockLlmClient(about=replace(there, model="large"))
        return (await scheduler.submit(asking("and you?"), terms=SHORT, client=other).answer()).text

    assert run_virtually(main()) == "and you?"


def test_whoever_refuses_is_well():
    async def main():
        client = HandClient()
        scheduler = LlmScheduler(client, limits=Limits(faults=2), random=Random(1))
        await fail(scheduler, client, 1)
        ticket = scheduler.submit(asking(), terms=ONCE)
        await settle()
        client.calls[-1].set_result(RefusedError("no", 400))
        await settle()
        await fail(scheduler, client, 1)
        return ticket.is_ended, scheduler.breaker().is_open

    assert run_virtually(main()) == (True, False)


def test_a_probe_that_fails_begins_the_rest_anew_and_one_that_is_taken_back_lets_the_next_try():
    breaker = Breaker(faults=2, rest=5.0)
    for now in (0.0, 1.0):
        breaker.asked()
        breaker.failed(now)
    assert breaker.wait(2.0) == 4.0

    assert breaker.wait(6.0) == 0.0
    breaker.asked()
    assert breaker.wait(6.0) == PROBING
    breaker.failed(6.5)
    assert breaker.wait(7.0) == 4.5

    breaker.asked()
    breaker.unknown()
    assert breaker.wait(12.0) == 0.0
    breaker.asked()
    breaker.answered()
    assert not breaker.is_open
    assert breaker.opened == 1
