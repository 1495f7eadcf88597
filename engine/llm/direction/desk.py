"""Who asks for a running game: questions go out without waiting, and what came of them is fetched between two ticks."""

from dataclasses import dataclass
from typing import Protocol

from engine.llm.client.answer import About
from engine.llm.client.errors import LlmError
from engine.llm.client.protocol import LlmClient
from engine.llm.client.request import Request
from engine.llm.scheduler.polling import poll_llm_requests
from engine.llm.scheduler.scheduler import LlmScheduler
from engine.llm.scheduler.terms import PLAY, Priority
from engine.llm.scheduler.ticket import Outcome, Ticket


@dataclass(frozen=True)
class Heard:
    """What came of a question, with what the asker had written on it."""

    tag: object
    outcome: Outcome


class Desk(Protocol):
    """Nothing here waits."""

    def about(self) -> About:
        """Who answers."""
        ...

    def ask(self, request: Request, priority: Priority, tag: object) -> None:
        """Send a question, under the terms of play."""
        ...

    def take(self) -> list[Heard]:
        """What has come since the last call."""
        ...

    def cancel(self) -> None:
        """Give up whatever is open: connections are closed, and nothing of it is heard."""
        ...


class SchedulerDesk:
    """Asks through a scheduler of the very loop that ticks."""

    def __init__(self, scheduler: LlmScheduler, client: LlmClient) -> None:
        self._scheduler, self._client = scheduler, client
        self._open: list[Ticket] = []
        self._refused: list[Heard] = []

    def about(self) -> About:
        """Who answers."""
        return self._client.about()

    def ask(self, request: Request, priority: Priority, tag: object) -> None:
        """Send a question; one that the scheduler refuses is heard as what came of it."""
        try:
            ticket = self._scheduler.submit(request, priority=priority, terms=PLAY, client=self._client, tag=tag)
        except LlmError as error:
            self._refused.append(Heard(tag, error))
            return
        self._open.append(ticket)

    def take(self) -> list[Heard]:
        """What has come since the last call."""
        refused, self._refused = self._refused, []
        ended = [each for each in poll_llm_requests(self._scheduler) if each in self._open]
        self._open = [each for each in self._open if each not in ended]
        return [*refused, *(Heard(each.tag, each.outcome) for each in ended if each.outcome is not None)]

    def cancel(self) -> None:
        """Give up whatever is open."""
        for ticket in self._open:
            ticket.cancel()
        self._open, self._refused = [], []
