"""The player's hands: keys and mouse as what the session reads, relative to the camera."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from editor.core.play.keys import PlayKeys
from editor.viewport.camera.camera import Camera
from engine.play.commands import Input
from engine.present.draw_list import Ground
from engine.present.ground import hit_ground


@dataclass
class PlayInput:
    """What is held down; `command` turns it into an Input."""

    bound: PlayKeys = field(default_factory=PlayKeys)
    keys: set[str] = field(default_factory=set)
    tapped: int = 0
    pointer: tuple[float, float] | None = None
    _aim: tuple[float, float] = (0.0, 0.0)
    _told: int = 0

    def press(self, key: str) -> bool:
        """A key goes down; False when the game has no use for it."""
        if not self.uses(key):
            return False
        self.keys.add(key)
        self.tapped |= self.bound.buttons.get(key, 0)
        return True

    def lift(self, key: str) -> bool:
        """A key comes up."""
        if not self.uses(key):
            return False
        self.keys.discard(key)
        return True

    def press_button(self, button: str) -> None:
        """A mouse button goes down."""
        self.press(f"mouse {button}")

    def lift_button(self, button: str) -> None:
        """A mouse button comes up."""
        self.lift(f"mouse {button}")

    def release(self) -> None:
        """Let everything go, as when the viewport loses the keyboard."""
        self.keys.clear()
        self.tapped = 0

    def uses(self, key: str) -> bool:
        """Whether the game has a use for a key."""
        return self.bound.uses(key)

    def bind(self, bound: PlayKeys) -> None:
        """Take other keys; what is held with the old ones is let go."""
        self.release()
        self.bound = bound

    def forget_taps(self) -> None:
        """What was tapped before the last `command` has reached the game."""
        self.tapped &= ~self._told
        self._told = 0

    def move(self, camera: Camera) -> tuple[float, float]:
        """The wish to walk in world (x, z), of length 1 or 0."""
        ways = [self.bound.ways[key] for key in self.keys if key in self.bound.ways]
        ahead, right = sum(way[0] for way in ways), sum(way[1] for way in ways)
        level = np.array([np.sin(camera.yaw), np.cos(camera.yaw)])
        wish = level * np.clip(ahead, -1, 1) + camera.right[[0, 2]] * np.clip(right, -1, 1)
        length = float(np.linalg.norm(wish))
        return (float(wish[0] / length), float(wish[1] / length)) if length > 1e-6 else (0.0, 0.0)

    def at_rest(self) -> Input:
        """The Input of hands that have let go: it aims where they aimed."""
        return Input(aim=self._aim)

    def command(self, camera: Camera, size: tuple[float, float], ground: Ground | None) -> Input:
        """The Input of this moment; what was tapped stays pressed until `forget_taps`."""
        if self.pointer is not None:
            origin, ray = camera.ray(*self.pointer, size)
            hit = hit_ground(ground, origin, ray)
            if hit is not None:
                self._aim = (round(hit[0], 3), round(hit[2], 3))
        bits = self._told = self.tapped
        for key in self.keys:
            bits |= self.bound.buttons.get(key, 0)
        x, z = self.move(camera)
        return Input(move=(round(x, 4), round(z, 4)), aim=self._aim, buttons=bits)
