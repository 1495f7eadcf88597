"""The flow of an encounter: every part once, below what sets it off, and at the end what hangs on nothing."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.editor import Editor
from editor.core.encounters.flow import NOTHING, START, flow_of
from engine.document import AddEntity

FILE = "encounters/first_fight"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_law_each_part_stands_once_and_right_below_its_cause_whatever_links_say(editor: Editor, data):
    """Links to nothing, to the wrong kind, to itself and in rings are told, and lose nothing."""
    while editor.undo.can_undo:
        editor.undo.undo()
    count = data.draw(st.integers(1, 7))
    names = [f"part_{number}" for number in range(count)]
    anything = st.sampled_from([*names, "", "nobody"])
    for number, name in enumerate(names):
        block: dict[str, Any] = data.draw(
            st.one_of(
                st.builds(lambda a: {"spawn_group": {"when": "after", "after": a}}, anything),
                st.builds(lambda a: {"spawn_group": {"when": "trigger", "trigger": a}}, anything),
                st.builds(lambda a: {"trigger": {"event": "objective", "objective": a}}, anything),
                st.builds(lambda a: {"objective": {"after": a}}, anything),
                st.builds(lambda a, w: {"line": {"when": w, "of": a}}, anything, st.sampled_from(["trigger", "wave"])),
                st.just({"trigger": {"event": "enter"}}),
                st.just({"spawn_group": {"when": "start"}}),
            )
        )
        editor.run(AddEntity(file=FILE, id=name, block={"name": name, **block}, index=number))

    cards = flow_of(editor.view)

    assert sorted(card.id for card in cards if card.id != START) == names
    depths = {card.id: card.depth for card in cards}
    kinds = {card.id: card.kind for card in cards}
    order = [card.id for card in cards]
    triggers = {card.id for card in cards if card.kind == "trigger"}
    for card in cards[1:]:
        if card.kind == "wave" and card.part.when == "trigger" and card.part.trigger not in triggers:
            assert card.is_lost
        if card.is_lost:
            assert card.depth == 0
        elif card.cause not in (START, NOTHING):
            assert card.depth == depths[card.cause] + (kinds[card.cause] != card.kind)
            assert order.index(card.cause) < order.index(card.id)
    assert len(editor.view.entities) >= count
