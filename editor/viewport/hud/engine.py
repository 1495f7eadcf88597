"""The engine's own HUD block: what a frame and a tick cost, measured, averaged over half a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.present.draw_list import HudBlock, HudRow

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from engine.play.running.session import Session

BLOCK = "engine"
STAGES = (("broad_phase", "  broad phase"), ("narrow_phase", "  narrow phase"), ("integration", "  integration"))
RENEW_FRAMES = 20
KEEP = 0.92


class EngineHud:
    """Keeps running means; the shown text changes a few times a second, so that it can be read."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._mean: dict[str, float] = {}
        self._frames = 0
        self._block = HudBlock(BLOCK, "Engine")

    def block(self, session: Session) -> HudBlock:
        """The block as it is to be shown now."""
        self._measure(session)
        if self._frames % RENEW_FRAMES == 1:
            self._block = HudBlock(BLOCK, "Engine", tuple(self._rows(session)), "bottom_right")
        return self._block

    def _measure(self, session: Session) -> None:
        self._frames += 1
        profile = session.profile
        if not profile.is_measured:
            return
        values = {name: profile.systems[name] for name, _ in STAGES if name in profile.systems}
        values.update(total=profile.total_ns, physics=profile.physics_ns, planning=profile.planning_ns)
        for name, value in values.items():
            self._mean[name] = self._mean.get(name, value) * KEEP + value * (1.0 - KEEP)

    def _rows(self, session: Session) -> list[HudRow]:
        frame = self._editor.frames.recent_ms(30)
        rows = [
            HudRow("Frame", "n/a" if frame is None else f"{frame:.1f} ms  {1000.0 / frame:.0f} fps"),
            HudRow("Tick", self._milliseconds("total")),
            HudRow("Physics", self._milliseconds("physics")),
        ]
        rows += [HudRow(title, self._milliseconds(name), tone="muted") for name, title in STAGES if name in self._mean]
        rows.append(HudRow("Planning", self._milliseconds("planning")))
        alive = int(np.count_nonzero(np.isin(session.world.view["life"], (1, 2))))
        rows.append(HudRow("Entities", f"{alive:,}"))
        return rows

    def _milliseconds(self, name: str) -> str:
        if name not in self._mean:
            return "n/a"
        value = self._mean[name] / 1e6
        return f"{value * 1000.0:.0f} µs" if value < 0.1 else f"{value:.2f} ms"
