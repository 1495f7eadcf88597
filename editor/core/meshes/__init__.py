"""Meshes from other programs: read, placed, and kept in the open project."""
