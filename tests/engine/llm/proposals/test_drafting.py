"""Drafting: an answer streams in, is checked, and the model mends it from the findings alone; it ends when told to."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from engine.benchmarks.loopback import Asked, Deed, LoopbackModels
from engine.document import Document
from engine.llm.client.answer import About
from engine.llm.client.errors import GarbageError, RateLimitedError
from engine.llm.client.mock import MockLlmClient
from engine.llm.client.request import Message, Request
from engine.llm.context.fence import read_fenced
from engine.llm.proposals.answer_schema import answer_schema
from engine.llm.proposals.checking import Checker, checker_of
from engine.llm.proposals.drafting import Drafted, Drafting, Listeners, Round
from engine.llm.proposals.reckoning import reckon
from engine.llm.proposals.scope import Scope
from engine.llm.scheduler.errors import BudgetError, RequestCancelledError
from engine.llm.scheduler.scheduler import LlmScheduler
from engine.llm.scheduler.terms import Budget
from tests.engine.llm.proposals.ambush import AMBUSH, change, hunk, text
from tests.engine.llm.providers.speaking import PLANTED, client_at
from tests.engine.llm.virtual_loop import run_virtually

WRONG = hunk("softer", change("stalker_1", "health.current", 40))
BAD, GOOD = text(AMBUSH[3], WRONG), text(*AMBUSH)


@pytest.fixture
def check(document: Document, scope: Scope) -> Checker:
    """Checks against the project as it is."""
    return checker_of(document, scope)


def asking(document: Document) -> Request:
    return Request((Message("user", "An ambush."),), schema=answer_schema(document.vocabulary), max_tokens=4000)


class Answers:
    """Gives one answer after the other, the last one again and again."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts
        self.asked: list[Request] = []

    def __call__(self, request: Request) -> str:
        self.asked.append(request)
        return self.texts[min(len(self.asked), len(self.texts)) - 1]


def drafted(document: Document, check: Checker, answers: Answers, **more: Any) -> Drafted:
    async def draft() -> Drafted:
        client = MockLlmClient(answers)
        scheduler = LlmScheduler(client)
        try:
            return await Drafting(scheduler, client, asking(document), check, **more).run()
        finally:
            await scheduler.close()

    return run_virtually(draft())


def told(request: Request) -> Sequence[Any]:
    """The findings that a model was given."""
    return read_fenced(request.messages[-1].text)["findings"]


def test_a_good_answer_needs_no_repair(document: Document, check: Checker) -> None:
    answers = Answers(GOOD)
    found = drafted(document, check, answers)
    assert len(answers.asked) == 1
    assert found.checked is not None
    assert found.checked.is_acceptable
    assert found.model == "mock"


def test_a_model_is_given_its_own_answer_and_what_is_wrong_with_it(document: Document, check: Checker) -> None:
    answers, heard = Answers(BAD, GOOD), list[Round]()
    found = drafted(document, check, answers, heard=Listeners(looked=heard.append))
    first, second = answers.asked
    assert [each.role for each in second.messages] == ["user", "assistant", "user"]
    assert second.messages[:1] == first.messages
    assert second.messages[1].text == BAD
    assert second.schema == first.schema
    (finding,) = told(second)
    assert (finding["hunk"], finding["operation"], finding["nearest"]) == ("softer", 1, "stalker_01")
    assert [each.is_good for each in heard] == [False, True]
    assert found.best.number == 1
    assert found.usage.tokens == sum(each.answer.usage.tokens or 0 for each in heard)


def test_rounds_are_bounded_and_the_best_answer_counts(document: Document, check: Checker) -> None:
    worse = text(WRONG, hunk("more", change("nobody", "health.current", 1)))
    answers = Answers(worse, BAD, "no proposal at all")
    found = drafted(document, check, answers)
    assert len(answers.asked) == 3
    assert found.best.number == 1
    assert [each.rule for each in found.best.errors] == ["known entity"]
    answers = Answers(BAD)
    drafted(document, check, answers, rounds=0)
    assert len(answers.asked) == 1


def test_rounds_are_paid_from_one_budget_which_what_is_reckoned_suffices_for(
    document: Document, check: Checker
) -> None:
    reckoned = reckon(asking(document), About("Unknown", "u"))
    assert drafted(document, check, Answers(BAD), budget=reckoned.budget).broken == ""
    assert (reckoned.most_tokens, reckoned.rounds) > (3 * reckoned.question.most_tokens, 1)
    first = reckoned.question.most_tokens
    answers = Answers(BAD)
    found = drafted(document, check, answers, budget=Budget(first + 50))
    assert len(answers.asked) == 1
    assert "are left" in found.broken
    answers = Answers(BAD)
    with pytest.raises(BudgetError, match="This may take up to"):
        drafted(document, check, answers, budget=Budget(first - 1))
    assert answers.asked == []


