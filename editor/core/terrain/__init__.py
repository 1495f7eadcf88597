"""The ground of the open scene: what streams it, its settings, and the brushes that shape it."""
