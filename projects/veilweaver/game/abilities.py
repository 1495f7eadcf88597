"""Numbers of the abilities that Veilweaver adds; an agent or the player wishes for them like for any other."""

from engine.ai.wish import FIRST_PROJECT_ABILITY

DASH, TAUNT, COMBO, MARK, PULSE, MENDING_ANCHOR, BARRICADE = range(FIRST_PROJECT_ABILITY, FIRST_PROJECT_ABILITY + 7)
