"""A small project without code: two companions, a rock, a trigger and a pack of enemies."""

from pathlib import Path

FILES = {
    "project.toml": 'format = 1\nkind = "project"\ntitle = "Glade"\nmain_scene = "glade"\nmain_encounter = "ambush"\n',
    "prefabs/kael.toml": """format = 1
kind = "prefab"
title = "Kael"
[entities.kael]
name = "Kael"
[entities.kael.appearance]
mesh = "kael"
[entities.kael.body]
[entities.kael.health]
current = 90.0
maximum = 120.0
[entities.kael.melee]
[entities.kael.perception]
[entities.kael.team]
side = "party"
""",
    "prefabs/stalker.toml": """format = 1
kind = "prefab"
title = "Stalker"
[entities.stalker]
name = "Stalker"
[entities.stalker.appearance]
mesh = "rift_stalker"
[entities.stalker.body]
[entities.stalker.health]
[entities.stalker.melee]
[entities.stalker.perception]
[entities.stalker.team]
side = "hostile"
""",
    "scenes/glade.toml": """format = 1
kind = "scene"
title = "The Glade"

# The ones whom the player leads.
[entities.party]
name = "Party"
[entities.kael]
name = "Kael"
parent = "party"
prefab = "kael"
[entities.kael.transform]
position = [1.0, 0.0, 2.0]
[entities.kael.player]
[entities.lyra]
name = "Lyra"
parent = "party"
prefab = "kael"
[entities.lyra.transform]
position = [-1.0, 0.0, 2.0]
[entities.rock]
name = "Rock"
[entities.rock.transform]
position = [6.0, 0.0, 0.0]
[entities.rock.obstacle]
""",
    "encounters/ambush.toml": """format = 1
kind = "encounter"
title = "Ambush"
scene = "glade"
time_limit_s = 20.0
[entities.pack]
name = "Stalker pack"
[entities.pack.transform]
position = [0.0, 0.0, 9.0]
[entities.pack.spawn_group]
prefab = "stalker"
count = 2
[entities.win]
name = "Win"
[entities.win.victory]
[entities.lose]
name = "Lose"
[entities.lose.defeat]
""",
}


def plant(folder: Path, **changed: str) -> Path:
    """Write the project; keyword arguments such as scenes__glade replace a file's text."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        key = name.removesuffix(".toml").replace("/", "__")
        path.write_text(changed.get(key, text), encoding="utf-8")
    return folder
