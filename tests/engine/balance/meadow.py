"""A small project whose encounter has numbers of every kind: its own, of instances, of a wave, and of the party."""

from engine.document import Document, SceneView, view

HEAD = 'format = 1\nkind = "{kind}"\ntitle = "{title}"\n'
ACTOR = """
[entities.{name}]
name = "{title}"
[entities.{name}.body]
speed = {speed}
[entities.{name}.health]
current = {health}
maximum = {health}
[entities.{name}.appearance]
glow = 0.5
"""
TEXTS = {
    "project": HEAD.format(kind="project", title="Meadow") + 'main_scene = "meadow"\nmain_encounter = "swarm"\n',
    "prefabs/wasp": HEAD.format(kind="prefab", title="Wasp")
    + ACTOR.format(name="wasp", title="Wasp", speed=6.0, health=10.0)
    + "[entities.wasp.agent]\n",
    "prefabs/hornet": HEAD.format(kind="prefab", title="Hornet")
    + ACTOR.format(name="hornet", title="Hornet", speed=5.0, health=40.0)
    + "[entities.hornet.agent]\n",
    "prefabs/mira": HEAD.format(kind="prefab", title="Mira")
    + ACTOR.format(name="mira", title="Mira", speed=4.0, health=80.0)
    + "[entities.mira.player]\n",
    "prefabs/bee": HEAD.format(kind="prefab", title="Bee")
    + ACTOR.format(name="bee", title="Bee", speed=3.0, health=1.0),
    "scenes/meadow": HEAD.format(kind="scene", title="Meadow")
    + """
[entities.mira]
prefab = "mira"
[entities.mira.health]
current = 50.0

[entities.wall]
[entities.wall.obstacle]
radius = 2.0
""",
    "encounters/swarm": HEAD.format(kind="encounter", title="Swarm")
    + """scene = "meadow"
time_limit_s = 90.0

[entities.queen]
prefab = "hornet"
[entities.queen.body]
speed = 7.0

[entities.scout]
prefab = "wasp"

[entities.nest]
[entities.nest.transform]
position = [3.0, 0.0, 4.0]
[entities.nest.spawn_group]
prefab = "wasp"
count = 4

[entities.victory]
[entities.victory.victory]
when = "hostiles_down"
""",
}


def meadow(**texts: str) -> SceneView:
    """The encounter in its scene; `encounters_swarm` replaces or adds a file."""
    files = {**TEXTS, **{name.replace("_", "/", 1): text for name, text in texts.items()}}
    return view(Document.from_texts(files, folder="meadow"), "meadow", "swarm")
