"""What a mesh may ask of the program that reads it, and the error that says what was asked too much."""

MOST_TRIANGLES = 60_000
"""Triangles of one mesh; the largest of the engine's own has 2,400."""
MOST_NODES = 4096
MOST_JSON_BYTES = 4 * 1024 * 1024
FARTHEST_M = 10_000.0
"""How far from its origin a corner may lie [m]."""
SMALLER = "a smaller mesh; reduce it where it was made (in Blender: the modifier Decimate)"


class MeshFileError(ValueError):
    """A file is no mesh that can be shown; says what is wrong and what was expected."""

    def __init__(self, what: str, expected: str) -> None:
        super().__init__(f"{what}; expected {expected}")
        self.what = what
        self.expected = expected


def check_triangles(count: int) -> None:
    """Refuse a mesh of too many triangles.

    Raises:
        MeshFileError: It has more than MOST_TRIANGLES.
    """
    if count > MOST_TRIANGLES:
        raise MeshFileError(f"the mesh has {count:,} triangles, at most {MOST_TRIANGLES:,} can be shown", SMALLER)
