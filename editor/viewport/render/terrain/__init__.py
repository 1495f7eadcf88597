"""Endless ground: chunks of heights in one texture, drawn by one grid in one call."""
