"""What stands at the head of each kind of file: project, scene, prefab, encounter and decision."""

from typing import Literal

from engine.schema.described import Described
from engine.schema.fields import Color, prop

FORMAT = 1
"""Newest version of the file format; older files are migrated when they are read."""


class PhysicsSettings(Described):
    """How the project's physics is computed; results never depend on its threads."""

    threads: int = prop(
        -1, unit="1", ge=-1, le=64, step=1,
        doc="Threads for large crowds; 0 is serial, -1 what suits the machine. Results never depend on it.",
    )  # fmt: skip
    overlapping_teams: list[str] = prop(
        [], doc="Teams (party, hostile, neutral) whose own members may stand in one place and push nobody of them."
    )
    avoidance: bool = prop(False, doc="Whether who walks steps aside for others before they touch.")


class PlanningSettings(Described):
    """How much thinking the project's agents may do at a time."""

    agents_per_tick: int = prop(
        2048, unit="1", ge=1, le=100_000, step=16,
        doc="How many agents may take a new plan in one tick, longest wait first. 2,048 take about 2 ms from tables, "
        "30 times as long by hard searches.",
    )  # fmt: skip


class TerrainSettings(Described):
    """The ground that a scene stands on, made from a few numbers."""

    kind: Literal["patch", "endless"] = prop(
        "patch", doc="A square of ground whose rim goes on, or a world of 131 km with mountains, deserts and forests."
    )
    seed: int = prop(1, unit="1", step=1, doc="Another number gives another ground.")
    size_m: float = prop(
        60.0, unit="m", gt=0.0, le=1000.0, step=5.0,
        doc="Length of each side of the square patch; in an endless world, of the square in which ways are found.",
    )  # fmt: skip
    amplitude: float = prop(
        2.0, unit="m", ge=0.0, le=400.0, step=0.1,
        doc="Height of a patch's hills; an endless world of 60 has mountains of 200 to 400 m.",
    )  # fmt: skip
    path: bool = prop(True, doc="Whether a trodden path winds through a patch.")
    grass_colour: Color = prop("#2b4746", doc="What grows on a patch.")
    dry_colour: Color = prop("#5d6c52", doc="Broad patches between, where it is drier.")
    bare_colour: Color = prop("#6d6a4a", doc="Small patches where little grows.")
    rock_colour: Color = prop("#5b5560", doc="Steep slopes of a patch, and what is painted as rock.")
    path_colour: Color = prop("#73736b", doc="Where people have walked on a patch, and what is painted as path.")
    far_trees: str = prop("pine", ref="mesh", doc="What stands on the hills beyond a patch; empty for nothing.")


class EnvironmentSettings(Described):
    """The light and the air of a scene."""

    sun_azimuth: float = prop(
        198.4, unit="deg", ge=-360.0, le=360.0, step=5.0, doc="Direction of the sun; 0 is +z, growing towards +x."
    )
    sun_elevation: float = prop(
        17.5, unit="deg", ge=0.0, le=90.0, step=1.0, doc="Height of the light above the horizon."
    )
    sun_disc_elevation: float = prop(
        6.3, unit="deg", ge=-10.0, le=90.0, step=1.0, doc="Height at which the sun's disc is drawn."
    )
    sun_colour: Color = prop("#ffba85", doc="Colour of the sunlight.")
    sky_zenith: Color = prop("#161b47", doc="Sky overhead.")
    sky_middle: Color = prop("#2a5c76", doc="Sky half-way up.")
    horizon_cool: Color = prop("#6f86a4", doc="Horizon away from the sun.")
    horizon_warm: Color = prop("#ff9a5a", doc="Horizon towards the sun.")
    light_above: Color = prop("#5f93ae", doc="Ambient light from above.")
    light_below: Color = prop("#38325a", doc="Ambient light from below.")
    fog_density: float = prop(
        1.0, unit="1", ge=0.0, le=5.0, step=0.1, doc="Thickness of the fog; 0 is clear air, 1 is evening haze."
    )
    exposure: float = prop(1.0, unit="1", gt=0.0, le=4.0, step=0.05, doc="Brightness of the whole picture.")
    cloud_colour: Color = prop("#5d5580", doc="Clouds away from the sun; towards it they take the warm horizon's.")
    clouds: float = prop(
        1.0, unit="1", ge=0.0, le=2.0, step=0.1, doc="How much cloud there is: 0 a clear sky, 2 a closed one."
    )
    stars: float = prop(1.0, unit="1", ge=0.0, le=2.0, step=0.1, doc="Brightness of the stars, where the sky is dark.")
    moon: float = prop(1.0, unit="1", ge=0.0, le=2.0, step=0.1, doc="Brightness of the moon; 0 for none.")


