"""Flights over endless ground without a window: what a frame costs, and pictures on the way."""
