"""What a played scene is made of: the engine's rooms and the project's own modules, found by a walk."""

from collections.abc import Iterable
from functools import cache
from types import ModuleType

from engine.world.registry import Parts, collect, walk

ROOMS = (
    "engine.world.base_columns",
    "engine.world.clock",
    "engine.world.events",
    "engine.terrain",
    "engine.physics",
    "engine.nav",
    "engine.ai",
    "engine.play.controls",
    "engine.play.systems",
    "engine.play.hud",
    "engine.play.feel",
)


@cache
def engine_modules() -> tuple[ModuleType, ...]:
    """Every module of the rooms that take part in the tick."""
    return walk(*ROOMS)


def parts_of(game: Iterable[ModuleType] = ()) -> Parts:
    """Parts of the engine and of a project's modules. RegistryError when they contradict each other."""
    return collect([*engine_modules(), *game])
