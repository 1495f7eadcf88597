"""The head-up display as data: blocks of rows, each block in a form that says how it is to be painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Corner = Literal["top_left", "top", "top_right", "bottom_left", "bottom", "bottom_right"]
Tone = Literal["normal", "good", "warning", "bad", "muted"]
HudForm = Literal["lines", "plates", "boss", "counter", "abilities", "gauges", "tasks", "prompt", "subtitles"]
"""How the rows of a block are painted.

lines: label and value, for figures. plates: one plate a member of the party: glyph, name, health, `value` is what they
do. boss: the first row is the enemy (`marks` divide its bar), the second its stagger, further ones are words with a
glyph. counter: the first row is a large number with its glyph, the others are small. abilities: a row of squares that
fill as `fraction` grows, with key and price. gauges: a round gauge for each row. tasks: what is to be done, ticked off.
prompt: what a key does here and now. subtitles: who speaks and, as `value`, what they say.
"""


class HudRow(NamedTuple):
    """One line of a HUD block: a label, its value as text, an optional bar 0..1.

    glyph: a Phosphor icon's name; detail: a second, smaller text; marks: places 0..1 on the bar; button: the game's
    button (a bit of `engine.world.ids`) whose key is shown; price: what it costs, 0 for nothing; colour "#rrggbb" wins
    over that of the tone; left: seconds until it can be used again; is_down: somebody who must be helped up.
    """

    label: str
    value: str = ""
    fraction: float | None = None
    tone: Tone = "normal"
    glyph: str = ""
    detail: str = ""
    marks: tuple[float, ...] = ()
    button: int = 0
    price: int = 0
    colour: str = ""
    left: float = 0.0
    is_down: bool = False


@dataclass(frozen=True)
class HudBlock:
    """A group of HUD lines in a corner of the picture; a solid one lets nothing of the picture through."""

    id: str
    title: str
    rows: tuple[HudRow, ...] = ()
    corner: Corner = "top_left"
    is_solid: bool = False
    form: HudForm = "lines"
