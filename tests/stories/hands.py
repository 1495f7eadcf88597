"""A newcomer's hands at the keyboard and the mouse: they go where the light stands and press what the prompt says."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.world.ids import HOSTILE, UP

KEYS = {"w": Qt.Key.Key_W, "a": Qt.Key.Key_A, "s": Qt.Key.Key_S, "d": Qt.Key.Key_D, "f": Qt.Key.Key_F,
        "shift": Qt.Key.Key_Shift, "e": Qt.Key.Key_E}  # fmt: skip
REACH_M, CLOSE_M = 2.6, 1.7
FRAME_S = 0.5
"""Longer than a frame may be, so that the game's clock goes on as far as it may in one."""


class Hands:
    """They hold keys and a mouse button over the viewport of a designer's window, and see what the game shows."""

    def __init__(self, designer: Any) -> None:
        self.designer, self.viewport, self.play = designer, designer.viewport, designer.editor.play
        self.held: set[str] = set()
        self.is_clicking = False

    def play_on(self) -> None:
        """Look, press, and let one frame go by."""
        keys, click, aim = self._wish()
        self._hold(keys)
        self._point(aim)
        self._click(click)
        self.viewport.frame()
        self.play.advance(FRAME_S)

    def let_go(self) -> None:
        """Nothing is held any more."""
        self._hold(set())
        self._click(False)

    def _wish(self) -> tuple[set[str], bool, np.ndarray]:
        view = self.play.session.world.view
        here, place = view["position"][0, [0, 2]], view["errand_place"][0]
        if not view["errand_kind"][0]:
            return set(), False, place
        prompts = {block.id: block.rows for block in self.viewport.source.picture().hud}
        buttons = [row.label for row in prompts.get("asked", ())]
        foes = np.flatnonzero((view["team"] == HOSTILE) & (view["life"] == UP))
        if len(foes):
            places = view["position"][foes][:, [0, 2]]
            near = places[int(np.argmin(np.hypot(*(places - here).T)))]
            apart = float(np.hypot(*(near - here)))
            is_lesson = any("Guard" in label for label in buttons)
            keys = self._towards(near - here) if apart > CLOSE_M else set()
            return keys | ({"shift"} if is_lesson and apart < REACH_M else set()), not is_lesson, near
        if float(np.hypot(*(place - here))) <= float(view["errand_near"][0]):
            return {"f"}, False, place
        return self._towards(view["errand_next"][0] - here), False, place

    def _towards(self, way: np.ndarray) -> set[str]:
        """The keys that walk best that way, as the camera stands."""
        camera = self.viewport.camera()
        ahead, right = np.array([np.sin(camera.yaw), np.cos(camera.yaw)]), camera.right[[0, 2]]
        best: tuple[float, set[str]] = (-1.0, set())
        for forward, side in product((-1, 0, 1), repeat=2):
            move = ahead * forward + right * side
            length = float(np.hypot(*move))
            if length:
                fits = float(move @ way) / length
                names = {1: "w", -1: "s"}.get(forward), {1: "d", -1: "a"}.get(side)
                best = max(best, (fits, {name for name in names if name}), key=lambda each: each[0])
        return best[1]

    def _hold(self, keys: set[str]) -> None:
        for key in self.held - keys:
            QTest.keyRelease(self.viewport, KEYS[key])
        for key in keys - self.held:
            QTest.keyPress(self.viewport, KEYS[key])
        self.held = set(keys)

    def _point(self, aim: np.ndarray) -> None:
        spot = self.designer.spot_of(np.array([aim[0], 0.5, aim[1]]))
        inside = self.viewport.rect()
        spot = QPoint(min(max(spot.x(), 1), inside.right() - 1), min(max(spot.y(), 1), inside.bottom() - 1))
        QTest.mouseMove(self.viewport, spot)

    def _click(self, click: bool) -> None:
        if click != self.is_clicking:
            press = QTest.mousePress if click else QTest.mouseRelease
            press(self.viewport, Qt.MouseButton.LeftButton)
            self.is_clicking = click
