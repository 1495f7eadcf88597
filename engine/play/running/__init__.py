"""A compiled scene that runs: as a session, tick by tick, or as many lanes side by side, chapter after chapter."""
