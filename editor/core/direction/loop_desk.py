"""The desk of a running game in the window: asks in the loop of another thread, fetches answers between two ticks."""

import queue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.core.proposals.asking_loop import AskingLoop
    from engine.llm.client.answer import About
    from engine.llm.client.protocol import LlmClient
    from engine.llm.client.request import Request
    from engine.llm.direction.desk import Heard
    from engine.llm.scheduler.purse import Purse
    from engine.llm.scheduler.scheduler import LlmScheduler
    from engine.llm.scheduler.terms import Priority
    from engine.llm.scheduler.ticket import Ticket


class LoopDesk:
    """Asks through the one scheduler of the program, whose loop has a thread of its own; nothing here waits for it."""

    def __init__(self, loop: "AskingLoop", client: "LlmClient", purse: "Purse | None" = None) -> None:
        """`purse` bounds what all questions of the run may take together; None for no bound."""
        self._loop, self._client, self._purse = loop, client, purse
        self._scheduler: LlmScheduler | None = None
        self._refused: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self._tickets: list[Ticket] = []  # touched in the loop alone
        self._is_cancelled = False
        self._came: list[Heard] = []
        self._asked = self._ended = 0

    @property
    def is_idle(self) -> bool:
        """Whether every question has ended."""
        return self._asked == self._ended

    def about(self) -> "About":
        """Who answers."""
        return self._client.about()

    def ask(self, request: "Request", priority: "Priority", tag: object) -> None:
        """Send a question; one that is refused is heard as what came of it."""
        self._asked += 1
        self._loop.run(self._submit(request, priority, tag))

    def take(self) -> "list[Heard]":
        """What has come since the last call; nothing once it was cancelled."""
        from engine.llm.direction.desk import Heard
        from engine.llm.scheduler.polling import poll_llm_requests

        while not self._refused.empty():
            self._came.append(self._refused.get())
        for ticket in poll_llm_requests(self._scheduler) if self._scheduler is not None else ():
            # Whoever polls first gets what ended for all: it may be of a run that was stopped lately.
            if isinstance(ticket.tag, _Mine) and ticket.outcome is not None:
                ticket.tag.desk._came.append(Heard(ticket.tag.tag, ticket.outcome))
        found, self._came = self._came, []
        self._ended += len(found)
        return [] if self._is_cancelled else found

    def cancel(self) -> None:
        """Give up whatever is open: its connection is closed."""
        self._is_cancelled = True
        self._loop.call(self._give_up)

    # --- called in the loop ---------------------------------------------------------------------------------------

    async def _submit(self, request: "Request", priority: "Priority", tag: object) -> None:
        from engine.llm.client.errors import LlmError
        from engine.llm.direction.desk import Heard
        from engine.llm.scheduler.errors import RequestCancelledError, UnexpectedError
        from engine.llm.scheduler.terms import PLAY

        try:
            if self._is_cancelled:
                raise RequestCancelledError("The run was stopped before this was asked.")
            scheduler = self._loop.scheduler(self._client)
            mine = _Mine(self, tag)
            ticket = scheduler.submit(
                request, priority=priority, terms=PLAY, client=self._client, tag=mine, purse=self._purse
            )
        except LlmError as error:
            self._refused.put(Heard(tag, error))
        except Exception as error:
            self._refused.put(Heard(tag, UnexpectedError(f"Asking failed inside the program: {type(error).__name__}.")))
            raise
        else:
            self._tickets = [*(each for each in self._tickets if not each.is_ended), ticket]
            self._scheduler = scheduler

    def _give_up(self) -> None:
        for ticket in self._tickets:
            ticket.cancel()
        self._tickets = []


class _Mine:
    """What is written on a question: whose desk it is, and what the asker wrote."""

    __slots__ = ("desk", "tag")

    def __init__(self, desk: LoopDesk, tag: object) -> None:
        self.desk, self.tag = desk, tag
