"""Captures of the window's own frames: kept, compared, told why one was slow, saved and opened elsewhere."""
