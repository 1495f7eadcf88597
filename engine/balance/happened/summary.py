"""All of it for the runs of one encounter, by skill, as a value that is worked out once."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.balance.happened.counts import Fall, Use, falls_in, uses_in
from engine.balance.happened.oddness import Odd, oddest
from engine.balance.happened.times import Times, times_to_win
from engine.balance.heat import Heat, heat_map
from engine.play.playtest.outcomes import Outcomes
from engine.world.ids import SKILLS

MOST_LOST = 5
"""Lost runs of one skill whose ways are shown at most: more lines tell less."""


@dataclass(frozen=True)
class Happened:
    """What happened in the runs that ended.

    `runs` are how many of each skill there are; `falls` and `uses` are by skill; `heat` counts where the party fell, of
    all skills together; `lost` are the first seeds of each skill that were not won, of `losses` of all skills.
    """

    runs: Mapping[str, int] = field(default_factory=dict[str, int])
    falls: Mapping[str, Counter[Fall]] = field(default_factory=dict[str, Counter[Fall]])
    uses: Mapping[str, Mapping[str, Use]] = field(default_factory=dict[str, Mapping[str, Use]])
    times: Times = field(default_factory=Times)
    odd: tuple[Odd, ...] = ()
    heat: Heat | None = None
    lost: Mapping[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    losses: int = 0

    @property
    def every_run(self) -> int:
        """The runs of all skills that ended."""
        return sum(self.runs.values())


NOTHING = Happened()


def happened_in(outcomes: Mapping[str, Outcomes]) -> Happened:
    """What happened in the runs of some skills; those in which a system failed count for nothing."""
    order = [*(skill for skill in SKILLS if skill in outcomes), *(skill for skill in outcomes if skill not in SKILLS)]
    ended = {skill: [run for run in outcomes[skill].runs if run.outcome != "failed"] for skill in order}
    lost = {skill: [run.seed for run in runs if run.outcome != "victory"] for skill, runs in ended.items()}
    whole = {skill: Outcomes(outcomes[skill].variant, skill, tuple(runs)) for skill, runs in ended.items()}
    return Happened(
        {skill: len(runs) for skill, runs in ended.items()},
        {skill: falls_in(runs) for skill, runs in ended.items()},
        {skill: uses_in(runs) for skill, runs in ended.items()},
        times_to_win(whole),
        oddest(whole),
        heat_map([death for runs in ended.values() for run in runs for death in run.deaths if death.is_party]),
        {skill: tuple(seeds[:MOST_LOST]) for skill, seeds in lost.items() if seeds},
        sum(map(len, lost.values())),
    )
