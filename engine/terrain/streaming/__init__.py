"""Streaming of an endless ground: what is wanted, made, kept, shown and forgotten, within budgets that hold."""
