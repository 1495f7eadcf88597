"""Fate-weaving: edits of the world with a price, what they change, and the gate that keeps the way out open."""
