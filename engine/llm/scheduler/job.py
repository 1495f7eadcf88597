"""What the scheduler itself knows of a ticket: its place, task and timers."""

import asyncio
from dataclasses import dataclass

from engine.llm.client.protocol import LlmClient
from engine.llm.scheduler.alarms import Alarm
from engine.llm.scheduler.breaker import Breaker
from engine.llm.scheduler.purse import Purse, Spending
from engine.llm.scheduler.ticket import Ticket
from engine.llm.scheduler.waiting import Place


@dataclass(slots=True, eq=False)
class Job:
    """A ticket with whoever is asked; it has a place while it waits, a task while it runs, a timer while it pauses."""

    ticket: Ticket
    client: LlmClient
    breaker: Breaker
    most: Spending
    purses: tuple[Purse, ...]
    """All that have to pay for it: the scheduler's, and the asker's own where it has one."""
    place: "Place[Job] | None" = None
    task: asyncio.Task[object] | None = None
    deadline: Alarm | None = None
    pause: Alarm | None = None
    silence: Alarm | None = None
    heard: float = 0.0
    """When there was a sign of life last, in the event loop's time [s]."""
    is_silent: bool = False
    """Whether the present try was given up since nothing was heard."""

    def stop_timers(self) -> None:
        """Let none of them ring any more."""
        for timer in (self.deadline, self.pause, self.silence):
            if timer is not None:
                timer.cancel()
        self.deadline = self.pause = self.silence = None
