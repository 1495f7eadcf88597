"""Numbers of the abilities that only the Warden's court knows."""

from engine.ai.wish import FIRST_PROJECT_ABILITY

CLEAVE, LASH, RUPTURE, WARDING, UNBINDING = range(FIRST_PROJECT_ABILITY + 24, FIRST_PROJECT_ABILITY + 29)
