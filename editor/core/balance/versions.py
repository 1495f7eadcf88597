"""Two versions of an encounter on the same seeds: how much the win rate of each skill changed, and whether it did."""

from dataclasses import dataclass

from editor.core.balance.measured import Measured
from engine.balance.evidence import flags
from engine.balance.paired import Difference, difference
from engine.balance.several import holm
from engine.play.playtest.outcomes import Outcomes
from engine.world.ids import SKILLS


@dataclass(frozen=True)
class Changed:
    """What a later version changes for one skill, on the seeds that both were played with to an end."""

    skill: str
    before: int
    after: int
    """Wins."""
    difference: Difference
    p_value: float
    """McNemar's exact test, adjusted for the skills that are compared (Holm)."""


def compared(before: Measured, after: Measured) -> tuple[Changed, ...]:
    """What changed from one version to another, from the least skill to the greatest."""
    found: list[tuple[str, int, int, Difference]] = []
    for skill in SKILLS:
        one, other = before.outcomes.get(skill), after.outcomes.get(skill)
        if one is None or other is None:
            continue
        first, second = _won(one), _won(other)
        seeds = sorted(first.keys() & second.keys())
        if seeds:
            both = flags(first, seeds), flags(second, seeds)
            found.append((skill, int(both[0].sum()), int(both[1].sum()), difference(*both)))
    adjusted = holm([each.p_value for *_, each in found])
    return tuple(Changed(*each, p_value) for each, p_value in zip(found, adjusted, strict=True))


def _won(outcomes: Outcomes) -> dict[int, bool]:
    return {run.seed: run.outcome == "victory" for run in outcomes.runs if run.outcome != "failed"}
