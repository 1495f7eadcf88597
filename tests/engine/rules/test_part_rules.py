"""What an instance says of parts is kept while its prefab, or one that this is built from, can't be read."""

import pytest

from engine.rules import check
from tests.laws.prefab_worlds import World, opened, seen

SAID = {"removed": [".flag"], "parts": {"tent.flag": {"health": {"current": 3.0}}, "flag": {"hidden": True}}}
CAMP = {"camp": {"prefab": "tent"}, "tent": {"parent": "camp", "prefab": "tent"}}
TENT = {"tent": {}, "flag": {"parent": "tent"}}


@pytest.mark.parametrize(
    ("prefabs", "count"),
    [
        ({}, 0),
        ({"prefabs/camp": CAMP}, 0),
        ({"prefabs/camp": CAMP, "prefabs/tent": {"tent": {"prefab": "lost"}}}, 0),
        ({"prefabs/camp": CAMP, "prefabs/tent": TENT}, 0),
        ({"prefabs/camp": CAMP, "prefabs/tent": {"tent": {}}}, 3),
    ],
    ids=["no prefab", "no inner prefab", "no base", "all there", "no such part"],
)
def test_nothing_is_to_be_forgotten_of_parts_that_may_come_back(prefabs: World, count: int):
    world = {**prefabs, "scenes/field": {"camp_1": {"prefab": "camp", **SAID}}, "encounters/raid": {}}
    scene = seen(opened(world))

    assert [each.rule for each in check(scene, scene.vocabulary)].count("part-of-nothing") == count
