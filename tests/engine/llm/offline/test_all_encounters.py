"""Whatever the library offers for an encounter of the samples, the offline planner can answer."""

import math
from itertools import islice

import pytest

from engine.document.views.placing import place_in
from engine.llm.context.prompts import library
from engine.llm.context.suggesting import slot_words
from engine.resources import samples_folder
from tests.engine.llm.context.golden_texts import opened
from tests.engine.llm.offline.asked import operations, proposed

ENCOUNTERS = sorted(path.stem for path in (samples_folder() / "veilweaver" / "encounters").glob("*.toml"))
SCENES = {"tutorial": "echo_grove", "the_way_up": "wild_march"}
MOST = 3


@pytest.mark.parametrize("encounter", ENCOUNTERS)
def test_every_prompt_with_words_of_the_encounter_is_answered(encounter: str) -> None:
    scene = opened("veilweaver", SCENES.get(encounter, encounter), encounter)
    for prompt in library():
        offered = slot_words(prompt, scene)
        for number in range(MOST):
            words = {slot: next(islice(choices, number, None), "") for slot, choices in offered.items()}
            if all(words.values()):
                proposal = proposed(prompt.filled(words), scene, number)
                assert not proposal.is_refusal, (prompt.filled(words), proposal.cannot)


@pytest.mark.parametrize("encounter", ENCOUNTERS)
def test_who_comes_from_behind_at_the_start_is_at_the_back_of_whoever_plays(encounter: str) -> None:
    scene = opened("veilweaver", SCENES.get(encounter, encounter), encounter)
    player = place_in(next(scene.with_component("player")).components)
    yaw = math.radians(player.rotation[1])
    for number, verb in ((0, "ambush the party"), (1, "ambush the party"), (2, "come")):
        wish = f"two stalkers {verb} from behind at the start"
        made = [each["components"] for each in operations(proposed(wish, scene, number)) if each["do"] == "add"]
        (x, _, z) = next(each["transform"]["position"] for each in made if "spawn_group" in each)
        dx, dz = x - player.position[0], z - player.position[2]
        assert dx * math.sin(yaw) + dz * math.cos(yaw) < -2.0, (x, z)
