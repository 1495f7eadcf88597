"""What everything that answers questions can do, be it a service, a model on this computer or a template."""

from collections.abc import AsyncGenerator
from typing import Protocol

from engine.llm.client.answer import About, Answer, Piece
from engine.llm.client.request import Request


class LlmClient(Protocol):
    """Answers questions, one try each: who retries, waits and gives up is the scheduler.

    A task that is cancelled while it asks has closed its connection when it ends. Whatever goes wrong is an
    `engine.llm.client.errors.LlmError`.
    """

    async def complete(self, request: Request) -> Answer:
        """The whole answer."""
        ...

    def stream(self, request: Request) -> AsyncGenerator[Piece | Answer, None]:
        """The answer as it is written: pieces, and at last the whole. Close it (`aclosing`) when leaving early.

        A piece without text is a sign of life, such as of a model that thinks.
        """
        ...

    def about(self) -> About:
        """Who answers."""
        ...

    async def close(self) -> None:
        """Let go of all connections; nothing can be asked any more."""
        ...
