"""Evade: leave the place where an area attack is about to land."""

from engine.ai.facts import IN_BLAST, OUT_OF_BLAST
from engine.ai.goap.vocabulary import Goal

EVADE = Goal("evade", "Get out of the way of an area attack.", wants=(OUT_OF_BLAST,), condition=(IN_BLAST,), weight=3.6)
