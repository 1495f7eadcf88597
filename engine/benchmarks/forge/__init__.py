"""Tells a forge of regressions: one issue a benchmark, kept true, and left alone where a person has decided."""
