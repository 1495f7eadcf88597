"""Tables of the court: where pylons and sigils stand, and who the Warden is, filled when a scene is compiled."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.document import Finding
from engine.play.compile.compiled import CompileError
from engine.world.ids import TICKS_PER_SECOND
from engine.world.roster import roster_of
from engine.world.system import static


def _ticks(seconds: float) -> int:
    return max(1, round(seconds * TICKS_PER_SECOND))


def _place(entity: Any) -> tuple[float, float]:
    place = entity.components.get("transform")
    return (place.position[0], place.position[2]) if place else (0.0, 0.0)


@static(columns="pylon_place pylon_feeds pylon_stands sigil_place sigil_time sigil_count")
def court_tables(scene: Any, parts: Any) -> Mapping[str, NDArray[Any]]:
    """Pylons and sigils in scene order; every pylon stands and every sigil is lit at the beginning."""
    pylons = [(_place(entity), entity.components["pylon"]) for entity in scene.with_component("pylon")]
    sigils = [(_place(entity), entity.components["sigil"]) for entity in scene.with_component("sigil")]
    stand = [(*place, pylon.reach, _ticks(pylon.unbind_time)) for place, pylon in pylons]
    lie = [(*place, sigil.radius, sigil.heals) for place, sigil in sigils]
    times = [(_ticks(sigil.time), _ticks(sigil.rest)) for _, sigil in sigils]
    return {
        "pylon_place": np.array(stand, "f4").reshape(len(pylons), 4),
        "pylon_feeds": np.array([pylon.feeds for _, pylon in pylons], "f4"),
        "pylon_stands": np.ones(len(pylons), "u1"),
        "sigil_place": np.array(lie, "f4").reshape(len(sigils), 4),
        "sigil_time": np.array(times, "i4").reshape(len(sigils), 2),
        "sigil_count": np.array(len(sigils), "i4"),
    }


@static(columns="is_warden warden_hide")
def warden_tables(scene: Any, parts: Any) -> Mapping[str, NDArray[Any]]:
    """Which row is a Warden, and the armour that each has of its own. CompileError for a second Warden."""
    roster = roster_of(scene, parts)
    wardens = [row.entity for row in roster if "warden" in row.view.components]
    if len(wardens) > 1:
        text = (
            f"there are {len(wardens)} Wardens; a court has one, whose phase, ward and rupture are the encounter's. "
            "Remove the others."
        )
        raise CompileError([Finding("warden-count", "error", text, None, wardens[1])])
    rows = [row.view.components for row in roster]
    hides = [components["health"].armour if "health" in components else 0.0 for components in rows]
    return {
        "is_warden": np.array(["warden" in components for components in rows], "u1"),
        "warden_hide": np.array(hides, "f4"),
    }
