"""Which part of the ground the map shows: metres to pixels and back, zoom about a place, pan, follow."""

from dataclasses import dataclass

NEAREST_M, FARTHEST_M = 0.05, 400.0
"""Metres in a pixel, from the closest to the farthest look."""


@dataclass
class Looking:
    """A look at the ground from above, +x to the right and +z down, `scale` metres in a pixel."""

    x: float = 0.0
    z: float = 0.0
    scale: float = 8.0
    width: float = 1.0
    height: float = 1.0

    def to_screen(self, x: float, z: float) -> tuple[float, float]:
        """Where a place of the ground [m] lies on the map [px]."""
        return (x - self.x) / self.scale + self.width / 2, (z - self.z) / self.scale + self.height / 2

    def to_ground(self, left: float, top: float) -> tuple[float, float]:
        """Which place of the ground [m] lies below a place of the map [px]."""
        return self.x + (left - self.width / 2) * self.scale, self.z + (top - self.height / 2) * self.scale

    def zoom(self, factor: float, left: float | None = None, top: float | None = None) -> None:
        """Come closer by a factor, about a place of the map [px] that stays where it is, else about the middle."""
        left = self.width / 2 if left is None else left
        top = self.height / 2 if top is None else top
        x, z = self.to_ground(left, top)
        self.scale = min(max(self.scale / factor, NEAREST_M), FARTHEST_M)
        self.x = x - (left - self.width / 2) * self.scale
        self.z = z - (top - self.height / 2) * self.scale

    def pan(self, dx: float, dy: float) -> None:
        """Drag the ground by pixels."""
        self.x -= dx * self.scale
        self.z -= dy * self.scale

    def show(self, low_x: float, low_z: float, high_x: float, high_z: float) -> None:
        """Show a rectangle of the ground [m] whole."""
        self.x, self.z = (low_x + high_x) / 2, (low_z + high_z) / 2
        needed = max((high_x - low_x) / self.width, (high_z - low_z) / self.height)
        self.scale = min(max(needed * 1.04, NEAREST_M), FARTHEST_M)

    def bar(self, most_px: float) -> tuple[float, float]:
        """A round length for the scale bar: metres, and its pixels, at most `most_px`."""
        most = most_px * self.scale
        step = 1.0
        while step * 10 <= most:
            step *= 10
        while step > most:
            step /= 10
        metres = step * next((factor for factor in (5, 2) if step * factor <= most), 1)
        return metres, metres / self.scale
