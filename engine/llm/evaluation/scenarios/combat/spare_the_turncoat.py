"""Two stalkers side by side: one has to fall, the other is on our side in secret."""

from engine.llm.evaluation.calls import do
from engine.llm.evaluation.cast import friend, still
from engine.llm.evaluation.checks import beaten, harmed
from engine.llm.evaluation.scenario import Scenario

SPARE_THE_TURNCOAT = Scenario(
    "spare_the_turncoat",
    "combat",
    "Bring down the stalker that is called Ripper. Its neighbour Whisper has changed sides and must not be harmed.",
    (
        friend("kael", -3.0, 0.0, 90.0),
        still("ripper", 3.0, 2.0, -90.0, hp=6.0),
        still("whisper", 3.0, -2.0, -90.0),
    ),
    (beaten("ripper"),),
    (harmed("whisper"),),
    lambda field: [do("approach", "kael", 2.0, "ripper"), do("attack", "kael", 0.6, "ripper")],
    lambda field: [do("approach", "kael", 2.0, "whisper"), do("attack", "kael", 0.6, "whisper")],
)
