"""A small project for tests: an orchard with hand-written comments, a prefab, an encounter and an unknown component."""

from pathlib import Path

PROJECT = 'format = 1\nkind = "project"\ntitle = "Orchard"\nmain_scene = "orchard"\nmain_encounter = "harvest"\n'

SCENE = """\
# The orchard behind the house.
format = 1
kind = "scene"
title = "Orchard"

# Gentle ground.
[terrain]
seed = 3
size_m = 40.0   # a short walk

# ---- People ----
[entities.party]
name = "Party"

# She owns the place.
[entities.mira]
name = "Mira"
parent = "party"
tags = ["party", "owner"]
[entities.mira.transform]
position = [-3, 0.0, 1.5]     # by the gate
[entities.mira.health]
current = 80.0 # tired
maximum = 100.0
[entities.mira.body]
[entities.mira.player]
# Only the project's code knows what this is.
[entities.mira.basket]
apples = 12
since = 2024-05-01

[entities.wasp_1]
prefab = "wasp"
[entities.wasp_1.transform]
position = [4.0, 0.0, 2.0]
[entities.wasp_1.health]
current = 8.0

[entities.wasp_2]
prefab = "wasp"
hidden = true

[entities.wall]
name = "Wall"
[entities.wall.transform]
position = [0.0, 0.0, 8.0]
[entities.wall.obstacle]
shape = "box"
size = [6.0, 2.0, 1.0]
# the end
"""

WASP = """\
format = 1
kind = "prefab"
title = "Wasp"

[entities.wasp]
name = "Wasp"
tags = ["hostile"]
[entities.wasp.body]
radius = 0.2
speed = 6.0
[entities.wasp.health]
current = 10.0
maximum = 10.0
[entities.wasp.team]
side = "hostile"
"""

HARVEST = """\
format = 1
kind = "encounter"
title = "Harvest"
scene = "orchard"

[entities.victory]
[entities.victory.victory]
when = "hostiles_down"

[entities.defeat]
[entities.defeat.defeat]
"""


def plant(folder: Path, **texts: str) -> Path:
    """Write the orchard into a folder; `scenes_orchard` or "terrain/orchard/0_0" replace or add files."""
    files = {
        "project": PROJECT,
        "scenes_orchard": SCENE,
        "prefabs_wasp": WASP,
        "encounters_harvest": HARVEST,
        **texts,
    }
    for name, text in files.items():
        parts = name.split("/") if "/" in name else name.split("_", 1)
        path = folder.joinpath(*parts).with_suffix(".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder
