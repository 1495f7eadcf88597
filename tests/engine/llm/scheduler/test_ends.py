"""How a ticket ends: answered, late, cancelled, refused, failed; and once."""

import asyncio
from dataclasses import replace
from random import Random

import pytest

from engine.llm.client.errors import (
    ConnectionLostError,
    GarbageError,
    LlmError,
    RateLimitedError,
    RefusedError,
    ServerError,
)
from engine.llm.client.mock import MockLlmClient
from engine.llm.scheduler.errors import (
    DeadlineError,
    QueueFullError,
    RequestCancelledError,
    SchedulerClosedError,
    UnexpectedError,
)
from engine.llm.scheduler.polling import poll_llm_requests
from engine.llm.scheduler.scheduler import LlmScheduler
from engine.llm.scheduler.terms import AUTHORING, PLAY, Limits
from tests.engine.llm.scheduler.questions import HandClient, asking, settle
from tests.engine.llm.virtual_loop import run_virtually


def test_an_answer_comes_with_its_pieces():
    heard: list[str] = []

    async def main():
        scheduler = LlmScheduler(MockLlmClient(piece=4))
        ticket = scheduler.submit(asking("two stalkers"), listener=lambda _, piece: heard.append(piece.text))
        answer = await ticket.answer()
        return answer.text, ticket.text, scheduler.counters

    text, written, counters = run_virtually(main())

    assert text == written == "".join(heard) == "two stalkers"
    assert (counters.submitted, counters.answered, counters.attempts) == (1, 1, 1)


def test_the_deadline_counts_from_when_it_was_submitted():
    async def main():
        client = HandClient()
        scheduler = LlmScheduler(client, limits=Limits(slots=1))
        first = scheduler.submit(asking("first"), terms=replace(AUTHORING, silence=90.0))
        second = scheduler.submit(asking("second"), terms=replace(PLAY, is_polled=False))
        await asyncio.sleep(4.0)
        client.calls[0].set_result("at last")
        await first.answer()
        with pytest.raises(DeadlineError, match="within 5 s"):
            await second.answer()
        await settle()
        return second, scheduler.running, client.open

    late, running, still_open = run_virtually(main())

    assert late.started == pytest.approx(4.0)
    assert late.ended == pytest.approx(5.0)
    assert (running, still_open) == (0, 0)


def test_cancelling_ends_it_now_and_frees_its_slot_when_the_client_is_done():
    async def main():
        client = HandClient()
        scheduler = LlmScheduler(client, limits=Limits(slots=1))
        first, second = scheduler.submit(asking("first")), scheduler.submit(asking("second"))
        await settle()
        assert first.cancel()
        ended_at_once, running = first.is_ended, scheduler.running
        await settle()
        client.calls[1].set_result("done")
        await second.answer()
        assert not first.cancel()
        with pytest.raises(RequestCancelledError):
            await first.answer()
        return ended_at_once, running, client.asked, scheduler.counters.cancelled

    assert run_virtually(main()) == (True, 1, ["first", "second"], 1)


def test_a_ticket_that_is_cancelled_before_its_task_began_gives_its_slot_back():
    async def main():
        scheduler = LlmScheduler(HandClient(), limits=Limits(slots=1))
        scheduler.submit(asking()).cancel()
        await settle()
        return scheduler.running, scheduler.waiting

    assert run_virtually(main()) == (0, 0)


def test_whoever_no_longer_waits_does_not_cancel_the_question():
    async def main():
        client = HandClient()
        ticket = LlmScheduler(client).submit(asking())
        waiter = asyncio.ensure_future(ticket.answer())
        await settle()
        waiter.cancel()
        await settle()
        client.calls[0].set_result("still here")
        return (await ticket.answer()).text

    assert run_virtually(main()) == "still here"


def test_a_full_queue_refuses_and_says_how_many_wait():
    async def main():
        scheduler = LlmScheduler(HandClient(), limits=Limits(slots=1, waiting=2))
        for _ in range(3):
            scheduler.submit(asking())
        with pytest.raises(QueueFullError, match="2 requests wait already"):
            scheduler.submit(asking())
        refused = scheduler.counters.refused
        await scheduler.close()
        return refused, scheduler.counters.cancelled

    assert run_virtually(main()) == (1, 3)


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (RateLimitedError("slow down"), 3),
        (ServerError("oops", 503), 3),
        (ConnectionLostError("reset"), 3),
        (GarbageError("<html>"), 1),
        (RefusedError("no such key", 401), 1),
    ],
)
def test_only_what_may_pass_is_tried_again(error: LlmError, tries: int):
    async def main():
        client = HandClient()
        ticket = LlmScheduler(client, random=Random(1)).submit(asking(), terms=replace(AUTHORING, attempts=3))
        for number in range(tries):
            while len(client.calls) <= number:
                await asyncio.sleep(0.01)
            client.calls[number].set_result(error)
        with pytest.raises(type(error)):
            await ticket.answer()
        return len(client.calls), ticket.attempts, len(ticket.failures)

    assert run_virtually(main()) == (tries, tries, tries)


