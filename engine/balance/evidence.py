"""What the runs of a playtest say about a question: who played, which seeds, how often it was so, and how surely."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.balance.intervals import calibrated
from engine.balance.paired import Difference, difference
from engine.document import Finding
from engine.play.playtest.outcomes import Outcomes, RunOutcome
from engine.world.ids import SKILLS

FAILED, VICTORY, TIMEOUT = "failed", "victory", "timeout"


@dataclass(frozen=True)
class Evidence:
    """What a finding rests on: the rate of something among so many runs of some skills."""

    skills: tuple[str, ...]
    seeds: tuple[int, int]
    """The first and the last."""
    runs: int
    """Of all those skills together."""
    rate: float
    interval: tuple[float, float]

    @property
    def words(self) -> str:
        """In how many runs of whom: "192 runs of novice, average and expert, seeds 0 to 63"."""
        first, last = self.seeds
        return f"{self.runs:,} runs of {listed(self.skills)}, seeds {first} to {last}"


@dataclass(frozen=True)
class BalanceFinding:
    """A sentence about a fight with what it rests on."""

    finding: Finding
    evidence: Evidence


class Playtested:
    """The runs of an encounter as it is, by skill; those without an end count for nothing."""

    def __init__(self, outcomes: Mapping[str, Outcomes]) -> None:
        """`outcomes` by skill; skills that have no run that ended are left out."""
        ended = {skill: tuple(run for run in each.runs if run.outcome != FAILED) for skill, each in outcomes.items()}
        order = [*SKILLS, *(skill for skill in ended if skill not in SKILLS)]
        self.runs: Mapping[str, tuple[RunOutcome, ...]] = {skill: ended[skill] for skill in order if ended.get(skill)}

    @property
    def skills(self) -> tuple[str, ...]:
        """Who played, from the least skill to the greatest."""
        return tuple(self.runs)

    @property
    def every_run(self) -> tuple[RunOutcome, ...]:
        """The runs of all skills."""
        return tuple(run for runs in self.runs.values() for run in runs)

    def rate(self, is_so: Callable[[RunOutcome], bool], *skills: str, confidence: float = 0.95) -> Evidence:
        """How often something is so in the runs of some skills, of all where none is named."""
        chosen = skills or self.skills
        runs = [run for skill in chosen for run in self.runs[skill]]
        count = sum(map(is_so, runs))
        seeds = [run.seed for run in runs]
        return Evidence(
            chosen, (min(seeds), max(seeds)), len(runs), count / len(runs), calibrated(count, len(runs), confidence)
        )

    def apart(self, lesser: str, greater: str) -> Difference:
        """The change of the win rate from one skill to another, on the seeds that both played to an end."""
        one, other = self._won(lesser), self._won(greater)
        shared = sorted(one.keys() & other.keys())
        return difference(flags(one, shared), flags(other, shared))

    def _won(self, skill: str) -> dict[int, bool]:
        return {run.seed: run.outcome == VICTORY for run in self.runs[skill]}


def is_won(run: RunOutcome) -> bool:
    """Whether a run was won."""
    return run.outcome == VICTORY


def listed(words: tuple[str, ...] | list[str], last: str = "and") -> str:
    """Words as a list in a sentence: "novice, average and expert"."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))


def percent(rate: float) -> str:
    """A share in words: "41 %", and with a digit more where it would else round to nothing."""
    return f"{rate:.0%}".replace("%", " %") if rate >= 0.01 or not rate else f"{rate:.1%}".replace("%", " %")


def flags(won: Mapping[int, bool], seeds: list[int]) -> NDArray[np.bool_]:
    """Which of these seeds were won (n,)."""
    return np.array([won[seed] for seed in seeds], np.bool_)
