"""A running game and a model: plans for one side of a fight, and lines of companions, asked beside the ticks."""
