"""Rows that wait from the start of a fight for the player to bring them into play."""

from engine.world.roster import Reserve

BARRICADES = Reserve("placed_barricade", prefab="barricade", count=2)
