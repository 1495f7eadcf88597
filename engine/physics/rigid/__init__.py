"""Rigid bodies: crates and barrels that pymunk moves, balls that fly, and how both meet the crowd."""
