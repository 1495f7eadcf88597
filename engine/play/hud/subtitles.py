"""Subtitles: what is being said at this tick, by whom, and how long it still stands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.present.draw_list import Side
from engine.present.marks import side_of
from engine.world.ids import TEAM_NAMES, TICKS_PER_SECOND

if TYPE_CHECKING:
    from engine.play.running.session import Session

MOST = 2
"""So many are shown at once: a third would not be read."""


@dataclass(frozen=True)
class Subtitle:
    """A line as it is shown: `age_s` and `left_s` are seconds since it began and until it ends."""

    speaker: str
    text: str
    side: Side
    age_s: float
    left_s: float


def subtitles(session: "Session") -> tuple[Subtitle, ...]:
    """What is being said, the newest last: lines of the encounter, and what somebody says of their own accord."""
    own = _spoken(session)
    return (*_lines(session), *own)[-MOST:]


def _spoken(session: "Session") -> tuple[Subtitle, ...]:
    line = session.spoken
    age = -1 if line is None else session.tick - 1 - line.begins
    if line is None or not 0 <= age < line.ticks:
        return ()
    row = session.compiled.row_of(line.speaker)
    if row is None:
        return ()
    view = session.world.view
    side = side_of(TEAM_NAMES[int(view["team"][row])], is_player=bool(view["is_player"][row]))
    name = session.compiled.entity_of_row[row][1]
    return (Subtitle(name, line.text, side, age / TICKS_PER_SECOND, (line.ticks - age) / TICKS_PER_SECOND),)


def _lines(session: "Session") -> tuple[Subtitle, ...]:
    view = session.world.view
    begins = view["line_clock"][0]
    if not len(begins):
        return ()
    age = session.tick - 1 - begins
    heard = np.flatnonzero((begins >= 0) & (age >= 0) & (age < view["line_rule"][:, 3]))
    newest = heard[np.argsort(begins[heard], kind="stable")][-MOST:]
    lines = list(session.compiled.view.with_component("line"))
    return tuple(_subtitle(session, lines[k].components["line"], k, int(age[k])) for k in newest.tolist())


def _subtitle(session: "Session", said: Any, number: int, age: int) -> Subtitle:
    view = session.world.view
    row, length = int(view["line_rule"][number, 4]), int(view["line_rule"][number, 3])
    # Also who is not in play may speak: a voice from the loom, under its own name.
    voice = session.compiled.view.get(said.speaker)
    name, side = voice.name if voice is not None else "", "neutral"
    if row >= 0:
        side = side_of(TEAM_NAMES[int(view["team"][row])], is_player=bool(view["is_player"][row]))
        name = session.compiled.entity_of_row[row][1]
    return Subtitle(name, said.text, side, age / TICKS_PER_SECOND, (length - age) / TICKS_PER_SECOND)
