"""How agents see the world, what they want, and what they decide to do."""
