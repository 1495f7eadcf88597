"""What the player sees while playing, as rows of text and bars."""
