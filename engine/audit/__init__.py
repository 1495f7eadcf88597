"""Where code can fail in production, which of those places matter, and whether there are more than yesterday."""
