"""What companions speak of beside what the engine tells of: anchors that fray, by the state that they come to."""

from .anchor_states import BROKEN, CRITICAL, UNSTABLE

BANTER = {
    "anchor_state": {
        BROKEN: "{target} has broken; its thread is gone.",
        CRITICAL: "{target} is about to break.",
        UNSTABLE: "{target} has become unstable.",
    }
}
