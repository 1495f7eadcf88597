"""What stands over the picture of a running game: the pause menu, and how a run ended."""
