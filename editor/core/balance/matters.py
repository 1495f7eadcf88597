"""What matters: which numbers of the open encounter change its win rate most when they are a fifth less or more."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from editor.core.balance.measured import FIRST_SEED
from editor.core.balance.question import Question, Tell

if TYPE_CHECKING:
    from editor.core.jobs import Progress
    from engine.balance.asking import Play
    from engine.balance.sensitivity import Ranking
    from engine.play.playtest.request import Stage

SEEDS = 256


class WhatMatters(Question["Ranking"]):
    """A ranking of the numbers for one skill."""

    title = "Finding what matters"

    def ask(self, skill: str) -> None:
        """Begin to work it out for a skill."""

        def work(
            play: "Play", stage: "Stage", progress: "Progress", cancelled: Callable[[], bool], tell: "Tell[Ranking]"
        ) -> None:
            from engine.balance.properties import properties_of
            from engine.balance.sensitivity import what_matters

            seeds = range(FIRST_SEED, FIRST_SEED + SEEDS)
            numbers = properties_of(stage.view)
            for ranking in what_matters(play, numbers, skill, seeds, progress=progress, cancelled=cancelled):
                tell(ranking)

        self._ask(work)
