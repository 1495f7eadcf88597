"""From a scene to what a world starts from: rows, tables and names; and a slice as such scenes in their order."""
