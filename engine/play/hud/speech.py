"""The speech block: what is being said, under the picture, with who says it in the colour of their side."""

from typing import TYPE_CHECKING

from engine.play.hud.subtitles import subtitles
from engine.play.shown import hud
from engine.present.draw_list import SIDE_COLOUR, HudRow

if TYPE_CHECKING:
    from engine.play.running.session import Session


@hud("Subtitles", corner="bottom", order=20, form="subtitles")
def speech(session: "Session") -> list[HudRow]:
    """The lines that are being said, the newest last."""
    return [HudRow(line.speaker, line.text, colour=SIDE_COLOUR[line.side]) for line in subtitles(session)]
