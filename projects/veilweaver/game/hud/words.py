"""Words of Veilweaver that rise over bodies: what Echo came and went, who is marked, taunted or parried."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from engine.play.feel.floats import TICKS, floating
from engine.play.feel.recent import Recent
from engine.play.shown import shown
from engine.present.draw_list import DrawList
from engine.present.effects import Float

if TYPE_CHECKING:
    from engine.play.running.session import Session

CAME, WENT, MARK, CALL, PARRY, WARD = "#8ff3ff", "#9fb6c4", "#b8f58a", "#ffb65a", "#fff1cc", "#b49cff"
WORDS: Mapping[str, tuple[str, str, str]] = {
    "echo_for_fallen": ("+{amount} Echo", CAME, "target"),
    "echo_for_shard": ("+{amount} Echo", CAME, "source"),
    "echo_back_from_weaving": ("+{amount} Echo", CAME, "source"),
    "echo_back_from_barricade": ("+{amount} Echo", CAME, "source"),
    "echo_spent_on_dash": ("−{amount} Echo", WENT, "source"),
    "echo_spent_on_barricade": ("−{amount} Echo", WENT, "source"),
    "echo_spent_on_mending": ("−{amount} Echo", WENT, "source"),
    "echo_spent_on_weaving": ("−{amount} Echo", WENT, "source"),
    "taunted": ("Challenge", CALL, "source"),
    "marked": ("Marked", MARK, "target"),
    "echo_spent_on_restoring": ("−{amount} Echo", WENT, "source"),
    "echo_back_from_restoring": ("+{amount} Echo", CAME, "source"),
    "weave_refused": ("Refused", WENT, "source"),
    "parried": ("Parried", PARRY, "source"),
    "aegis_raised": ("Barrier", CAME, "target"),
    "aegis_broken": ("Barrier broken", WENT, "target"),
    "warden_adapts": ("Adapts", WARD, "source"),
    "warden_calls": ("Calls for aid", CALL, "source"),
    "ward_raised": ("Ward", WARD, "source"),
    "ward_broken": ("Ward broken", PARRY, "source"),
    "rupture_broken": ("Rupture broken", PARRY, "source"),
}
"""Event -> its text, its colour, and over whom it rises."""
MOST = 8


@shown(order=60)
def echo_words(session: "Session", picture: DrawList, alpha: float) -> None:
    """Adds the newest of them; those that come with the same tick and body only once."""
    recent = Recent.of(session, alpha)
    told = {session.compiled.parts.event_kinds[name]: word for name, word in WORDS.items() if name in _kinds(session)}
    view = session.world.view
    where = view["previous_position"] + (view["position"] - view["previous_position"]) * np.float32(alpha)
    found: list[Float] = []
    seen: set[tuple[int, int, int]] = set()
    for event in reversed(recent.events):
        age = (recent.now - event.tick) / TICKS
        if age > 1.0 or len(found) >= MOST:
            break
        if event.kind not in told:
            continue
        text, colour, who = told[event.kind]
        row = int(getattr(event, who))
        if not 0 <= row < len(where) or (event.tick, event.kind, row) in seen:
            continue
        seen.add((event.tick, event.kind, row))
        x, y, z = where[row].tolist()
        words = text.format(amount=f"{event.amount:g}")
        found.append(floating(session, event._replace(target=row), age, words, colour, (x, y, z), 0.95))
    picture.floats = [*picture.floats, *reversed(found)]


def _kinds(session: "Session") -> Mapping[str, int]:
    return session.compiled.parts.event_kinds
