"""Tells a forge of regressions: one issue a series, kept true, and left alone where a person has decided."""
