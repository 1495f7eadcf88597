"""What a mind is in columns: recordings hold them, so their widths and what stands in an empty one are promises."""

import pytest

from engine.ai.goap import columns
from engine.world.columns import Column

COLUMNS = {each.name: each for each in vars(columns).values() if isinstance(each, Column)}
MEMORY = {"memory_state": (256, 2), "memory_problem": (256,), "memory_action": (256,)}
NONE = ("agent_profile", "goal", "planned_skill", "wanted", "action", "memory_problem")
AXES = {
    "profile_problem": 3,
    **dict.fromkeys(("goal_needs", "goal_forbids", "bonus_needs", "bonus_forbids", "profile_weight"), 2),
    **dict.fromkeys(("problem_word", "problem_first", "problem_literal", "step_word", "step_number"), 2),
}


def test_who_has_not_thought_has_nothing_and_aims_like_a_person():
    assert {name: each.default for name, each in COLUMNS.items() if each.default} == {
        **dict.fromkeys(NONE, -1),
        "aim_error": 0.03,
    }
    assert columns.THINK_ANEW == -2


@pytest.mark.parametrize("name", COLUMNS)
def test_facts_are_two_words_and_only_what_is_remembered_is_no_part_of_a_run(name: str):
    column = COLUMNS[name]
    assert column.digest is (name not in MEMORY and column.table != "static")
    assert column.shape({}) == ({**MEMORY, "facts": (2,), "planned_facts": (2,)}.get(name, ()))
    assert column.ndim == AXES.get(name, 1)
