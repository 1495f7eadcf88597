"""What a dragged prefab is called, so that any room or the viewport can take it."""

PREFAB_MIME = "application/x-astraweave-prefabs"
"""Names of prefabs, one a line."""
