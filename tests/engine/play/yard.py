"""A small project with code of its own: a yard in which a hero and some foes wander about and grow angry."""

from pathlib import Path

from engine.document import Document, view
from engine.play.compile.scene import CompiledScene, compile_scene
from engine.schema.vocabulary import Vocabulary
from engine.world.project import load_game

PROJECT = 'format = 1\nkind = "project"\ntitle = "Yard"\nmain_scene = "yard"\nmain_encounter = "duel"\n'
SCENE = """format = 1
kind = "scene"
title = "Yard"
[entities.hero]
name = "Hero"
prefab = "hero"
[entities.hero.transform]
position = [-6.0, 0.0, 0.0]
rotation = [0.0, 90.0, 0.0]
[entities.crate]
name = "Crate"
[entities.crate.transform]
position = [0.0, 0.0, 4.0]
[entities.crate.obstacle]
shape = "circle"
radius = 1.0
[entities.fence]
name = "Fence"
[entities.fence.transform]
position = [0.0, 0.0, -4.0]
[entities.fence.barrier]
half_extent_x = 1.5
half_extent_z = 0.5
hp = 50.0
"""
ENCOUNTER = """format = 1
kind = "encounter"
title = "Duel"
scene = "yard"
time_limit_s = 20.0
[entities.foe_1]
name = "Foe 1"
prefab = "foe"
[entities.foe_1.transform]
position = [5.0, 0.0, 1.0]
[entities.foe_2]
name = "Foe 2"
prefab = "foe"
[entities.foe_2.transform]
position = [5.0, 0.0, -1.0]
[entities.gate]
name = "Gate"
[entities.gate.trigger]
event = "timer"
delay = 2.0
[entities.reinforcements]
name = "Reinforcements"
[entities.reinforcements.spawn_group]
prefab = "foe"
count = 3
when = "trigger"
trigger = "gate"
"""
HERO = """format = 1
kind = "prefab"
title = "Hero"
[entities.hero]
name = "Hero"
[entities.hero.appearance]
mesh = "talren"
tint = "#ff0000"
[entities.hero.body]
speed = 4.0
[entities.hero.team]
side = "party"
[entities.hero.player]
[entities.hero.nerve]
limit = 30.0
pause = 0.5
arc = 120.0
"""
FOE = """format = 1
kind = "prefab"
title = "Foe"
[entities.foe]
name = "Foe"
[entities.foe.appearance]
mesh = "rift_stalker"
[entities.foe.body]
speed = 3.0
radius = 0.5
[entities.foe.team]
side = "hostile"
[entities.foe.nerve]
limit = 12.0
"""
GAME = '''"""Nerve: actors wander, grow angry, and the first side to lose its nerve loses."""

import numpy as np

from engine.present.draw_list import HudRow
from engine.play.shown import hud
from engine.schema.component import Component
from engine.schema.fields import prop
from engine.world.columns import column
from engine.world.events import push_event
from engine.world.ids import DEFEAT, HOSTILE, RUNNING, UP, VICTORY
from engine.world.random import rand01
from engine.world.roster import Reserve
from engine.world.system import static, system


class Nerve(Component, id="nerve", icon="mdi6.emoticon-angry"):
    """How much an actor bears."""

    limit: float = prop(10.0, unit="1", column="nerve_limit", doc="What it bears.")
    pause: float = prop(1.0, unit="s", column="nerve_pause", doc="Time between two outbursts.")
    arc: float = prop(90.0, unit="deg", column="nerve_cos", convert="half_angle_cos", doc="Where it looks.")


LIMIT = column("nerve_limit", "row", "f4")
PAUSE = column("nerve_pause", "row", "i4")
ARC = column("nerve_cos", "row", "f4")
ANGER = column("anger", "row", "f4")
PLACE = column("place", "row", "i4", default=-1)
OUTBURSTS = column("outbursts", "lane", "i4")
SEEN = column("seen", "lane", "i4", width=("triggers",))
HURRY = column("hurry", "static", "f4")
SPARES = Reserve("spares", prefab="foe", count=2)
EVENT_KINDS = {"outburst": 64}
ONE, TWO, HALF = np.float32(1.0), np.float32(2.0), np.float32(0.5)


@static(columns="hurry")
def pace(scene, parts):
    """Give the pace of anger, and number the rows."""
    from engine.world.roster import roster_of

    return {"hurry": np.array([0.25], np.float32), "place": [row.local_id * 10 for row in roster_of(scene, parts)]}


@system(slot="actions", writes="desired_velocity")
def wander(lane, outcome, life, local_id, seed, tick, speed, is_player, autopilot, input_move, desired_velocity):
    """Walk somewhere else every half second; a person's hero goes where it is sent."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP:
            continue
        if is_player[i] and autopilot[L] == 0:
            desired_velocity[i, 0] = input_move[L, 0] * speed[i]
            desired_velocity[i, 1] = input_move[L, 1] * speed[i]
        elif tick[L] % 30 == 0:
            desired_velocity[i, 0] = (rand01(seed[L], 900, tick[L], local_id[i]) - HALF) * TWO * speed[i]
            desired_velocity[i, 1] = (rand01(seed[L], 901, tick[L], local_id[i]) - HALF) * TWO * speed[i]


@system(slot="combat", writes="anger outbursts outcome log_count log_data log_amount")
def brood(lane, run, life, local_id, seed, tick, team, autopilot, is_player, nerve_limit, hurry, input_buttons, anger,
          outbursts, outcome, log_count, log_data, log_amount):
    """Grow angry by chance; whoever reaches the limit loses the run for its side."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP or nerve_limit[i] <= np.float32(0.0):
            continue
        chance = rand01(seed[L], 902, tick[L], local_id[i])
        if is_player[i] and (autopilot[L] == 3 or input_buttons[L] != 0):
            chance = chance * HALF
        if chance > np.float32(0.75):
            anger[i] += chance * hurry[0]
            outbursts[L] += 1
            push_event(log_count, log_data, log_amount, run[L], tick[L], 64, local_id[i], -1, anger[i])
        if anger[i] >= nerve_limit[i]:
            outcome[L] = VICTORY if team[i] == HOSTILE else DEFEAT


@hud("Temper", corner="top_right")
def temper(session):
    """Show the hero's anger."""
    return [HudRow("Anger", f"{session.world.view['anger'][0]:.1f}", 0.5)]
'''
FILES = {
    "project.toml": PROJECT,
    "scenes/yard.toml": SCENE,
    "encounters/duel.toml": ENCOUNTER,
    "prefabs/hero.toml": HERO,
    "prefabs/foe.toml": FOE,
    "game/__init__.py": "",
    "game/nerve.py": GAME,
}


def write_project(folder: Path, **changed: str) -> Path:
    """Write the yard; keyword arguments replace or add files ("game/x.py" as game__x)."""
    more = {
        name.replace("__", "/") + (".py" if name.startswith("game") else ".toml"): text
        for name, text in changed.items()
    }
    for name, text in (FILES | more).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def compiled_project(folder: Path) -> CompiledScene:
    """Open, view and compile the yard's duel."""
    game = load_game(folder)
    document = Document.open(folder, vocabulary=Vocabulary.builtin().extended(game), trusted=True)
    assert not document.load_findings
    return compile_scene(view(document, "yard", "duel"), game=game)
