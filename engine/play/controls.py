"""What the player's buttons do: one `Control` for each, found by the walk in the engine and in a project's game."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from engine.world.ids import GUARD, JUMP, MELEE, RANGED, REVIVE

if TYPE_CHECKING:
    from engine.play.running.session import Session


@dataclass(frozen=True)
class Control:
    """A button of `engine.world.ids` and what it does, in one or two words.

    It is named only to a player whose row holds more than 0 in the column `needs`; "" asks for nothing.
    """

    part_kind: ClassVar[str] = "control"
    name: str
    button: int
    title: str
    needs: str = ""
    order: int = 0


STRIKE = Control("strike", MELEE, "Strike", "melee_damage", order=0)
SHOOT = Control("shoot", RANGED, "Shoot", "ranged_damage", order=1)
LEAP = Control("jump", JUMP, "Jump", "jump_height", order=2)
BLOCK = Control("guard", GUARD, "Guard", order=30)
HELP = Control("revive", REVIVE, "Revive", order=40)


def controls_of(session: "Session") -> list[Control]:
    """What the player of this session can do, in order; none without a player."""
    view = session.world.view
    player = np.flatnonzero(view["is_player"] != 0)
    if not len(player):
        return []
    row = int(player[0])
    found: list[Control] = list(session.compiled.parts.of("control").values())
    able = [control for control in found if not control.needs or view[control.needs][row] > 0]
    return sorted(able, key=lambda control: (control.order, control.name))
