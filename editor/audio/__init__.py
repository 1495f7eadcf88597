"""Plays what a running game lets be heard: cues and hums, mixed in NumPy, through a device where there is one."""
