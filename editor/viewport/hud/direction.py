"""The direction block of the HUD: who is asked, how the director stands, and what it did last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.tr import tr
from engine.present.draw_list import HudBlock, HudRow, Tone

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from engine.llm.direction.standing import Standing

BLOCK, TITLE = "direction", "Director"
MOST = 140
"""Letters of a sentence, which is two or three lines: the console has the rest."""
TONES: dict[str, Tone] = {"carried out": "good", "refused": "warning", "no answer": "warning"}


def direction_block(editor: Editor) -> HudBlock:
    """The block as it is now; without rows while nobody is asked."""
    direction = editor.direction
    rows: list[HudRow] = []
    if direction.error:
        rows.append(HudRow(_cut(f"{tr('Nobody is asked')}: {direction.error}"), tone="warning"))
    elif direction.is_preparing:
        rows.append(HudRow(tr("Asks"), tr("being prepared"), tone="muted"))
    elif direction.direction is not None:
        director, banter = direction.standing("director"), direction.standing("banter")
        if director is not None:
            of_party = editor.settings.play.director == "party"
            rows += _told(tr("Director, party") if of_party else tr("Director, enemies"), director)
        if banter is not None:
            rows += _told(tr("Companions"), banter)
        rows.append(HudRow(tr("Asks"), _cut(direction.who), tone="muted"))
    return HudBlock(BLOCK, tr(TITLE), tuple(rows), "top_right")


def _told(label: str, standing: Standing) -> list[HudRow]:
    """How a part stands, as a sentence: of a block that has little room the first one is all that is seen."""
    words = tr({"nobody": "nobody to lead"}.get(standing.state, standing.state))
    tone = TONES.get(standing.state, "normal")
    if standing.state in ("thinking", "trying out"):
        last = [HudRow(_cut(tr("Last: {text}", text=standing.text)), tone="muted")] if standing.text else []
        return [HudRow(f"{label}: {words}", tone=tone), *last]
    return [HudRow(_cut(f"{label}: {words}: {standing.text}" if standing.text else f"{label}: {words}"), tone=tone)]


def _cut(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"
