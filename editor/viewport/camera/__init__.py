"""Cameras: where the picture is taken from and how hands move it."""
