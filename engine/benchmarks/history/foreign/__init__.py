"""Histories that other tools kept, as rows of ours: a file a tool, each with what it makes of a path."""
