"""How numbers, times and places are written in the window."""
