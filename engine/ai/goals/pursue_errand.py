"""Pursue an errand: see to what the encounter asks for next."""

from engine.ai.facts import ERRAND_AHEAD, ERRAND_DONE
from engine.ai.goap.vocabulary import Goal

PURSUE_ERRAND = Goal(
    "pursue_errand", "See to what is asked next.", wants=(ERRAND_DONE,), condition=(ERRAND_AHEAD,), weight=1.8
)
