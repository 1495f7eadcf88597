"""Random projects whose prefabs have parts: a tent with a flag, a camp of tents and a crate, a variant of the camp."""

from typing import Any

from hypothesis import strategies as st

from tests.laws.prefab_worlds import Block, World

PREFABS = ("tent", "camp", "fort")
PARTS = ("tent", "tent.flag", "crate", "inner", "gate")
KEYS = ("health.current", "transform.position", "transform.scale", "trigger.delay", "spawn_group.trigger")
NUMBERS = st.sampled_from([1.0, 2.0, 4.0])
PLACES = st.sampled_from([[0.0, 0.0, 0.0], [1.0, 0.0, 2.0], [3.0, 0.0, -4.0]])


@st.composite
def things(draw: st.DrawFn, *names: str) -> Block:
    """A few components; `names` are the entities that one may refer to."""
    block: Block = {}
    if draw(st.booleans()):
        block["name"] = draw(st.sampled_from(["Red", "Blue"]))
    if draw(st.booleans()):
        transform: Block = {"position": draw(PLACES)}
        block["transform"] = transform
        if draw(st.booleans()):
            transform["scale"] = draw(NUMBERS)
        if draw(st.booleans()):
            transform["rotation"] = [0.0, draw(st.sampled_from([90.0, -90.0, 180.0])), 0.0]
    if draw(st.booleans()):
        block["health"] = {"current": draw(NUMBERS)}
    if draw(st.booleans()):
        block["trigger"] = {"delay": draw(NUMBERS)} if draw(st.booleans()) else {}
    if names and draw(st.booleans()):
        block["spawn_group"] = {"trigger": draw(st.sampled_from(names))}
    return block


@st.composite
def instances(draw: st.DrawFn, prefab: str, *names: str) -> Block:
    """An instance that says something of some parts, and does without others."""
    block: Block = {"prefab": prefab, **draw(things(*names))}
    gone = draw(st.lists(st.sampled_from([".tent.flag", ".crate", "health"]), max_size=2, unique=True))
    if gone:
        block["removed"] = gone
    for part in draw(st.lists(st.sampled_from(PARTS), max_size=2, unique=True)):
        said = draw(things(*names))
        if said:
            block.setdefault("parts", {})[part] = said
    return block


@st.composite
def part_worlds(draw: st.DrawFn) -> World:
    """Prefabs of prefabs, and a scene with instances of them and somebody who stands under a part."""
    world: dict[str, dict[str, Any]] = {
        "prefabs/tent": {"tent": draw(things("flag")), "flag": {"parent": "tent", **draw(things("tent"))}},
        "prefabs/camp": {
            "camp": draw(things("crate", "tent.flag")),
            "tent": {"parent": "camp", **draw(instances("tent", "crate", "camp"))},
            "inner": {"parent": "crate", **draw(things())},
            "crate": {"parent": "camp", **draw(things("tent", "tent.flag"))},
        },
        "prefabs/fort": {
            "fort": draw(instances("camp", "fort.crate", "gate")),
            "gate": {"parent": "fort.tent", **draw(things("fort"))},
        },
    }
    homes = draw(st.lists(st.sampled_from([None, *PREFABS]), min_size=2, max_size=4))
    names = [f"field_{place}" for place in range(len(homes))]
    world["scenes/field"] = {
        name: draw(instances(prefab, *names) if prefab else things(*names))
        for name, prefab in zip(names, homes, strict=True)
    }
    world["scenes/field"]["guest"] = {"parent": "field_0.tent", **draw(things("field_1.crate"))}
    world["encounters/raid"] = {"raid_0": draw(instances("camp", "field_0", "raid_0.crate"))}
    return world
