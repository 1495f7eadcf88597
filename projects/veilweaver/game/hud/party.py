"""The party block: health of each member and what they are about."""

from typing import TYPE_CHECKING

from engine.play.shown import hud
from engine.present.draw_list import HudRow, Tone
from engine.world.ids import UP

from .readings import doing, name_of, party_rows, share

if TYPE_CHECKING:
    from engine.play.session import Session

HURT, BADLY_HURT = 0.55, 0.3


@hud("Party", corner="bottom_left", order=0)
def party(session: "Session") -> list[HudRow]:
    """One bar for each member, the player first."""
    rows: list[HudRow] = []
    for row in party_rows(session):
        left = share(session, row)
        tone: Tone = "good" if left >= HURT else "warning" if left >= BADLY_HURT else "bad"
        if session.world.view["life"][row] != UP:
            tone = "bad"
        rows.append(HudRow(name_of(session, row), doing(session, row), left, tone))
    return rows
