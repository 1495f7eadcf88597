"""A small ground for weaving: a wall across it with two gaps, what opens and shuts them, and a party before it."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from engine.document import view
from engine.play.compile.scene import CompiledScene, compile_scene
from engine.world.project import load_game
from tests.projects.shipped import copied, opened

SCENE = """
format = 1
kind = "scene"
title = "Ravine"
[terrain]
seed = 1
size_m = 40.0
amplitude = 0.0
path = false
"""

HEAD = """
format = 1
kind = "encounter"
title = "Ravine"
scene = "ravine"
time_limit_s = 600.0
echo_start = {echo}
"""


def placed(name: str, x: float, z: float, *blocks: str) -> str:
    """An entity of the scene at (x, z) [m] with these blocks: "weave: price = 1"."""
    text = f'\n[entities.{name}]\nname = "{name}"\n'
    if any(block.startswith("prefab") for block in blocks):
        text += "".join(f"{block}\n" for block in blocks if block.startswith("prefab"))
    text += f"[entities.{name}.transform]\nposition = [{x}, 0.0, {z}]\n"
    for block in blocks:
        if not block.startswith("prefab"):
            component, _, lines = block.partition(":")
            text += f"[entities.{name}.{component}]\n" + "".join(f"{line.strip()}\n" for line in lines.split(";"))
    return text


def guard(name: str, x: float, by: str, shows: str) -> str:
    """A wall of fate in a gap of the ravine."""
    return placed(
        name, x, 0.0, "barrier: half_extent_x = 2.0; half_extent_z = 1.5", "health: armour = 1.0",
        f'woven: by = "{by}"; shows = "{shows}"',
    )  # fmt: skip


def cliff(name: str, x: float, width: float) -> str:
    """A part of the ravine that nobody crosses."""
    return placed(name, x, 0.0, f'obstacle: shape = "box"; size = [{width}, 3.0, 3.0]')


# Gaps at x = 0 (the bridge) and x = 12 (the ford), each 4 m wide.
RAVINE = cliff("cliff_west", -11.0, 18.0) + cliff("cliff_middle", 6.0, 8.0) + cliff("cliff_east", 17.0, 6.0)
PARTY = (
    placed("talren", 0.0, 9.0, 'prefab = "talren"')
    + placed("kael", 2.0, 10.0, 'prefab = "kael"')
)  # fmt: skip
WEAVES = (
    placed("bridge", 0.0, 6.0, 'weave: kind = "reinforce"; price = 2; text = "weave the bridge"')
    + placed("ford", 12.0, 6.0, 'weave: kind = "lower"; budget = "weather"; price = 1; text = "lower the water"')
    + placed("cover", -6.0, 8.0, 'weave: kind = "raise"; price = 1; refund = 0.0; excludes = "fall"')
    + placed("fall", 0.0, -5.0, 'weave: kind = "collapse"; price = 1; refund = 1.0')
    + guard("gap_of_bridge", 0.0, "bridge", "unwoven")
    + guard("water", 12.0, "ford", "unwoven")
    + guard("ruin_of_bridge", 0.0, "fall", "woven")
    + placed("deck", 0.0, 0.0, 'appearance: mesh = "wall"', 'woven: by = "bridge"')
    + placed("stone_cover", -8.0, 4.0, "barrier: half_extent_x = 1.0; half_extent_z = 0.5", 'woven: by = "cover"')
)
RULES = (
    placed("exit", 0.0, -12.0, 'objective: kind = "reach"; text = "Get across"')
    + placed("rules", 0.0, 0.0, 'loom: terrain = 2; weather = 1; way_out = "exit"')
    + placed("victory", 0.0, 0.0, 'victory: when = "all_objectives"')
)
SHARD = placed("shard", -4.0, 12.0, "echo_shard: amount = 1") + placed(
    "shard_beyond", 5.0, -9.0, "echo_shard: amount = 1"
)


@cache
def folder() -> Path:
    """A copy of Veilweaver with the scene in it."""
    made = copied("veilweaver", Path(mkdtemp(prefix="ravine")))
    (made / "scenes/ravine.toml").write_text(SCENE + RAVINE + PARTY, "utf-8")
    return made


@cache
def ravine_view(echo: int = 3, extra: str = WEAVES + RULES + SHARD):
    """The ravine with this much Echo at the start and these entities of the encounter."""
    name = f"ravine_{abs(hash((echo, extra))) % 10**8}"
    (folder() / f"encounters/{name}.toml").write_text(HEAD.format(echo=echo) + extra, "utf-8")
    return view(opened(folder()), "ravine", name)


@cache
def ravine(echo: int = 3, extra: str = WEAVES + RULES + SHARD) -> CompiledScene:
    """The same, compiled."""
    return compile_scene(ravine_view(echo, extra), game=load_game(folder()))
