"""Fixes tried on real crates from Debian, each compiled: how many places they reach, and what a campaign does."""
