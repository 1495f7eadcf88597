"""A small project for viewport tests: flat ground, a guard, a raider, a boulder, a gate."""

from pathlib import Path

SCENE = """format = 1
kind = "scene"
title = "Yard"
[terrain]
size_m = 40.0
amplitude = 0.0
path = false
[entities.guard]
name = "Guard"
[entities.guard.transform]
position = [-3.0, 0.0, 0.0]
[entities.guard.appearance]
mesh = "soldier"
[entities.guard.body]
[entities.guard.team]
side = "party"
[entities.guard.health]
current = 60.0
maximum = 100.0
[entities.guard.perception]
sight = 8.0
fov = 90.0
[entities.raider]
name = "Raider"
[entities.raider.transform]
position = [3.0, 0.0, 0.0]
[entities.raider.appearance]
mesh = "raider"
[entities.raider.body]
[entities.raider.team]
side = "hostile"
[entities.raider.health]
[entities.raider.perception]
sight = 6.0
fov = 120.0
[entities.stones]
name = "Stones"
[entities.boulder]
name = "Boulder"
parent = "stones"
[entities.boulder.transform]
position = [0.0, 0.0, -6.0]
scale = 2.0
[entities.boulder.appearance]
mesh = "rock"
[entities.boulder.obstacle]
shape = "circle"
radius = 1.5
[entities.pillar]
name = "Pillar"
parent = "stones"
locked = true
[entities.pillar.transform]
position = [6.0, 0.0, -6.0]
[entities.pillar.appearance]
mesh = "column"
[entities.gate]
name = "Gate"
[entities.gate.transform]
position = [0.0, 0.0, 6.0]
[entities.gate.trigger]
shape = "circle"
radius = 2.5
"""


def write_yard(folder: Path) -> Path:
    """Write the project into an empty folder."""
    (folder / "scenes").mkdir()
    (folder / "project.toml").write_text('format = 1\nkind = "project"\ntitle = "Yard"\nmain_scene = "yard"\n')
    (folder / "scenes" / "yard.toml").write_text(SCENE)
    return folder
