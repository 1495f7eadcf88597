"""What may change while a copy plays, and what of it is kept."""
