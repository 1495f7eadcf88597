"""The editor's own blocks of the game's HUD: keys, engine, streaming, direction."""
