"""Compiled loops of streaming: over hundreds of chunks, within one frame."""