def test_a_retry_waits_as_long_as_the_server_asks():
    async def main():
        client = HandClient()
        ticket = LlmScheduler(client, random=Random(1)).submit(asking())
        await settle()
        client.calls[0].set_result(RateLimitedError("slow down", 7.0))
        await settle()
        state = ticket.state
        while len(client.calls) < 2:
            await asyncio.sleep(0.05)
        again = asyncio.get_running_loop().time()
        client.calls[1].set_result("now")
        await ticket.answer()
        return state, again

    state, again = run_virtually(main())

    assert state == "pausing"
    assert 7.0 <= again <= 7.8


def test_a_wait_beyond_the_deadline_is_not_waited_for():
    async def main():
        client = HandClient()
        ticket = LlmScheduler(client).submit(asking(), terms=replace(PLAY, is_polled=False))
        await settle()
        client.calls[0].set_result(RateLimitedError("slow down", 30.0))
        with pytest.raises(RateLimitedError):
            await ticket.answer()
        return ticket.ended

    assert run_virtually(main()) == 0.0


def test_silence_is_a_lost_connection_and_asked_again():
    async def main():
        client = HandClient()
        ticket = LlmScheduler(client, random=Random(1)).submit(asking())
        while len(client.calls) < 2:
            await asyncio.sleep(0.5)
        client.calls[1].set_result("the second time")
        return (await ticket.answer()).text, [str(each) for each in ticket.failures], client.open

    assert run_virtually(main()) == ("the second time", ["Hand said nothing for 20 s."], 0)


def test_a_slow_answer_that_keeps_coming_is_not_silent():
    async def main():
        client = MockLlmClient(lambda _: "x" * 160, latency=50.0)
        ticket = LlmScheduler(client).submit(asking())
        await ticket.answer()
        return ticket.attempts, ticket.ended

    attempts, ended = run_virtually(main())

    assert attempts == 1
    assert ended == pytest.approx(50.0)


def test_a_listener_that_fails_ends_its_own_ticket_and_is_told(caplog: pytest.LogCaptureFixture):
    def listener(*_: object) -> None:
        raise KeyError("mine")

    async def main():
        scheduler = LlmScheduler(MockLlmClient())
        broken, sound = scheduler.submit(asking(), listener=listener), scheduler.submit(asking())
        with pytest.raises(UnexpectedError, match="KeyError"):
            await broken.answer()
        return (await sound.answer()).text, scheduler.running

    assert run_virtually(main()) == ("well?", 0)
    assert "A client of a language model failed" in caplog.text


def test_closing_ends_everything_and_takes_nothing_more():
    async def main():
        client = HandClient()
        scheduler = LlmScheduler(client, limits=Limits(slots=2))
        tickets = [scheduler.submit(asking()) for _ in range(4)]
        await settle()
        await scheduler.close()
        with pytest.raises(SchedulerClosedError):
            scheduler.submit(asking())
        return [type(ticket.outcome) for ticket in tickets], client.open, scheduler.running

    assert run_virtually(main()) == ([RequestCancelledError] * 4, 0, 0)


def test_polling_hands_out_each_ended_ticket_of_play_once():
    async def main():
        scheduler = LlmScheduler(MockLlmClient())
        played = [scheduler.submit(asking(), terms=PLAY, tag=version) for version in (41, 42)]
        authored = scheduler.submit(asking())
        before = poll_llm_requests(scheduler)
        await authored.answer()
        await settle()
        return before, [ticket.tag for ticket in poll_llm_requests(scheduler)], poll_llm_requests(scheduler), played

    before, tags, again, played = run_virtually(main())

    assert (before, tags, again) == ([], [41, 42], [])
    assert all(ticket.is_ended for ticket in played)


def test_tickets_of_play_that_nobody_fetches_do_not_pile_up():
    async def main():
        scheduler = LlmScheduler(MockLlmClient(), limits=Limits(slots=1, waiting=3))
        for _ in range(4):
            await scheduler.submit(asking(), terms=PLAY).answer()
        with pytest.raises(QueueFullError, match="poll_llm_requests"):
            scheduler.submit(asking(), terms=PLAY)
        fetched = len(poll_llm_requests(scheduler))
        await scheduler.submit(asking(), terms=PLAY).answer()
        return fetched

    assert run_virtually(main()) == 4
