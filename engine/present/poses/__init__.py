"""How bodies move: rigs that meshes are built on, and what a pose does to their joints."""
