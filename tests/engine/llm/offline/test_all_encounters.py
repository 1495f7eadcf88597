"""Whatever the library offers for an encounter of the samples, the offline planner can answer."""

from itertools import islice

import pytest

from engine.llm.context.prompts import library
from engine.llm.context.suggesting import slot_words
from engine.resources import samples_folder
from tests.engine.llm.context.golden_texts import opened
from tests.engine.llm.offline.asked import proposed

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
