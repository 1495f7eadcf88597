"""Threads, stones and anchors: what has to happen in which order."""
