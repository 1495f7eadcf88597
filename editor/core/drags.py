"""What a drag carries from one part of the window to another."""

PREFAB_MIME = "application/x-astraweave-prefabs"
"""Names of prefabs, one a line."""
ENTITY_MIME = "application/x-astraweave-entities"
"""Ids of entities, one a line."""
MESH_MIME = "application/x-astraweave-meshes"
"""Names of meshes, one a line."""
