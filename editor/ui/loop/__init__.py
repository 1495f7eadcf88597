"""The window's loop: its heartbeat, who watches it, and what becomes of errors in it."""
