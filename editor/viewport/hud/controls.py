"""The controls block: which key does what in the running game, for whoever has the keyboard in hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.core.play.keys import PlayKeys
from editor.core.play.throws import ball_of
from engine.play.controls import controls_of
from engine.play.systems.encounter.objective_states import MET
from engine.present.draw_list import HudBlock, HudRow
from engine.world.ids import TICKS_PER_SECOND

if TYPE_CHECKING:
    from engine.play.running.session import Session

BLOCK = "controls"
CAMERA = HudRow("Turn the view", "Middle drag, or mouse at an edge")
KEY = "h"
"""Unfolds and folds the block while the game has the keyboard, where no role of the game wants the key."""
READ_TICKS = 20 * TICKS_PER_SECOND
"""By then the block was read: it gives the picture back."""


class KeysCard:
    """Whether the controls are unfolded: at first they are; after a while, or once something was done, on demand."""

    def __init__(self) -> None:
        self._is_wanted: bool | None = None

    def is_unfolded(self, session: Session) -> bool:
        """Whether every key is shown now; by itself only at the beginning of a run."""
        if self._is_wanted is not None:
            return self._is_wanted
        has_met = bool((session.world.view["objective_state"][0] == MET).any())
        return session.tick < READ_TICKS and session.chapter == 0 and not has_met

    def toggle(self, session: Session) -> None:
        """Show what is folded, or fold what is shown."""
        self._is_wanted = not self.is_unfolded(session)

    def forget(self) -> None:
        """The run is over: the next one begins with every key."""
        self._is_wanted = None


def folded(block: HudBlock, key: str) -> HudBlock:
    """The block as one line that names the key which unfolds it."""
    return replace(block, title="", rows=(HudRow("All keys", key),)) if block.rows else block


def controls_block(session: Session, throw_keys: str = "", keys: PlayKeys | None = None) -> HudBlock:
    """One line for each thing that the player can do; what shares a button shares its line.

    `throw_keys` throw a ball where the project has one: that is a command of the editor, no button of the game.
    """
    bound = keys or PlayKeys()
    titles: dict[int, str] = {}
    for control in controls_of(session):
        known = titles.get(control.button)
        titles[control.button] = f"{known}, {control.title.lower()}" if known else control.title
    rows = tuple(HudRow(title, bound.keys_of(button)) for button, title in titles.items())
    throw = (HudRow("Throw a ball", throw_keys),) if throw_keys and ball_of(session) is not None else ()
    return HudBlock(
        BLOCK,
        "Controls",
        (HudRow("Move", bound.walking), HudRow("Aim", "Mouse"), *rows, *throw, CAMERA) if rows else (),
        "bottom_right",
    )
