"""What the crowd refused in a run, told once for each kind: since when, how often, who, and what was expected."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.document import Finding
from engine.play.compile.row_names import RowNames
from engine.world.world import World

KINDS = (
    (
        "no-number",
        "moved by a value that is no number; expected finite velocities, wishes, impulses and yaws. It stood still.",
    ),
    (
        "bad-body",
        "of no size, weight, step, jump or slope; expected a radius, a height and a mass above 0, and numbers. "
        "The smallest body took its place; what stands in the way is passed through.",
    ),
    ("off-ground", "at a place that is no number or off the ground; expected one within its rim. It was put back."),
)
"""By the entries of the lane column `crowd_refused`: the Finding's rule and what it says."""
MARKS = (2, 4, 8)
"""Their bits in the row column `crowd_odd`."""
NAMED = 3


@dataclass
class _Told:
    at: int
    tick: int
    who: tuple[str, ...]
    seen: int = 0
    counted: int = -1


@dataclass
class Refusals:
    """Watches one lane; `look` after each tick costs a comparison of three numbers."""

    _told: dict[int, _Told] = field(default_factory=dict[int, _Told])

    def look(self, world: World, names: RowNames, findings: list[Finding]) -> None:
        """Add a Finding for a new kind of refusal, and bring the count of one that was told up to date."""
        counts = world.view.get("crowd_refused")
        if counts is None or not counts[0].any():
            return
        tick = int(world.view["tick"][0])
        for kind, count in enumerate(counts[0].tolist()):
            if not count:
                continue
            told = self._told.get(kind)
            if told is None:
                who = tuple(names[row][0] for row in _rows(world.view, kind))
                told = self._told[kind] = _Told(len(findings), tick, who)
                findings.append(_finding(kind, told))
            if tick <= told.counted:
                continue  # the run was put back, and plays again what was counted
            told.seen, told.counted = told.seen + count, tick
            if told.at < len(findings) and findings[told.at].rule == KINDS[kind][0]:
                findings[told.at] = _finding(kind, told)


def _rows(view: Any, kind: int) -> list[int]:
    """The first rows that were refused for it in this tick, as the crowd marked them."""
    mark = view.get("crowd_odd")
    return [] if mark is None else np.flatnonzero(mark & MARKS[kind])[:NAMED].tolist()


def _finding(kind: int, told: _Told) -> Finding:
    rule, what = KINDS[kind]
    who = ", ".join(f'"{entity}"' for entity in told.who) or "Somebody"
    often = f"{told.seen:,} times" if told.seen != 1 else "once"
    more = "" if len(told.who) < NAMED else " and others"
    text = f"From tick {told.tick} on, {often}: {who}{more} was {what}"
    return Finding(rule, "warning", text, None, told.who[0] if told.who else None)
