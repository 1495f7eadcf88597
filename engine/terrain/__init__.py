"""The ground: a height field made from a scene's terrain settings, the same bits on every machine."""
