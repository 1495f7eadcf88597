"""Whom a log of decisions follows, and which of them differ from the last look at their columns."""

from collections.abc import Collection, Iterable
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

FOLLOWED_WHOLE: Final = 256
"""A session of at most so many agents is followed whole, a larger one only for those asked for."""
SPARSE: Final = 1024
"""Rows between the first and the last agent beyond which agents are gathered one by one."""
COLUMNS: Final = ("facts", "goal", "wanted", "action", "life", "agent_profile", "planned_skill", "reaction_ticks")
"""What a decision is read from; another autopilot shows in the time that the player needs to react."""
OPTIONAL: Final = ("plan_since",)


class Chosen(NamedTuple):
    """Who is followed in a world of `size` rows; which rows are looked at, where they lie in which columns."""

    size: int
    agents: frozenset[int]
    rows: list[int]
    place: Any
    names: tuple[str, ...]


class Followed:
    """Compares the columns that make up a decision as bytes: a look at a few agents takes microseconds."""

    def __init__(self) -> None:
        self._chosen: Chosen | None = None
        self._raw: list[bytes] | None = None

    def choose_anew(self) -> None:
        """At the next look choose again whom to follow, and take every one of them for changed."""
        self._chosen = None

    def changed(self, view: Any, asked: Collection[int]) -> Iterable[int]:
        """Rows of agents whose columns differ from the last look; all of them at the first one.

        Args:
            view: The columns of a world of one lane.
            asked: Rows that are followed in a large session.
        """
        chosen = self._chosen
        if chosen is None or len(view["life"]) != chosen.size:
            chosen, self._raw = _chosen(view, asked), None
            self._chosen = chosen
        raw = [view[name][chosen.place].tobytes() for name in chosen.names]
        if raw == self._raw:
            return ()
        old, self._raw = self._raw, raw
        rows = chosen.rows if old is None else sorted(_differing(chosen.rows, raw, old))
        return [row for row in rows if row in chosen.agents]


def _chosen(view: Any, asked: Collection[int]) -> Chosen:
    agents: NDArray[np.int64] = np.flatnonzero(view["agent_profile"] >= 0)
    if len(agents) > FOLLOWED_WHOLE:
        agents = agents[np.isin(agents, list(asked))]
    names = (*COLUMNS, *(name for name in OPTIONAL if name in view))
    low, high = (int(agents[0]), int(agents[-1]) + 1) if len(agents) else (0, 0)
    is_sparse = high - low > SPARSE
    place = agents if is_sparse else slice(low, high)
    rows = agents.tolist() if is_sparse else list(range(low, high))
    return Chosen(len(view["life"]), frozenset(agents.tolist()), rows, place, names)


def _differing(rows: list[int], raw: list[bytes], old: list[bytes]) -> set[int]:
    found: set[int] = set()
    for new, before in zip(raw, old, strict=True):
        if new != before:
            # For a few rows that takes a tenth of what comparing arrays takes.
            width = len(new) // len(rows)
            starts = range(0, len(new), width)
            found.update(
                row
                for row, start in zip(rows, starts, strict=True)
                if new[start : start + width] != before[start : start + width]
            )
    return found
