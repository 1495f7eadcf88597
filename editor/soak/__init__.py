"""A long run of the real window or of the renderer alone, watched from outside: frames, memory, hangs, and a report."""
