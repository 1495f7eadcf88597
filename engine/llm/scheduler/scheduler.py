"""The scheduler: asks language models within slots, deadlines and budgets, and asks again where that helps."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from random import Random
from weakref import WeakKeyDictionary

from engine.llm.client.answer import Answer, Usage
from engine.llm.client.errors import ConnectionLostError, GarbageError, LlmError
from engine.llm.client.protocol import LlmClient
from engine.llm.client.request import Request
from engine.llm.scheduler.alarms import Alarms
from engine.llm.scheduler.breaker import Breaker
from engine.llm.scheduler.counters import Counters
from engine.llm.scheduler.endings import broken, cancelled, late
from engine.llm.scheduler.errors import (
    BudgetError,
    DeadlineError,
    QueueFullError,
    RequestCancelledError,
    SchedulerClosedError,
    UnexpectedError,
)
from engine.llm.scheduler.job import Job
from engine.llm.scheduler.pauses import pause_before_retry
from engine.llm.scheduler.purse import Purse, Spending, most
from engine.llm.scheduler.terms import AUTHORING, Budget, Limits, Priority, Terms
from engine.llm.scheduler.ticket import Listener, Outcome, Ticket
from engine.llm.scheduler.waiting import Waiting

_UNKNOWN = Usage()


class LlmScheduler:
    """Everything happens in one event loop, by whose clock times are told; whoever makes or asks it runs in that loop.

    What has ended alone may be fetched from another thread, always the same one: that in which a game ticks. A slot is
    held until the connection of its try is closed, so that there are never more of them than slots. Clients stay their
    owner's: the scheduler does not close them. `random` spreads retries.
    """

    def __init__(
        self,
        client: LlmClient,
        *,
        limits: Limits = Limits(),
        budget: Budget = Budget(),
        random: Random | None = None,
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self._client = client
        self._limits = limits
        self._loop = loop or asyncio.get_running_loop()
        self._alarms = Alarms(self._loop)
        self._random = random or Random()
        self._purse = Purse(budget)
        self._waiting: Waiting[Job] = Waiting(limits.ageing)
        self._breakers: WeakKeyDictionary[LlmClient, Breaker] = WeakKeyDictionary()
        self._of_servers: dict[tuple[str, str], Breaker] = {}
        self._jobs: set[Job] = set()
        self._tasks: set[asyncio.Task[Answer]] = set()
        self._pausing = 0
        self._running = 0
        self._ended: deque[Ticket] = deque()
        self._polled = self._fetched = 0  # each is counted in one thread only
        self._number = 0
        self._counters = Counters()
        self._is_closed = False

    @property
    def counters(self) -> Counters:
        """What was done so far; a copy."""
        return replace(self._counters, failures=self._counters.failures.copy())

    @property
    def running(self) -> int:
        """Tries that go on now."""
        return self._running

    @property
    def waiting(self) -> int:
        """Tickets that wait for a slot, or for their next try."""
        return len(self._waiting) + self._pausing

    @property
    def purse(self) -> Purse:
        """What is spent and set aside."""
        return self._purse

    def breaker(self, client: LlmClient | None = None) -> Breaker:
        """How well a client does; by default the one that is asked by default.

        All clients of one model at one address share it: a server that fails is no better for a new client.
        """
        client = client or self._client
        breaker = self._breakers.get(client)
        if breaker is None:
            about = client.about()
            breaker = self._of_servers.get((about.address, about.model)) if about.address else None
            breaker = self._breakers[client] = breaker or Breaker(self._limits.faults, self._limits.rest)
            if about.address:
                self._of_servers[about.address, about.model] = breaker
        return breaker

    def submit(
        self,
        request: Request,
        *,
        priority: Priority = Priority.NORMAL,
        terms: Terms = AUTHORING,
        client: LlmClient | None = None,
        tag: object = None,
        listener: Listener | None = None,
        purse: Purse | None = None,
    ) -> Ticket:
        """Take a question; does not wait. `listener(ticket, piece)` hears the answer as it is written.

        `purse` is the asker's own, from which several questions may be paid: it bounds what they take together, beside
        what the scheduler may spend in all.

        Raises:
            QueueFullError: Too many wait already, or too many polled ones were never fetched.
            BudgetError: It may take more than is left.
            SchedulerClosedError: The scheduler was closed.
        """
        if self._is_closed:
            raise SchedulerClosedError("This scheduler was closed; nothing can be asked any more.")
        client = client or self._client
        spending = most(request, client.about())
        purses = (self._purse,) if purse is None else (purse, self._purse)
        refusal = self._refusal(terms) or ((lack := _lack(purses, spending)) and BudgetError(lack))
        if refusal:
            self._counters.refused += 1
            raise refusal
        self._number += 1
        now = self._loop.time()
        ticket = Ticket(
            self._number, request, priority=priority, terms=terms, tag=tag, submitted=now, listener=listener
        )
        job = Job(ticket, client, self.breaker(client), spending, purses)
        ticket.when_cancelled(partial(self._take_back, job, cancelled))
        job.deadline = self._alarms.at(ticket.deadline, partial(self._take_back, job, late))
        self._jobs.add(job)
        self._polled += terms.is_polled
        self._counters.submitted += 1
        self._queue(job)
        self._dispatch()
        return ticket

    def take_ended(self) -> list[Ticket]:
        """Tickets under polled terms that have ended since the last call, in that order."""
        ended: list[Ticket] = []
        while self._ended:
            ended.append(self._ended.popleft())
        self._fetched += len(ended)
        return ended

    async def close(self) -> None:
        """Cancel whatever is open and wait until its connections are closed; nothing is taken any more."""
        self._is_closed = True
        for job in [*self._jobs]:
            self._end(job, RequestCancelledError("The scheduler was closed before an answer came."))
        while self._tasks:
            await asyncio.wait(self._tasks)
        self._alarms.close()

    def _refusal(self, terms: Terms) -> QueueFullError | None:
        if self.waiting >= self._limits.waiting:
            return QueueFullError(
                f"{self.waiting} requests wait already, which is the most that may. Ask again when some have ended."
            )
        unfetched = self._polled - self._fetched
        if terms.is_polled and unfetched >= self._limits.waiting + self._limits.slots:
            return QueueFullError(
                f"{unfetched} requests are on their way or wait to be fetched. Call poll_llm_requests between ticks."
            )
        return None

    def _queue(self, job: Job) -> None:
        ticket = job.ticket
        job.place = self._waiting.put(job, ticket.priority, ticket.submitted, ticket.number)

    def _dispatch(self) -> None:
        """Fill free slots with whoever is next."""
        while self._running < self._limits.slots:
            job = self._waiting.first()
            if job is None:
                return
            breaker = job.breaker
            rest = breaker.wait(self._loop.time()) if breaker.is_open else 0.0
            if rest:
                self._pause_or_end(job, rest, broken(job, breaker, rest))
            elif _fits(job.purses, job.most):
                self._start(job, breaker)
            elif lack := _lack(job.purses, job.most):
                self._end(job, BudgetError(lack))
            else:
                return  # what is set aside for others may come back

    def _start(self, job: Job, breaker: Breaker) -> None:
        self._leave(job)
        breaker.asked()
        for purse in job.purses:
            purse.reserve(job.most)
        self._running += 1
        now = self._loop.time()
        job.heard = now
        job.is_silent = False
        job.ticket.begin(now)
        counters = self._counters
        counters.attempts += 1
        counters.retries += job.ticket.attempts > 1
        counters.most_running = max(counters.most_running, self._running)
        job.silence = self._alarms.at(now + job.ticket.terms.silence, partial(self._listen, job))
        task = self._loop.create_task(self._ask(job))
        job.task = task
        self._tasks.add(task)
        # A task that is cancelled before its first step never runs any of its code: only this is sure to be called.
        task.add_done_callback(partial(self._tried, job))

    async def _ask(self, job: Job) -> Answer:
        async with aclosing(job.client.stream(job.ticket.request)) as pieces:
            async for piece in pieces:
                job.heard = self._loop.time()
                if isinstance(piece, Answer):
                    return piece
                job.ticket.write(piece)
        raise GarbageError(f"{job.client.about().name} ended its answer without saying that it was whole.")

    def _listen(self, job: Job) -> None:
        """Give a try up in which nothing was heard for too long; else look again when that could be."""
        until = job.heard + job.ticket.terms.silence
        if until > self._loop.time():
            job.silence = self._alarms.at(until, partial(self._listen, job))
        elif job.task is not None:
            job.is_silent = True
            job.task.cancel()

    def _tried(self, job: Job, task: asyncio.Task[Answer]) -> None:
        """A try has ended and closed its connection: settle it, and see what becomes of the ticket."""
        self._tasks.discard(task)
        self._running -= 1
        job.task = None
        if job.silence is not None:
            job.silence.cancel()
            job.silence = None
        outcome = self._outcome(job, task)
        if isinstance(outcome, Answer):
            used = outcome.usage
        else:
            # A try that was taken back may have cost something: it counts as the most that it can have been.
            used = _UNKNOWN if outcome is None or outcome.may_have_cost else None
        for purse in job.purses:
            purse.settle(job.most, used)
        self._note(job.breaker, outcome)
        if not job.ticket.is_ended:
            self._go_on(job, outcome or RequestCancelledError("The program ended before an answer came."))
        self._dispatch()

    def _outcome(self, job: Job, task: asyncio.Task[Answer]) -> Outcome | None:
        """How a try has ended; None if it was taken back."""
        if task.cancelled():
            if not job.is_silent or job.ticket.is_ended:
                return None
            name, silence = job.client.about().name, job.ticket.terms.silence
            return ConnectionLostError(f"{name} said nothing for {silence:g} s.")
        error = task.exception()
        if error is None:
            return task.result()
        if isinstance(error, LlmError):
            return error
        self._loop.call_exception_handler({"message": "A client of a language model failed", "exception": error})
        told = UnexpectedError(f"Asking {job.client.about().name} failed inside the program: {type(error).__name__}.")
        told.__cause__ = error
        return told

    def _note(self, breaker: Breaker, outcome: Outcome | None) -> None:
        if isinstance(outcome, LlmError):
            self._counters.failures[type(outcome).__name__] += 1
        if outcome is None or isinstance(outcome, UnexpectedError):
            breaker.unknown()
        elif isinstance(outcome, LlmError) and outcome.is_fault:
            breaker.failed(self._loop.time())
        else:
            breaker.answered()

    def _go_on(self, job: Job, outcome: Outcome) -> None:
        """End the ticket, or let it pause and be asked again."""
        ticket = job.ticket
        if isinstance(outcome, LlmError):
            ticket.failures.append(outcome)
            if outcome.can_retry and ticket.attempts < ticket.terms.attempts:
                pause = pause_before_retry(ticket.attempts, outcome, self._limits, self._random)
                self._pause_or_end(job, pause, outcome)
                return
        self._end(job, outcome)

    def _pause_or_end(self, job: Job, seconds: float, error: LlmError) -> None:
        """Wait so long before the next try; with this error now, if the deadline comes first."""
        self._leave(job)
        when = self._loop.time() + seconds
        if when >= job.ticket.deadline:
            self._end(job, error)
            return
        job.ticket.state = "pausing"
        self._pausing += 1
        job.pause = self._alarms.at(when, partial(self._resume, job))

    def _resume(self, job: Job) -> None:
        job.pause = None
        self._pausing -= 1
        job.ticket.state = "waiting"
        self._queue(job)
        self._dispatch()

    def _take_back(self, job: Job, reason: Callable[[Job], LlmError]) -> None:
        """End a ticket before its time; its slot is free once the connection is closed."""
        self._end(job, reason(job))
        self._dispatch()

    def _end(self, job: Job, outcome: Outcome) -> None:
        """End a ticket, wherever it is."""
        ticket = job.ticket
        self._leave(job)
        self._pausing -= job.pause is not None
        job.stop_timers()
        ticket.end(outcome, self._loop.time())
        self._jobs.discard(job)
        if job.task is not None:
            job.task.cancel()
        if ticket.terms.is_polled:
            self._ended.append(ticket)
        counters = self._counters
        if isinstance(outcome, Answer):
            counters.answered += 1
        elif isinstance(outcome, DeadlineError):
            counters.late += 1
        elif isinstance(outcome, RequestCancelledError):
            counters.cancelled += 1
        else:
            counters.failed += 1

    def _leave(self, job: Job) -> None:
        if job.place is not None:
            self._waiting.leave(job.place)
            job.place = None


def _lack(purses: Iterable[Purse], spending: Spending) -> str:
    """Why one of them can't ever pay for this; empty if all can."""
    for purse in purses:
        if lack := purse.lack(spending):
            return lack
    return ""


def _fits(purses: Iterable[Purse], spending: Spending) -> bool:
    """Whether all of them can set it aside now."""
    for purse in purses:  # noqa: SIM110 - a generator for each request costs more than what it looks at
        if not purse.fits(spending):
            return False
    return True
