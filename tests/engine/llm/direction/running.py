"""A fight that is directed: a real session, a real scheduler in its loop, and a client that a test chooses."""

import asyncio
import json
from collections.abc import Callable

from engine.llm.client.mock import MockLlmClient
from engine.llm.client.protocol import LlmClient
from engine.llm.client.request import Request
from engine.llm.context.fence import read_fenced
from engine.llm.direction.desk import SchedulerDesk
from engine.llm.direction.direction import Direction
from engine.llm.direction.sides import Led
from engine.llm.direction.standing import News
from engine.llm.scheduler.scheduler import LlmScheduler
from engine.play.recording import Recorder
from engine.play.running.session import Session
from tests.projects.shipped import echo_grove


class Running:
    """Ticks and turns of the loop, one after the other; the game's clock is the only one."""

    def __init__(
        self,
        client: LlmClient,
        led: Led | None = "party",
        *,
        has_banter: bool = False,
        session: Session | None = None,
        begun: int = 120,
        seconds: float = 4.0,
        look_s: float | None = None,
    ) -> None:
        self.session = session or Session(echo_grove(), 3, autopilot="expert")
        self.recorder = Recorder(self.session)
        self.session.advance(begun)
        self.scheduler = LlmScheduler(client)
        self.direction = Direction(
            self.session,
            SchedulerDesk(self.scheduler, client),
            led=led,
            has_banter=has_banter,
            seconds=seconds,
            line_seconds=seconds,
            clock=lambda: self.session.tick / 60.0,
            look_s=look_s,
        )
        self.news: list[News] = []

    async def play(self, ticks: int, until: Callable[[], object] = lambda: False) -> None:
        """So many ticks, or until something is so; whoever answers has a few turns of the loop in each."""
        for _ in range(ticks):
            if until() or not self.session.is_running:
                return
            self.session.step(self.direction.between_ticks())
            self.news += self.direction.take_news()
            for _ in range(6):
                await asyncio.sleep(0)

    async def play_until(self, until: Callable[[], object], ticks: int = 2_000) -> None:
        """Play on until something is so, which it must be within these ticks."""
        await self.play(ticks, until)
        assert until(), [each.text for each in self.news]

    async def end(self) -> None:
        """Close what asks, and see that nothing is left."""
        self.direction.close()
        await self.scheduler.close()
        assert self.scheduler.running == 0

    def told(self, state: str) -> list[str]:
        """What was told of a state, in words."""
        return [each.text for each in self.news if each.text.startswith(state)]


def world_of(request: Request) -> str:
    """The version that a question tells."""
    return read_fenced(request.messages[-1].text)["world"][0]["world"]


def plan(*calls: tuple[str, dict[str, object]]) -> Callable[[Request], str]:
    """Answers every question for a plan with these calls, for the world that it is told."""
    said = [{"tool": tool, "arguments": arguments} for tool, arguments in calls]
    return lambda request: json.dumps({"world": world_of(request), "calls": said})


def saying(text: str) -> MockLlmClient:
    """A client that always answers the same."""
    return MockLlmClient(lambda _request: text)
