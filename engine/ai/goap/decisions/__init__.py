"""Decisions of agents as they were made, tick by tick, and those that are kept as tests."""
