"""Real buttons over the picture: chips with menus, and the way out of a prefab."""
