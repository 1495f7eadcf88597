"""What a run remembers of itself: states to go back to, futures that were left, and what happened in words."""
