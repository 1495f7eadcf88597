"""A variant's world before the first tick: where everybody is, for whoever writes a plan and for the prompt."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import degrees, hypot
from typing import Any

from engine.play.compile.compiled import CompiledScene
from engine.world.ids import FREE, TEAM_NAMES, UP

Place = tuple[float, float]


@dataclass(frozen=True)
class Field:
    """What a planner is told of a variant. `rows` are the starting values of its lane."""

    compiled: CompiledScene
    rows: Mapping[str, Any]
    version: str

    def place(self, entity: str) -> Place:
        """Where somebody stands (x, z) [m]."""
        x, _, z = self.rows["position"][self._row(entity)].tolist()
        return x, z

    def away(self, entity: str, other: str) -> float:
        """Distance between two of them [m]."""
        (x, z), (to_x, to_z) = self.place(entity), self.place(other)
        return hypot(to_x - x, to_z - z)

    def seconds_to(self, entity: str, place: Place) -> float:
        """About how long somebody needs to walk to a place [s], with some to spare."""
        x, z = self.place(entity)
        speed = float(self.rows["speed"][self._row(entity)])
        return round(0.5 + 1.1 * hypot(place[0] - x, place[1] - z) / max(speed, 0.1), 2)

    def described(self) -> list[dict[str, Any]]:
        """Who and what is in play, as plain data for a prompt."""
        found: list[dict[str, Any]] = []
        for row, (entity, name) in enumerate(self.compiled.entity_of_row[row] for row in range(self.compiled.reserve)):
            life = int(self.rows["life"][row])
            if life == FREE:
                continue
            x, z = self.place(entity)
            said = {"id": entity, "name": name, "side": TEAM_NAMES[int(self.rows["team"][row])], "x": round(x, 2)}
            said |= {"z": round(z, 2), "facing_deg": round(degrees(float(self.rows["yaw"][row]))), "up": life == UP}
            said["health"] = round(float(self.rows["health"][row]), 1)
            found.append(said)
        return found

    def _row(self, entity: str) -> int:
        row = self.compiled.row_of(entity)
        assert row is not None, f"nobody in play is called {entity!r}"
        return row
