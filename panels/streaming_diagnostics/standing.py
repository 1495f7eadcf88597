"""Whether streaming keeps up, in a glyph, a few words and a reason."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from panels.streaming_diagnostics.figures import milliseconds
from panels.streaming_diagnostics.samples import Samples

Mood = Literal["none", "good", "busy", "late", "bad"]
RECENT_FRAMES, LATE_FRAMES = 60, 120
GLYPHS = {
    "none": ("circle", "icon.secondary"),
    "good": ("check-circle-fill", "severity.ok"),
    "busy": ("hourglass", "severity.info"),
    "late": ("warning-fill", "severity.warning"),
    "bad": ("x-circle-fill", "severity.error"),
}


@dataclass(frozen=True)
class Standing:
    """What the light says. `mood`: nothing measured, keeps up, catching up, too slow, holes or failures."""

    mood: Mood
    text: str
    why: str


def standing_of(samples: Samples, failed: int, budget_ms: float) -> Standing:
    """The worst thing that is true now, worst first."""
    if not len(samples):
        return Standing("none", "nothing measured", "No frame of streaming was measured yet.")
    holes = float(np.nansum(samples.column("is_hole", RECENT_FRAMES)))
    why_holes = f"In {holes:,.0f} of the last {RECENT_FRAMES} frames a part of the view had no ground."
    if holes and samples.last("is_hole"):
        return Standing("bad", "holes in the ground", why_holes)
    if failed:
        chunks = "1 chunk" if failed == 1 else f"{failed:,} chunks"
        return Standing("bad", f"{chunks} failed", "A coarser one stands in. Click a crossed square to see why.")
    if holes:
        return Standing(
            "late", "had holes in 1 frame" if holes == 1 else f"had holes in {holes:,.0f} frames", why_holes
        )
    recent = samples.column("main_ms", RECENT_FRAMES)
    known = recent[~np.isnan(recent)]
    if len(known) >= RECENT_FRAMES // 2:
        p95 = float(np.percentile(known, 95))
        if p95 > budget_ms:
            text = f"{milliseconds(p95)} a frame, budget {budget_ms:g} ms"
            return Standing("late", text, "Streaming took more than its budget in one of twenty recent frames.")
    waiting = samples.column("missing", LATE_FRAMES)
    now = float(waiting[-1]) if len(waiting) and not np.isnan(waiting[-1]) else 0.0
    if not now:
        return Standing("good", "keeps up", "Every chunk that the view asks for is loaded.")
    chunks = "1 chunk" if now == 1 else f"{now:,.0f} chunks"
    if len(waiting) == LATE_FRAMES and np.nanmin(waiting) > 0 and now >= waiting[0]:
        return Standing("late", f"behind by {chunks}", "The queue did not become shorter in the last two seconds.")
    return Standing("busy", f"{chunks} to go", "A coarser ground stands in until they are there.")
