"""What an answer of the planner means, and where it comes from, as numbers in columns and kernels."""

PLAN, NONE, CAPPED, REACHED = 0, 1, 2, 3
"""Verdicts: there is a plan; none exists; the search gave up before it knew; the goal is reached already."""

TABLE, MEMORY, SEARCH = 0, 1, 2
"""Sources: the goal's policy table, what the lane remembers of its searches, or a search."""

NAMES = ("plan", "none", "capped", "reached")
"""Verdicts in words."""
