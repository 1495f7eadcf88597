"""The party block: a plate for each member with health and what they are about."""

from typing import TYPE_CHECKING

from engine.play.shown import hud
from engine.play.systems.fighting.revival import NEEDED
from engine.present.draw_list import SIDE_COLOUR, HudRow, Tone
from engine.world.ids import UP

from .readings import doing, name_of, party_rows, share

if TYPE_CHECKING:
    from engine.play.running.session import Session

HURT, BADLY_HURT = 0.55, 0.3
CALLINGS = (
    ("is_player", "sword"),
    ("taunt_radius", "shield-chevron"),
    ("mark_bonus", "crosshair-simple"),
    ("pulse_amount", "first-aid"),
)


@hud("Party", corner="bottom_left", order=0, form="plates")
def party(session: "Session") -> list[HudRow]:
    """One plate for each member, the player first."""
    view = session.world.view
    rows: list[HudRow] = []
    for row in party_rows(session):
        left = share(session, row)
        tone: Tone = "good" if left >= HURT else "warning" if left >= BADLY_HURT else "bad"
        is_down = bool(view["life"][row] != UP)
        if is_down:
            tone = "bad"
            left = min(float(view["revive_ticks"][row]) / NEEDED, 1.0)
        health = "" if is_down else f"{float(view['health'][row]):.0f}"
        colour = SIDE_COLOUR["player" if view["is_player"][row] else "party"]
        rows.append(
            HudRow(
                name_of(session, row), doing(session, row), left, tone, glyph_of(session, row), health, colour=colour,
                is_down=is_down,
            )
        )  # fmt: skip
    return rows


def glyph_of(session: "Session", row: int) -> str:
    """What somebody is to the party, as a glyph: the first calling whose column their row fills."""
    view = session.world.view
    return next((glyph for column, glyph in CALLINGS if column in view and view[column][row] > 0), "user")
