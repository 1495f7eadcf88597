"""Compiled walks over the quadtree: what is wanted, what fades, what is drawn; whole numbers only."""
