"""Shaping the ground with a brush: the ring under the pointer, the stroke in hand, what becomes of it."""
