"""Encounters as a designer thinks of them: what sets what off, new cards with their links, and a run of it measured."""
