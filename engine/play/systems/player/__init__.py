"""A person's buttons, aim and steps as the player's own wishes and moves."""
