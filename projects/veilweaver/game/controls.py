"""What Talren's own buttons do."""

from engine.play.controls import Control
from engine.world.ids import BARRICADE, DASH, USE, WEAVE

ECHO_DASH = Control("dash", DASH, "Dash", "dash_length", order=10)
RAISE_BARRICADE = Control("barricade", BARRICADE, "Barricade", order=20)
MEND_ANCHOR = Control("mend", USE, "Mend anchor", order=41)
WEAVE_THREAD = Control("weave", WEAVE, "Weave", order=42)
