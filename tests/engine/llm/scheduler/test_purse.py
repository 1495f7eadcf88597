"""Budgets: set aside before a question is asked, settled after, never overspent."""

import asyncio

import pytest

from engine.llm.client.answer import About, Usage
from engine.llm.client.errors import ConnectionLostError, ServerError
from engine.llm.client.mock import MockLlmClient
from engine.llm.client.request import Message, Request
from engine.llm.scheduler.errors import BudgetError
from engine.llm.scheduler.purse import Purse, Spending, most
from engine.llm.scheduler.scheduler import LlmScheduler
from engine.llm.scheduler.terms import Budget
from tests.engine.llm.scheduler.questions import HandClient, asking, settle
from tests.engine.llm.virtual_loop import run_virtually

PRICED = About("Priced", "p", input_price=10.0, output_price=100.0)
MOST = 16 + len("well?") + 10
"""Tokens that `asking()` may take."""


def test_the_most_is_the_bytes_of_all_that_is_sent_and_the_bound_of_the_answer():
    request = Request((Message("system", "ä" * 3), Message("user", "abc")), schema={"a": 1}, max_tokens=100)

    assert most(request, PRICED) == Spending(16 + 6 + 16 + 3 + 16 + 8 + 100, (65 * 10 + 100 * 100) * 1000)
    assert most(request, About("Unknown", "u")).cost is None


def test_what_is_too_dear_is_refused_at_once_and_says_what_is_left():
    async def main():
        scheduler = LlmScheduler(HandClient(), budget=Budget(tokens=MOST - 1))
        with pytest.raises(BudgetError, match=f"up to {MOST} tokens, but {MOST - 1} of {MOST - 1} are left"):
            scheduler.submit(asking())
        return scheduler.counters.refused

    assert run_virtually(main()) == 1


def test_a_budget_in_dollars_needs_prices():
    async def main():
        with pytest.raises(BudgetError, match="nobody told what this model costs"):
            LlmScheduler(HandClient(), budget=Budget(cost=1.0)).submit(asking())
        with pytest.raises(BudgetError, match=r"cost up to \$0.0012, but \$0.0001"):
            LlmScheduler(HandClient(PRICED), budget=Budget(cost=0.0001)).submit(asking())

    run_virtually(main())


def test_what_is_set_aside_for_one_is_not_there_for_another_until_it_is_settled():
    async def main():
        client = HandClient()
        scheduler = LlmScheduler(client, budget=Budget(tokens=MOST + 5))
        first, second = scheduler.submit(asking()), scheduler.submit(asking())
        await settle()
        asked_at_once = len(client.calls)
        client.calls[0].set_result("cheap")
        await settle()
        client.calls[1].set_result("cheap too")
        await asyncio.gather(first.answer(), second.answer())
        return asked_at_once, scheduler.purse.spent_tokens, scheduler.purse.reserved_tokens

    assert run_virtually(main()) == (1, 4, 0)


def test_who_waits_for_money_that_is_gone_is_told():
    async def main():
        client = HandClient()
        scheduler = LlmScheduler(client, budget=Budget(tokens=MOST + 5))
        first, second = scheduler.submit(asking()), scheduler.submit(asking())
        await settle()
        first.cancel()  # what it took is not known, so it counts as the most
        with pytest.raises(BudgetError, match="5 of 36 are left"):
            await second.answer()
        return scheduler.purse.spent_tokens

    assert run_virtually(main()) == MOST


@pytest.mark.parametrize(
    ("error", "spent"),
    [
        (ServerError("oops", 500), 0),
        (ConnectionLostError("no way", was_sent=False), 0),
        (ConnectionLostError("reset"), MOST),
    ],
)
def test_a_failed_try_costs_what_it_may_have_cost(error: Exception, spent: int):
    async def main():
        client = HandClient()
        scheduler = LlmScheduler(client)
        ticket = scheduler.submit(asking())
        await settle()
        client.calls[0].set_result(error)
        await settle()
        ticket.cancel()
        return scheduler.purse.spent_tokens

    assert run_virtually(main()) == spent


def test_money_is_counted_exactly():
    purse = Purse(Budget(cost=0.3))
    tenth = Spending(1, 100_000_000)
    for _ in range(3):
        assert purse.fits(tenth)
        purse.reserve(tenth)
        purse.settle(tenth, Usage(1, 0, 0.1))

    assert purse.spent_cost == 0.3
    assert not purse.fits(Spending(1, 1))


def test_the_price_of_an_answer_is_what_was_used():
    async def main():
        scheduler = LlmScheduler(MockLlmClient(lambda _: "x" * 40, about=PRICED), budget=Budget(cost=1.0))
        answer = await scheduler.submit(asking()).answer()
        return answer.usage, scheduler.purse.spent_cost

    usage, spent = run_virtually(main())

    assert (usage.input_tokens, usage.output_tokens) == (2, 10)
    assert spent == usage.cost == pytest.approx((2 * 10 + 10 * 100) / 1e6)
