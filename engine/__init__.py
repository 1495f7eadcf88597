"""What happens: the simulation, its data and its tools, all without a screen."""
