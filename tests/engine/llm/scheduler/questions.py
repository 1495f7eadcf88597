"""Questions for tests of the scheduler, and a client that answers when it is told to."""

import asyncio
from collections.abc import AsyncGenerator

from engine.llm.client.answer import About, Answer, Piece
from engine.llm.client.errors import LlmError
from engine.llm.client.request import Message, Request


def asking(text: str = "well?", max_tokens: int = 10) -> Request:
    return Request((Message("user", text),), max_tokens=max_tokens)


async def settle() -> None:
    """Let everything happen that can without the clock going on."""
    for _ in range(20):
        await asyncio.sleep(0)


class HandClient:
    """Answers each call when its future is filled: with a text, pieces or an error."""

    def __init__(self, about: About = About("Hand", "hand")) -> None:
        self._about = about
        self.asked: list[str] = []
        """What was asked, in that order."""
        self.calls: list[asyncio.Future[str | LlmError]] = []
        self.open = 0

    async def complete(self, request: Request) -> Answer:
        raise AssertionError("the scheduler streams, so that it hears signs of life")

    async def stream(self, request: Request) -> AsyncGenerator[Piece | Answer, None]:
        call: asyncio.Future[str | LlmError] = asyncio.get_running_loop().create_future()
        self.asked.append(request.messages[-1].text)
        self.calls.append(call)
        self.open += 1
        try:
            said = await call
            if isinstance(said, LlmError):
                raise said
            yield Piece(said)
            yield Answer(said, self._about.usage(1, 1))
        finally:
            self.open -= 1

    def about(self) -> About:
        return self._about

    async def close(self) -> None:
        return
