"""Bringing a mesh into the project: choosing its file, looking at it before it enters, and telling what came of it."""
