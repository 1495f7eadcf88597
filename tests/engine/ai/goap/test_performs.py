"""A system that carries an action out knows which one that is, and refuses to be one that could not."""

import pytest

from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action, Fact

BASK = Action("bask", "Stand in the light.", gives=(Fact("warm", "Warm."),))


def bask(action, act_bask, wish):
    """Stand still."""


def idle(action, wish):
    """Do nothing."""


def test_a_performer_is_a_system_of_the_slot_actions_for_its_action():
    made = performs(BASK, writes="wish")(bask)
    assert (made.performed, made.slot, made.order) == (BASK, "actions", 0)
    assert performs(BASK, writes="wish", order=5)(bask).order == 5


def test_one_that_does_not_ask_for_its_action_is_refused():
    with pytest.raises(TypeError, match="system idle performs 'bask' but does not read act_bask"):
        performs(BASK, writes="wish")(idle)
