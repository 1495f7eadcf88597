"""Blocks of the HUD that every project has."""
