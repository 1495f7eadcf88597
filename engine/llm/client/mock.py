"""A language model that is only played: answers from a function, latency and faults from a seed."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable

from engine.llm.client.answer import About, Answer, Piece
from engine.llm.client.errors import (
    ConnectionLostError,
    GarbageError,
    RateLimitedError,
    ServerError,
)
from engine.llm.client.faults import Fault, Faults, chances
from engine.llm.client.request import Request

Reply = Callable[[Request], str]
BYTES_IN_TOKEN = 4
"""What counts as a token here: so many bytes of UTF-8."""


def echo(request: Request) -> str:
    """What was said last."""
    return request.messages[-1].text


class MockLlmClient:
    """Answers with `reply(request)`; the n-th time that a question is asked, the same happens in every run.

    Which call comes first among others changes nothing: latency and faults follow from the seed, the question and how
    often it was asked before. A call takes `latency` seconds of the event loop's time, or between half and one and a
    half times that if `jitter` is 1; without latency it does not wait at all. `piece` is how many letters a piece of
    a stream has.
    """

    def __init__(
        self,
        reply: Reply = echo,
        *,
        seed: int = 0,
        latency: float = 0.0,
        jitter: float = 0.0,
        faults: Faults = Faults(),
        piece: int = 16,
        about: About = About("Mock", "mock", is_local=True, is_offline=True),
    ) -> None:
        self._reply = reply
        self._seed = seed
        self._latency = latency
        self._jitter = jitter
        self._shares = faults
        self._piece = piece
        self._about = about
        self._asked: Counter[str] = Counter()
        self._is_closed = False
        self.calls = 0
        """Calls so far."""
        self.open = 0
        """Calls that go on now."""
        self.most_open = 0
        """The most calls that ever went on at once."""
        self.faults: Counter[Fault] = Counter()
        """How often each fault was played."""

    async def complete(self, request: Request) -> Answer:
        """The whole answer, or the fault that was drawn."""
        fault, seconds = self._begin(request)
        try:
            if seconds:
                await asyncio.sleep(seconds)
            await self._play(fault)
            if fault == "half":
                raise ConnectionLostError("The answer broke off in the middle.")
            return self._answer(request)
        finally:
            self.open -= 1

    async def stream(self, request: Request) -> AsyncGenerator[Piece | Answer, None]:
        """The answer in pieces, latency spread over them; half of them if the answer breaks off."""
        fault, seconds = self._begin(request)
        try:
            answer = self._answer(request)
            cuts = range(0, len(answer.text), self._piece)
            pause = seconds / (len(cuts) + 1)
            if pause:
                await asyncio.sleep(pause)
            await self._play(fault)
            for number, start in enumerate(cuts):
                if fault == "half" and 2 * number >= len(cuts):
                    break
                yield Piece(answer.text[start : start + self._piece])
                if pause:
                    await asyncio.sleep(pause)
            if fault == "half":
                raise ConnectionLostError("The answer broke off in the middle.")
            yield answer
        finally:
            self.open -= 1

    def about(self) -> About:
        """Who answers."""
        return self._about

    async def close(self) -> None:
        """Answer nothing more."""
        self._is_closed = True

    def _begin(self, request: Request) -> tuple[Fault | None, float]:
        if self._is_closed:
            raise ConnectionLostError("This client has been closed.", was_sent=False)
        fault, seconds = None, self._latency
        if self._jitter or any(share for _, share in self._shares.shares()):
            words = repr(request)
            self._asked[words] += 1
            chance, spread = chances(self._seed, words, self._asked[words])
            fault = self._shares.drawn(chance)
            seconds *= 1.0 + self._jitter * (spread - 0.5)
        self.calls += 1
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        if fault:
            self.faults[fault] += 1
        return fault, seconds

    async def _play(self, fault: Fault | None) -> None:
        match fault:
            case "rate_limited":
                raise RateLimitedError("Too many requests (429).", self._shares.retry_after)
            case "server":
                raise ServerError("The server failed (500).", 500)
            case "lost":
                raise ConnectionLostError("The connection was reset.")
            case "garbage":
                raise GarbageError("The answer is no answer of a language model.")
            case "stalled":
                await asyncio.get_running_loop().create_future()
            case _:
                pass

    def _answer(self, request: Request) -> Answer:
        text = self._reply(request)
        read = sum(tokens_in(message.text) for message in request.messages)
        return Answer(text, self._about.usage(read, tokens_in(text)), self._about.model)


def tokens_in(text: str) -> int:
    """How many tokens the played model takes a text for."""
    return -(-len(text.encode()) // BYTES_IN_TOKEN)
