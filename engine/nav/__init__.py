"""Finding the way: a grid of free room, paths and flow fields over it, lines of sight, and the steering of actors."""
