"""What the buttons do in every project."""

from engine.play.controls import Control
from engine.world.ids import GUARD, JUMP, MELEE, RANGED, REVIVE

STRIKE = Control("strike", MELEE, "Strike", "melee_damage", order=0)
SHOOT = Control("shoot", RANGED, "Shoot", "ranged_damage", order=1)
LEAP = Control("jump", JUMP, "Jump", "jump_height", order=2)
BLOCK = Control("guard", GUARD, "Guard", order=30)
HELP = Control("revive", REVIVE, "Revive", order=40)
