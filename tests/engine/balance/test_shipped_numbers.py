"""The numbers of the encounters that come with the program: whatever is tried of them may stand there."""

import pytest

from engine.balance.curve import values
from engine.balance.fair.axis import Axis
from engine.balance.properties import properties_of
from engine.balance.sensitivity import nudged
from engine.play.playtest.asked_numbers import number_at
from tests.projects.shipped import shipped_view

ENCOUNTERS = [
    ("veilweaver", "echo_grove", "tutorial"),
    ("veilweaver", "courtyard", "courtyard"),
    ("veilweaver", "causeway", "causeway"),
    ("veilweaver", "sanctum", "sanctum"),
]


@pytest.mark.parametrize(("project", "scene", "encounter"), ENCOUNTERS)
def test_every_value_that_is_tried_may_stand_in_its_field(project: str, scene: str, encounter: str):
    view = shipped_view(project, scene, encounter)
    numbers = properties_of(view)

    assert len(numbers) > 100
    for number in numbers:
        tried = {*values(number), *nudged(number), *(Axis(number).value(place) for place in (-1.0, -0.3, 0.3, 1.0))}
        for value in tried - {None}:
            for change in number.changes(value):
                assert number_at(view, change.path, change.value)[1] == pytest.approx(value)


def test_the_number_that_the_story_drags_is_among_them():
    labels = {each.label for each in properties_of(shipped_view("veilweaver", "echo_grove", "tutorial"))}

    assert {"Echo sentinel's health armour", "Tutorial's time limit", "Rift stalker's melee damage"} <= labels
