"""What a playtest finds: how each run ended and what happened in it; the runs of one variant and skill as arrays."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.world.ids import TICKS_PER_SECOND

Ending = Literal["victory", "defeat", "timeout", "failed"]


def owner(entity: str) -> str:
    """Whose ability it is counted as: one of a wave, `wave/3`, by its wave."""
    return entity.partition("/")[0]


class Death(NamedTuple):
    """Somebody fell: a member of the party went down, anybody else died.

    `who` and `by` are entity ids, `by` empty where nobody struck; `x` and `z` [m] say where, as it was within half a
    second; `ability` is what of the killer's struck, empty where that can't be told.
    """

    tick: int
    who: str
    by: str
    x: float
    z: float
    ability: str = ""
    is_party: bool = False


@dataclass(frozen=True)
class RunOutcome:
    """One run: how it ended, after how many ticks, and what happened in it. The same for a seed in any company.

    `used` counts the uses of each ability that somebody has, "kael.taunt"; `came` and `fought` are spawn groups by id;
    `echo` is what was left of it, None in a project without Echo; `failure` says why a run has no end.
    """

    seed: int
    outcome: Ending
    ticks: int
    digest: str = ""
    deaths: tuple[Death, ...] = ()
    used: Mapping[str, int] = field(default_factory=dict[str, int])
    came: tuple[str, ...] = ()
    fought: tuple[str, ...] = ()
    echo: float | None = None
    failure: str = ""

    def to_data(self) -> dict[str, Any]:
        """The run as plain data for JSON."""
        return {**asdict(self), "deaths": [death._asdict() for death in self.deaths]}


@dataclass(frozen=True)
class Outcomes:
    """The runs of one variant and skill, in the order of their seeds."""

    variant: str
    skill: str
    runs: tuple[RunOutcome, ...]

    @classmethod
    def of(cls, variant: str, skill: str, runs: Iterable[RunOutcome]) -> "Outcomes":
        """Runs that may have come in any order; of a seed that came twice one is kept."""
        found = {run.seed: run for run in runs}
        return cls(variant, skill, tuple(found[seed] for seed in sorted(found)))

    @cached_property
    def seeds(self) -> NDArray[np.int64]:
        """The seed of each run, (n,), ascending."""
        return np.array([run.seed for run in self.runs], np.int64)

    @cached_property
    def won(self) -> NDArray[np.bool_]:
        """Whether each run was won, (n,)."""
        return np.array([run.outcome == "victory" for run in self.runs], np.bool_)

    @cached_property
    def seconds(self) -> NDArray[np.float64]:
        """How long each run took [s], (n,)."""
        return np.array([run.ticks / TICKS_PER_SECOND for run in self.runs], np.float64)
