"""From a scene to what a world starts from: rows, prototypes, tables and the lane's own starting values."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import ModuleType
from typing import Any, cast

import numpy as np

from engine.ai.goap.words import fact_words
from engine.collection import collection_paused
from engine.document import Finding, Path
from engine.document.heads import head_of
from engine.document.wording import number_words
from engine.physics.rigid.marks import mark_rigid
from engine.physics.threads.setting import threads_of
from engine.play.compile.compiled import Array, CompiledScene, CompileError, Prototype
from engine.play.compile.convert import to_column
from engine.play.compile.parts import parts_of
from engine.present.colour import tint_of
from engine.schema.files import ProjectFile
from engine.terrain.lattice import WORLD_HALF_M
from engine.terrain.of_scene import landscape_of
from engine.terrain.sample_arrays import sample_heights
from engine.world.ids import FREE, TEAM_NAMES, TICKS_PER_SECOND, UP
from engine.world.registry import Parts, RegistryError
from engine.world.roster import RosterRow, roster_of

__all__ = ["CompileError", "CompiledScene", "Prototype", "compile_scene"]

MOST_TICKS = 2**31 - 1
"""What a lane's clock can count to."""


@collection_paused()
def compile_scene(view: Any, *, game: tuple[ModuleType, ...] = ()) -> CompiledScene:
    """Compile a scene (and its encounter) with a project's own modules.

    The same scene always gives the same local ids: entities in file order, then reserved rows. CompileError, with its
    Findings, when something that play needs is broken.
    """
    try:
        parts = parts_of(game)
    except RegistryError as error:
        raise CompileError([Finding("project-code", "error", str(error), None, None)]) from error
    roster = roster_of(view, parts)
    sizes = _sizes(view, roster) | {"signals": len(parts.signals)}
    prototypes, index = _prototypes(roster)
    rows = _row_templates(view, parts, roster, sizes)
    rows["prototype"][:] = index
    physics = cast("ProjectFile", head_of(view.snapshot.files["project"])).physics
    lane: dict[str, Any] = {"overlap_teams": _team_bits(physics.overlapping_teams)}
    if physics.avoidance:
        lane["avoidance"] = 1
    if view.encounter_header is not None:
        lane["tick_limit"] = _tick_limit(view)
    statics = _tables(view, parts, rows, lane)
    _stand_on_ground(view, roster, rows, statics)
    parts = replace(parts, systems=parts.needed_by({**rows, **lane}))
    for table in statics.values():
        # Every session of the scene shares them: a stray store would reach runs that have not begun.
        table.flags.writeable = False
    threads = _threads(physics.threads)
    return CompiledScene(view, parts, roster, prototypes, rows, lane, statics, sizes, game, threads=threads)


def _threads(asked: int) -> int:
    """How many threads physics may use, by the environment or the project."""
    try:
        return threads_of(asked)
    except ValueError as error:
        raise CompileError([Finding("physics-threads", "error", f"{error}.", None, None)]) from error


def _team_bits(names: Sequence[str]) -> int:
    """Teams as bits: 1 << the team's number."""
    unknown = [name for name in names if name not in TEAM_NAMES]
    if unknown:
        text = f'physics.overlapping_teams names "{unknown[0]}"; expected some of {", ".join(TEAM_NAMES)}.'
        raise CompileError([Finding("play-value", "error", text, Path("project", ("physics", "overlapping_teams")))])
    return sum(1 << TEAM_NAMES.index(name) for name in set(names))


def _tick_limit(view: Any) -> int:
    """After how many ticks the encounter is over."""
    ticks = view.encounter_header.time_limit_s * TICKS_PER_SECOND
    if not 0.0 < ticks <= MOST_TICKS:
        text = (
            f"time_limit_s is {number_words(view.encounter_header.time_limit_s)} s, which can't be played; "
            f"at most {MOST_TICKS // TICKS_PER_SECOND} s can. Set a limit that somebody can wait for."
        )
        where = Path(f"encounters/{view.encounter}", ("time_limit_s",))
        raise CompileError([Finding("play-value", "error", text, where)])
    return max(1, round(ticks))


def _sizes(view: Any, roster: Sequence[RosterRow]) -> dict[str, int]:
    """Named widths: "rows", and for each component its id with an s ("triggers"): how many entities have it."""
    sizes = {f"{name}s": 0 for name in view.vocabulary.components}
    for entity in view.entities:
        for name in entity.components:
            sizes[f"{name}s"] = sizes.get(f"{name}s", 0) + 1
    sizes["rows"] = len(roster)
    return sizes


def _prototypes(roster: Sequence[RosterRow]) -> tuple[tuple[Prototype, ...], Array]:
    """Distinct looks in order of appearance, and each row's index among them."""
    found: dict[Prototype, int] = {}
    index = np.zeros(len(roster), np.int32)
    for row in roster:
        look, place = row.view.components.get("appearance"), row.view.components.get("transform")
        name = row.prefab or row.entity
        prototype = Prototype(
            name,
            look.mesh if look else "marker",
            row.prefab,
            float(place.scale) if place else 1.0,
            tint_of(look.tint) if look else (1.0, 1.0, 1.0),
        )
        index[row.local_id] = found.setdefault(prototype, len(found))
    return tuple(found), index


