"""Where a series of measurements has changed, how surely, and how often this program would be wrong about it."""
