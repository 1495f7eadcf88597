"""What the user has set, and what is remembered of the window between starts."""
