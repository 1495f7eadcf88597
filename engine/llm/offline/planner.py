"""The offline planner: a client that answers from templates, where no model is set up or none may be asked."""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

from engine.llm.client.answer import About, Answer, Piece, Stop, Usage
from engine.llm.client.errors import ConnectionLostError
from engine.llm.client.request import Request
from engine.llm.context.estimate import BYTES_IN_TOKEN
from engine.llm.offline.authoring import BADGE, authored, refusal
from engine.llm.offline.given import CannotError, given_of, round_of
from engine.llm.offline.in_play.directed import directed
from engine.llm.offline.in_play.lines import line_said
from engine.llm.offline.in_play.planning import planned
from engine.llm.offline.mending import mended

PIECE = 24
"""Letters of a piece of a stream."""


class OfflinePlanner:
    """Answers wishes in the form of proposals, and tasks in play by plans; deterministic by question and seed.

    It knows what stands in the question and nothing else, asks no network and no model, and takes no tokens. A wish
    that it can't read is answered with what it can read. `pace` is the pause between two pieces of a stream [s].
    """

    def __init__(self, *, pace: float = 0.0) -> None:
        self._pace = pace
        self._is_closed = False

    async def complete(self, request: Request) -> Answer:
        """The whole answer."""
        return self._answer(request)

    async def stream(self, request: Request) -> AsyncGenerator[Piece | Answer, None]:
        """The answer in pieces, then the whole."""
        answer = self._answer(request)
        for start in range(0, len(answer.text), PIECE):
            yield Piece(answer.text[start : start + PIECE])
            await asyncio.sleep(self._pace)
        yield answer

    def about(self) -> About:
        """Who answers: no model at all."""
        return About("Offline planner", BADGE, is_local=True, is_offline=True, input_price=0.0, output_price=0.0)

    async def close(self) -> None:
        """Answer nothing more."""
        self._is_closed = True

    def _answer(self, request: Request) -> Answer:
        if self._is_closed:
            raise ConnectionLostError("This client has been closed.", was_sent=False)
        whole = json.dumps(_said(request), ensure_ascii=False, indent=2)
        text = whole.encode()[: request.max_tokens * BYTES_IN_TOKEN].decode(errors="ignore")
        stop: Stop = "end" if text == whole else "length"
        return Answer(text, Usage(0, 0, 0.0), BADGE, stop)


def _said(request: Request) -> dict[str, Any]:
    for in_play in (planned, directed, line_said):
        answer = in_play(request)
        if answer is not None:
            return answer
    last = round_of(request)
    if last is not None:
        return mended(last)
    try:
        return authored(given_of(request))
    except CannotError as error:
        return refusal(str(error))
