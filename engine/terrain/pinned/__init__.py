"""The ground of an endless world in a running simulation: tiles around whatever moves, made before they are needed."""
