"""The direction block of the HUD: who is asked, how the director stands, and what it did last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.tr import tr
from engine.present.draw_list import HudBlock, HudRow, Tone

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from engine.llm.direction.standing import Standing

BLOCK, TITLE = "direction", "Director"
MOST = 60
"""Letters of a line: the console has the rest."""
TONES: dict[str, Tone] = {"carried out": "good", "refused": "warning", "no answer": "warning"}


def direction_block(editor: Editor) -> HudBlock:
    """The block as it is now; without rows while nobody is asked."""
    direction = editor.direction
    rows: list[HudRow] = []
    if direction.error:
        rows.append(HudRow(tr("Nobody is asked"), _cut(direction.error), tone="warning"))
    elif direction.is_preparing:
        rows.append(HudRow(tr("Asks"), tr("being prepared"), tone="muted"))
    elif direction.direction is not None:
        rows.append(HudRow(tr("Asks"), _cut(direction.who), tone="muted"))
        director, banter = direction.standing("director"), direction.standing("banter")
        if director is not None:
            leads = tr("Party") if editor.settings.play.director == "party" else tr("Enemies")
            rows += _told(leads, director)
        if banter is not None:
            rows += _told(tr("Companions"), banter)
    return HudBlock(BLOCK, tr(TITLE), tuple(rows), "top_right")


def _told(label: str, standing: Standing) -> list[HudRow]:
    """How a part stands, and below it what was done or why not."""
    words = {"waiting": "waits", "nobody": "nobody to lead"}.get(standing.state, standing.state)
    found = [HudRow(label, tr(words), tone=TONES.get(standing.state, "normal"))]
    if standing.text:
        found.append(HudRow(_cut(standing.text), tone="muted"))
    return found


def _cut(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"
