"""What the window does about runs: the chip, the ways in, screens over the game, recordings, what to keep."""
