"""The streaming block of the HUD: the panel's numbers over the running game, off until somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.present.draw_list import HudBlock, HudRow, Tone
from engine.terrain.streaming.stats import HITCH_MS, Hitch, StreamingStats

if TYPE_CHECKING:
    from editor.core.editor import Editor

BLOCK, TITLE = "streaming", "Streaming"
RENEW_FRAMES = 20
MIB = 1024.0 * 1024.0


class StreamingHud:
    """The shown text changes a few times a second, so that it can be read."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._calls = 0
        self._block = HudBlock(BLOCK, TITLE)

    def block(self) -> HudBlock:
        """The block as it is to be shown now."""
        if self._calls % RENEW_FRAMES == 0:
            self._block = HudBlock(BLOCK, TITLE, tuple(self._rows()), "top_right", is_solid=True)
        self._calls += 1
        return self._block

    def _rows(self) -> list[HudRow]:
        terrain = self._editor.terrain
        streamer = terrain.streamer if terrain.is_endless else None
        if streamer is None:
            return [HudRow("Ground", "a patch, not streamed", tone="muted")]
        if streamer.view is None:
            return [HudRow("Ground", "n/a", tone="muted")]
        return rows_of(streamer.stats(), tuple(streamer.hitches), streamer.config.frame_budget_ms)


def rows_of(stats: StreamingStats, hitches: tuple[Hitch, ...], budget_ms: float) -> list[HudRow]:
    """The rows for one frame's numbers: what is resident, what is to come, memory, uploads, time, hitches."""
    used = stats.slot_bytes + stats.cache_bytes + stats.flight_bytes
    share = used / stats.memory_budget if stats.memory_budget else None
    levels = " ".join(f"{count:,}" for count in stats.resident)
    waiting: Tone = "good" if not stats.missing else "normal"
    rows = [
        HudRow("Levels 0 to 5", levels),
        HudRow("To go", f"{stats.missing:,}", tone=waiting),
        HudRow("Queue", f"{stats.queue:,}"),
        HudRow("In flight", f"{stats.in_flight:,}"),
        HudRow("Memory", f"{used / MIB:.1f} of {stats.memory_budget / MIB:.0f} MiB", share),
        HudRow("Uploads", f"{stats.uploads:,}  {stats.upload_bytes / 1024:,.0f} KiB"),
        HudRow("Main thread", _ms(stats.main_ms), tone="warning" if stats.main_ms > budget_ms else "normal"),
    ]
    if stats.failed_now:
        rows.append(HudRow("Failed", f"{stats.failed_now:,}", tone="bad"))
    if stats.is_hole and not stats.is_starting:
        rows.append(HudRow("Hole", "part of the view has no ground", tone="bad"))
    rows.append(HudRow(f"Over {HITCH_MS:g} ms", f"{len(hitches):,}", tone="warning" if hitches else "good"))
    if hitches:
        last = hitches[-1]
        rows.append(HudRow("Last", f"frame {last.frame:,}  {_ms(last.ms)}", tone="muted"))
        parts = sorted(last.parts_ms.items(), key=lambda part: -part[1])[:3]
        rows += [HudRow(f"  {name}", _ms(time), tone="muted") for name, time in parts]
    return rows


def _ms(value: float) -> str:
    return f"{value * 1000.0:.0f} µs" if value < 0.1 else f"{value:.2f} ms"
