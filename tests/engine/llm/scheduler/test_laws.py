"""Whatever is asked, goes wrong and is taken back: slots, budget and the one end of each ticket hold."""

import asyncio
from dataclasses import dataclass
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.llm.client.answer import Answer
from engine.llm.client.faults import Faults
from engine.llm.client.mock import MockLlmClient
from engine.llm.scheduler.errors import BudgetError, QueueFullError
from engine.llm.scheduler.polling import poll_llm_requests
from engine.llm.scheduler.scheduler import LlmScheduler
from engine.llm.scheduler.terms import Budget, Limits, Priority, Terms
from engine.llm.scheduler.ticket import Ticket
from tests.engine.llm.scheduler.questions import asking
from tests.engine.llm.virtual_loop import run_virtually


@dataclass(frozen=True)
class Step:
    """Something that an asker does, `pause` seconds after the last."""

    pause: float
    priority: Priority
    deadline: float
    is_polled: bool
    cancels_after: float | None


STEPS = st.builds(
    Step,
    pause=st.sampled_from([0.0, 0.0, 0.1, 1.0]),
    priority=st.sampled_from(Priority),
    deadline=st.sampled_from([0.05, 1.0, 5.0, 60.0]),
    is_polled=st.booleans(),
    cancels_after=st.none() | st.sampled_from([0.0, 0.2, 2.0]),
)


class Run:
    """One scheduler under all that is done to it."""

    def __init__(self, slots: int, tokens: int | None, faults: float, seed: int) -> None:
        self.client = MockLlmClient(seed=seed, latency=0.4, jitter=1.0, faults=Faults.evenly(faults), piece=2)
        self.budget = Budget(tokens=tokens)
        self.limits = Limits(slots=slots, waiting=8, faults=4, rest=1.0)
        self.tickets: list[Ticket] = []
        self.polled: list[Ticket] = []
        self.most_spent = 0

    async def play(self, steps: list[Step], seed: int) -> LlmScheduler:
        scheduler = LlmScheduler(self.client, limits=self.limits, budget=self.budget, random=Random(seed))
        loop = asyncio.get_running_loop()
        for number, step in enumerate(steps):
            await asyncio.sleep(step.pause)
            terms = Terms("law", step.deadline, silence=1.5, attempts=4, is_polled=step.is_polled)
            try:
                ticket = scheduler.submit(
                    asking(f"{number} of many"),
                    priority=step.priority,
                    terms=terms,
                    listener=lambda *_: self.look(scheduler),
                )
            except (QueueFullError, BudgetError):
                continue
            self.tickets.append(ticket)
            if step.cancels_after is not None:
                loop.call_later(step.cancels_after, ticket.cancel)
            self.look(scheduler)
            if number % 3 == 0:
                self.polled += poll_llm_requests(scheduler)
        await asyncio.sleep(120.0)
        self.look(scheduler)
        self.polled += poll_llm_requests(scheduler)
        return scheduler

    def look(self, scheduler: LlmScheduler) -> None:
        assert self.client.open <= scheduler.running <= self.limits.slots
        if self.budget.tokens is not None:
            spent = scheduler.purse.spent_tokens
            assert self.most_spent <= spent <= spent + scheduler.purse.reserved_tokens <= self.budget.tokens
            self.most_spent = spent


@settings(max_examples=80)
@given(
    st.lists(STEPS, max_size=30),
    st.integers(1, 4),
    st.none() | st.integers(0, 900),
    st.sampled_from([0.0, 0.3, 0.9]),
    st.integers(0, 1000),
)
def test_every_ticket_ends_once_within_slots_and_budget(
    steps: list[Step], slots: int, tokens: int | None, faults: float, seed: int
):
    run = Run(slots, tokens, faults, seed)

    scheduler = run_virtually(run.play(steps, seed))

    counters = scheduler.counters
    assert all(ticket.is_ended for ticket in run.tickets)
    assert all(ticket.ended <= ticket.deadline + 1e-6 for ticket in run.tickets)
    assert counters.submitted == len(run.tickets) == counters.ended
    assert counters.submitted + counters.refused == len(steps)
    assert counters.answered == sum(isinstance(ticket.outcome, Answer) for ticket in run.tickets)
    # A try that is taken back in the instant in which it begins never reaches the client.
    taken_back = counters.cancelled + counters.late
    assert counters.attempts - taken_back <= run.client.calls <= counters.attempts
    assert counters.attempts == sum(ticket.attempts for ticket in run.tickets)
    assert sorted(ticket.number for ticket in run.polled) == [t.number for t in run.tickets if t.terms.is_polled]
    assert (scheduler.running, scheduler.waiting, scheduler.purse.reserved_tokens, run.client.open) == (0, 0, 0, 0)
    assert run.client.most_open <= slots