def _row_templates(view: Any, parts: Parts, roster: Sequence[RosterRow], sizes: Mapping[str, int]) -> dict[str, Array]:
    rows = {
        name: np.full((len(roster), *column.shape(sizes)), column.default, column.numpy_dtype)
        for name, column in parts.columns.items()
        if column.table == "row"
    }
    problems: list[Finding] = []
    for row in roster:
        k = row.local_id
        rows["local_id"][k] = k
        rows["life"][k] = FREE if row.is_reserved else UP
        for name, component in row.view.components.items():
            for spec in view.vocabulary.components[name].fields() if name in view.vocabulary.components else ():
                column = parts.columns.get(spec.column or "")
                if column is None or column.table != "row":
                    continue
                try:
                    rows[column.name][k] = to_column(getattr(component, spec.name), spec, column)
                except (ValueError, OverflowError) as error:
                    text = f'"{row.name}": {name}.{spec.name} can\'t be played: {error}.'
                    problems.append(Finding("play-value", "error", text, None, row.entity))
        _marks(row, rows)
    if problems:
        raise CompileError(problems)
    return rows


def _marks(row: RosterRow, rows: dict[str, Array]) -> None:
    """What follows from having a component at all, beyond its fields."""
    k, components = row.local_id, row.view.components
    rows["is_player"][k] = "player" in components
    if "spawn_group" in rows:
        rows["spawn_group"][k] = row.group
    mark_rigid(components, k, rows)
    barrier = components.get("barrier")
    if barrier is not None:
        rows["immovable"][k] = 1
        rows["half_extent"][k] = (barrier.half_extent_x, barrier.half_extent_z)
        if "health" in rows and "health" not in components:
            rows["health"][k] = rows["health_max"][k] = barrier.hp


def _tables(view: Any, parts: Parts, rows: dict[str, Array], lane: dict[str, Any]) -> dict[str, Array]:
    """Run every static table's builder; what it says about row and lane columns goes there."""
    statics: dict[str, Array] = {}
    for index, name in enumerate(parts.actions):
        statics[f"act_{name}"] = np.array([index], np.int32)
    for index, name in enumerate(parts.facts):
        statics[f"fact_{name}"] = fact_words(index)
    for index, name in enumerate(parts.signals):
        statics[f"signal_{name}"] = np.array([index], np.int32)
    for table in parts.statics:
        try:
            built = table.build(view, parts)
        except CompileError:
            raise
        except Exception as error:
            text = f"the table {table.name} ({table.__module__}) can't be built: {type(error).__name__}: {error}"
            carried = [finding for finding in getattr(error, "findings", ()) if isinstance(finding, Finding)]
            raise CompileError(carried or [Finding("static-table", "error", text, None, None)]) from error
        for name, value in built.items():
            column = parts.columns.get(name)
            if column is None or column.table not in {"static", "row", "lane"}:
                text = f"the table {table.name} ({table.__module__}) fills {name}, which is no column of the world"
                raise CompileError([Finding("static-table", "error", text, None, None)])
            if column.table == "static":
                statics[name] = np.ascontiguousarray(value, column.numpy_dtype)
            elif column.table == "row":
                rows[name][...] = value
            else:
                lane[name] = np.asarray(value, column.numpy_dtype)
    missing = [name for name, column in parts.columns.items() if column.table == "static" and name not in statics]
    if missing:
        text = f"no table fills {', '.join(missing)}; write a builder with @static"
        raise CompileError([Finding("static-table", "error", text, None, None)])
    return statics


def _stand_on_ground(
    view: Any, roster: Sequence[RosterRow], rows: dict[str, Array], statics: Mapping[str, Array]
) -> None:
    """Heights in a scene count from the ground; in the world from zero."""
    if "ground_tiles" not in statics:
        return
    place = rows["position"]
    if view.header.terrain.kind == "endless":
        _check_in_world(roster, place)
        place[:, 1] += landscape_of(view).heights_at(place[:, 0], place[:, 2])
    else:
        place[:, 1] += sample_heights(statics, place[:, 0], place[:, 2])
    rows["previous_position"][:] = rows["position"]


def _check_in_world(roster: Sequence[RosterRow], place: Array) -> None:
    """Nobody can stand where an endless world has ended. CompileError that names who does."""
    outside: Array = ~np.all(np.abs(place[:, ::2]) <= WORLD_HALF_M, axis=1)
    problems: list[Finding] = []
    for row in roster:
        if outside[row.local_id]:
            x, _, z = place[row.local_id].tolist()
            text = (
                f"{row.name} stands at ({x:,.0f}, {z:,.0f}) m, beyond the end of the world, "
                f"which is {WORLD_HALF_M:,.0f} m from the middle. Move it inside."
            )
            problems.append(Finding("play-value", "error", text, None, row.entity))
    if problems:
        raise CompileError(problems)
