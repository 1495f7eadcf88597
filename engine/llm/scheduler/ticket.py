"""What whoever asks holds in hand until the question has ended."""

import asyncio
from collections.abc import Callable
from typing import Literal

from engine.llm.client.answer import Answer, Piece
from engine.llm.client.errors import LlmError
from engine.llm.client.request import Request
from engine.llm.scheduler.terms import Priority, Terms

State = Literal["waiting", "running", "pausing", "ended"]
Outcome = Answer | LlmError
Listener = Callable[["Ticket", Piece], None]


class Ticket:
    """A question on its way. It ends once: with an answer or with an error.

    `tag` is whatever the asker wants to find again beside the outcome, such as the version of the world that the
    question is about. Times are those of the event loop [s].
    """

    def __init__(
        self,
        number: int,
        request: Request,
        *,
        priority: Priority,
        terms: Terms,
        tag: object,
        submitted: float,
        listener: Listener | None,
    ) -> None:
        self.number = number
        self.request = request
        self.priority = priority
        self.terms = terms
        self.tag = tag
        self.submitted = submitted
        self.deadline = submitted + terms.deadline
        self.state: State = "waiting"
        self.text = ""
        """What has come so far of the present try; a retry begins anew."""
        self.attempts = 0
        """Tries so far."""
        self.failures: list[LlmError] = []
        """What went wrong with them."""
        self.started: float | None = None
        """When it was first asked; None until then."""
        self.ended: float | None = None
        self.outcome: Outcome | None = None
        """None until the ticket has ended."""
        self._listener = listener
        self._cancel: Callable[[], None] | None = None
        self._done: asyncio.Event | None = None

    @property
    def is_ended(self) -> bool:
        """Whether there is an outcome."""
        return self.outcome is not None

    async def answer(self) -> Answer:
        """Wait for the answer. Whoever no longer waits does not cancel the question: `cancel` does.

        Raises:
            LlmError: It has ended without one.
        """
        if self.outcome is None:
            self._done = self._done or asyncio.Event()
            await self._done.wait()
        assert self.outcome is not None
        if isinstance(self.outcome, LlmError):
            raise self.outcome
        return self.outcome

    def cancel(self) -> bool:
        """End it now and close its connection; False if it had ended before."""
        if self.is_ended or self._cancel is None:
            return False
        self._cancel()
        return True

    def when_cancelled(self, cancel: Callable[[], None]) -> None:
        """What ends the question before its time; for whoever runs it."""
        self._cancel = cancel

    def begin(self, now: float) -> None:
        """A try begins; for whoever runs it."""
        self.state = "running"
        self.attempts += 1
        self.text = ""
        if self.started is None:
            self.started = now

    def write(self, piece: Piece) -> None:
        """A piece has come; for whoever runs it."""
        self.text += piece.text
        if self._listener is not None:
            self._listener(self, piece)

    def end(self, outcome: Outcome, now: float) -> None:
        """It has ended; for whoever runs it. ValueError the second time."""
        if self.outcome is not None:
            raise ValueError(f"ticket {self.number} has ended before; expected one outcome")
        self.outcome = outcome
        self.state = "ended"
        self.ended = now
        self._cancel = self._listener = None
        if self._done is not None:
            self._done.set()
