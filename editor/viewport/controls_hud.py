"""The controls block: which key does what in the running game, for whoever has the keyboard in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.play_keys import PlayKeys
from editor.core.throws import ball_of
from engine.play.controls import controls_of
from engine.present.draw_list import HudBlock, HudRow

if TYPE_CHECKING:
    from engine.play.session import Session

BLOCK = "controls"
CAMERA = HudRow("Turn the view", "At a side, middle drag", tone="muted")


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
