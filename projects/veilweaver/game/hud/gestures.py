"""How Veilweaver's abilities look: calls, chains of blows, marks, pulses and dashes."""

from engine.play.feel.gestures import Gesture
from engine.present.poses.pose import BLOW, CALL, CAST, RUSH, SHOT

from ..abilities import COMBO, MARK, PULSE, TAUNT
from ..systems.marks import DRAW
from ..systems.pulse import GESTURE as PULSE_TICKS
from ..systems.taunting import GESTURE as CALL_TICKS

TAUNTING = Gesture("taunting", CALL, TAUNT, CALL_TICKS, "taunt_ready", "taunt_cooldown")
CHAIN = Gesture("chain", BLOW, COMBO, "combo_windup", "combo_ready", "combo_cooldown")
MARKING = Gesture("marking", SHOT, MARK, DRAW, "mark_ready", "mark_cooldown")
PULSING = Gesture("pulsing", CAST, PULSE, PULSE_TICKS, "pulse_ready", "pulse_cooldown", since_landing=True)
DASHING = Gesture("dashing", RUSH, held="dash_ticks")