def test_what_a_wish_takes_is_told_in_a_sentence(document: Document) -> None:
    told = reckon(asking(document), About("Unknown", "u"))
    assert "with 2 rounds of mending and a lost try; more is never spent." in told.sentence()
    assert "cost n/a" in told.sentence()
    assert "tokens, and 10 are allowed" in told.over(Budget(10))
    assert "nobody told what this model costs" in told.over(Budget(cost=1.0))
    assert told.over(Budget(told.most_tokens)) == ""


def test_an_honest_refusal_is_an_answer(document: Document, check: Checker) -> None:
    answers = Answers(text(cannot="There is no water here."))
    found = drafted(document, check, answers)
    assert len(answers.asked) == 1
    assert found.proposal is not None
    assert found.proposal.is_refusal
    assert found.checked is None


def test_what_a_later_round_fails_by_leaves_the_earlier_answer(document: Document, check: Checker) -> None:
    def once(request: Request) -> str:
        if len(request.messages) > 1:
            raise RateLimitedError("Too many.", retry_after=1000.0)
        return BAD

    found = drafted(document, check, Answers(BAD), rounds=0)
    broken = drafted(document, check, once)  # pyright: ignore[reportArgumentType]
    assert broken.proposal == found.proposal
    assert broken.broken == "Too many."


@pytest.mark.parametrize("kind", ["openai", "anthropic"])
def test_it_streams_from_a_real_server_and_is_repaired_there(
    document: Document, check: Checker, kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANTED", PLANTED)
    wrote: dict[int, list[str]] = {}

    def deed(asked: Asked) -> Deed:
        # By what is asked, not by how often: on a busy machine the same may be asked again.
        return Deed(text=GOOD if len(asked.body["messages"]) > 1 else BAD, pieces=9)

    async def draft() -> Drafted:
        async with server:
            client = client_at(server, kind)
            scheduler = LlmScheduler(client)
            heard = Listeners(
                began=lambda number: wrote.update({number: []}),
                wrote=lambda number, letters: wrote[number].append(letters),
            )
            try:
                return await Drafting(scheduler, client, asking(document), check, heard=heard).run()
            finally:
                await scheduler.close()
                await client.close()

    server = LoopbackModels(deed)
    found = asyncio.run(draft())
    assert [each.is_good for each in found.rounds] == [False, True]
    assert "".join(wrote[0]) == BAD
    assert len(wrote[1]) > 3


@pytest.mark.parametrize("garbage", [1, 2])
def test_garbage_is_asked_about_once_more_and_told_when_it_comes_again(
    document: Document, check: Checker, monkeypatch: pytest.MonkeyPatch, garbage: int
) -> None:
    monkeypatch.setenv("PLANTED", PLANTED)
    server = LoopbackModels(lambda _asked: Deed("garbage") if len(server.asked) <= garbage else Deed(text=GOOD))

    async def draft() -> Drafted:
        async with server:
            client = client_at(server, "openai")
            scheduler = LlmScheduler(client)
            try:
                return await Drafting(scheduler, client, asking(document), check).run()
            finally:
                await scheduler.close()
                await client.close()

    if garbage == 2:
        with pytest.raises(GarbageError):
            asyncio.run(draft())
    else:
        assert [each.is_good for each in asyncio.run(draft()).rounds] == [True]
    assert len(server.asked) == 2


def test_cancelling_closes_the_connection(document: Document, check: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANTED", PLANTED)

    async def draft() -> None:
        async with LoopbackModels(Deed("stall", text=GOOD)) as server:
            client = client_at(server, "openai")
            scheduler = LlmScheduler(client)
            drafting = Drafting(scheduler, client, asking(document), check)
            heard = Listeners(wrote=lambda number, letters: drafting.cancel())
            drafting = Drafting(scheduler, client, asking(document), check, heard=heard)
            with pytest.raises(RequestCancelledError):
                await drafting.run()
            await server.asked[0].left.wait()
            await scheduler.close()
            await client.close()
            assert scheduler.running == 0

    asyncio.run(draft())


def test_cancelling_while_an_answer_is_checked_ends_it_too(document: Document, check: Checker) -> None:
    async def draft() -> None:
        client = MockLlmClient(Answers(BAD))
        scheduler = LlmScheduler(client)

        async def looking(looked: Any) -> Any:
            drafting.cancel()
            return looked()

        drafting = Drafting(scheduler, client, asking(document), check, looking=looking)
        with pytest.raises(RequestCancelledError):
            await drafting.run()
        await scheduler.close()
        assert client.calls == 1

    run_virtually(draft())
