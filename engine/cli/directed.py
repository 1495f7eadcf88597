"""How `astraweave play` lets a model lead a side: the ticks and what is asked beside them, in one event loop."""

import asyncio
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, get_args

import typer

from engine.cli.console import UserError
from engine.cli.proposal_words import printable
from engine.cli.proposing import who

if TYPE_CHECKING:
    from engine.llm.client.protocol import LlmClient
    from engine.llm.direction.direction import Direction
    from engine.llm.direction.sides import Led
    from engine.llm.direction.standing import News
    from engine.play.running.session import Session

TURNS = 4
"""Turns of the loop after each tick in which the offline planner writes: so a run is the same wherever it is played."""
MOST_TOKENS = 50_000
"""What a run may take in all, read and written, where nobody says."""


@dataclass(frozen=True)
class Directed:
    """Who is led ("" for nobody), whether companions speak, by whom, where the verdicts go, and what it may take.

    `most_tokens` bounds what all questions of the run take together, read and written; 0 for no bound.
    """

    led: str
    has_banter: bool
    client: "LlmClient"
    verdicts: Path | None = None
    most_tokens: int = MOST_TOKENS


def side_of(word: str) -> "Led | None":
    """The side that a word names; None for "". UserError for another word."""
    from engine.llm.direction.sides import Led

    if word and word not in get_args(Led):
        raise UserError(f'nobody can lead "{word}"; expected one of {", ".join(get_args(Led))}.')
    return word or None  # type: ignore[return-value]


def play_directed(session: "Session", asked: Directed, *, is_quiet: bool) -> dict[str, Any]:
    """Play until the run has ended, with a model at the speed of the game's clock; what was asked and came of it."""
    from engine.llm.direction.direction import Direction
    from engine.llm.scheduler.scheduler import LlmScheduler
    from engine.llm.scheduler.terms import Budget

    led = side_of(asked.led)
    about = asked.client.about()

    async def playing() -> "tuple[Direction, list[News]]":
        from engine.llm.direction.desk import SchedulerDesk

        # The offline planner takes no tokens.
        budget = Budget() if about.is_offline else Budget(asked.most_tokens or None)
        scheduler = LlmScheduler(asked.client, budget=budget)
        told: list[News] = []
        if about.is_offline:

            def clock() -> float:
                return session.tick / 60.0
        else:
            clock = monotonic
        desk = SchedulerDesk(scheduler, asked.client)
        direction = Direction(session, desk, led=led, has_banter=asked.has_banter, clock=clock, look_s=None)
        began, first = monotonic(), session.tick
        try:
            while session.is_running:
                session.step(direction.between_ticks())
                for news in direction.take_news():
                    told.append(news)
                    if not is_quiet:
                        typer.echo(printable(f"  {news.tick / 60.0:7.1f} s  {news.source}: {news.text}"), err=True)
                if about.is_offline:
                    for _ in range(TURNS):
                        await asyncio.sleep(0)
                else:
                    await asyncio.sleep(max(0.0, began + (session.tick - first) / 60.0 - monotonic()))
        finally:
            direction.close()
            await scheduler.close()
            await asked.client.close()
        return direction, told

    if not is_quiet:
        typer.echo(f"{who(about)}.", err=True)
    direction, told = asyncio.run(playing())
    if asked.verdicts is not None:
        direction.trail.export(asked.verdicts)
    verdicts = Counter(f"{each.role}: {'accepted' if each.verdict.accepted else 'refused'}" for each in direction.trail)
    return {"client": about.name, "model": about.model, "verdicts": verdicts, "news": [asdict(each) for each in told]}
