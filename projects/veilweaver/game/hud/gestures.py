"""How Veilweaver's abilities look: calls, chains of blows, marks, pulses and dashes."""

from engine.play.feel.gestures import Gesture
from engine.present.poses.pose import BLOW, CALL, CAST, RUSH, SHOT, SLAM

from ..abilities import COMBO, MARK, PULSE, TAUNT
from ..minds.aegis import AEGIS_ABILITY
from ..minds.aegis import GESTURE as AEGIS_TICKS
from ..systems.marks import DRAW
from ..systems.pulse import GESTURE as PULSE_TICKS
from ..systems.taunting import GESTURE as CALL_TICKS
from ..warden.abilities import CLEAVE, LASH, RUPTURE, WARDING
from ..warden.warding import GESTURE as WARD_TICKS

TAUNTING = Gesture("taunting", CALL, TAUNT, CALL_TICKS, "taunt_ready", "taunt_cooldown")
CHAIN = Gesture("chain", BLOW, COMBO, "combo_windup", "combo_ready", "combo_cooldown")
MARKING = Gesture("marking", SHOT, MARK, DRAW, "mark_ready", "mark_cooldown")
PULSING = Gesture("pulsing", CAST, PULSE, PULSE_TICKS, "pulse_ready", "pulse_cooldown", since_landing=True)
BARRIER = Gesture("barrier", CAST, AEGIS_ABILITY, AEGIS_TICKS, "aegis_ready", "aegis_cooldown")
CLEAVING = Gesture("cleaving", BLOW, CLEAVE, "melee_windup", "melee_ready", "melee_cooldown")
LASHING = Gesture("lashing", RUSH, LASH, "lash_windup", "lash_ready", "lash_cooldown")
RUPTURING = Gesture("rupturing", SLAM, RUPTURE, "rupture_windup")
WARD = Gesture("ward", CALL, WARDING, WARD_TICKS)
DASHING = Gesture("dashing", RUSH, held="dash_ticks")