class FileHead(Described):
    """What every file begins with."""

    format: int = prop(FORMAT, unit="1", ge=0, doc="Version of the file format.")
    title: str = prop("", doc="What people call it.")


class ProjectFile(FileHead):
    """project.toml: what the project is called and where it begins."""

    kind: Literal["project"] = prop("project", doc="What kind of file it is.")
    main_scene: str = prop("", ref="scene", doc="Scene that opens first.")
    main_encounter: str = prop("", ref="encounter", doc="Encounter that opens first.")
    slice: list[str] = prop(
        [], ref="encounter", doc="Encounters that are played one after the other, in this order; each names its scene."
    )
    physics: PhysicsSettings = prop(PhysicsSettings(), doc="How physics is computed.")
    planning: PlanningSettings = prop(PlanningSettings(), doc="How much agents think at a time.")


class SceneFile(FileHead):
    """scenes/NAME.toml: a place and everything that stands in it."""

    kind: Literal["scene"] = prop("scene", doc="What kind of file it is.")
    terrain: TerrainSettings = prop(TerrainSettings(), doc="The ground.")
    environment: EnvironmentSettings = prop(EnvironmentSettings(), doc="Light and air.")


class PrefabFile(FileHead):
    """prefabs/NAME.toml: one thing to place many times; its root entity has the file's name."""

    kind: Literal["prefab"] = prop("prefab", doc="What kind of file it is.")


class EncounterFile(FileHead):
    """encounters/NAME.toml: what happens in a scene: who appears, what is asked, what wins and loses."""

    kind: Literal["encounter"] = prop("encounter", doc="What kind of file it is.")
    scene: str = prop("", ref="scene", doc="Scene in which it takes place.")
    time_limit_s: float = prop(
        180.0, unit="s", gt=0.0, le=3600.0, step=5.0, doc="Time after which the encounter is over."
    )
    echo_start: int = prop(0, unit="1", ge=0, step=1, doc="Echo that the party begins with.")
    budget: float = prop(
        0.0, unit="1", ge=0.0, step=10.0,
        doc="Most threat of all enemies together, 0 for no limit: root of health through armour times damage a second.",
    )  # fmt: skip


class DecisionFile(FileHead):
    """decisions/NAME.toml: a decision that was pinned: in this belief, this agent decides this."""

    kind: Literal["decision"] = prop("decision", doc="What kind of file it is.")
    scene: str = prop("", ref="scene", doc="Scene in which the agent stands.")
    encounter: str = prop("", ref="encounter", doc="Encounter in which it decided so; empty for the bare scene.")
    entity: str = prop("", ref="entity", doc="The agent; one of a wave is called WAVE/NUMBER.")
    tick: int = prop(0, unit="1", ge=0, step=1, doc="Tick at which it was pinned; a reminder, nothing rests on it.")
    skill: Literal["novice", "average", "expert"] = prop(
        "expert",
        doc="How well this agent itself thinks: as the autopilot does where that plays it, else as an expert, "
        "whatever skill the run's autopilot has.",
    )
    pursued: str = prop("", ref="goal", doc="Goal that it already pursued, to which it is committed; empty for none.")
    facts: list[str] = prop([], doc="Facts that it believed; it did not believe any other.")
    goal: str = prop("", ref="goal", doc="Goal that it chooses; empty for none.")
    action: str = prop("", ref="action", doc="Action that it wants; empty for none.")
    plan: list[str] = prop([], ref="action", doc="The whole plan, from the first action to the last.")


HEADS: dict[str, type[FileHead]] = {
    "project": ProjectFile,
    "scene": SceneFile,
    "prefab": PrefabFile,
    "encounter": EncounterFile,
    "decision": DecisionFile,
}
"""The head of each kind of file."""

FOLDERS: dict[str, str] = {
    "scenes": "scene",
    "prefabs": "prefab",
    "encounters": "encounter",
    "decisions": "decision",
    "meshes": "mesh",
}
"""Which kind of file lies in which folder of a project; a mesh is binary and has no head."""
