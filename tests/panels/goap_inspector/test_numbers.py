"""Costs and weights are changed in the document: one entry each, an override on an instance, and back to the byte."""

import pytest

from editor.api import Editor, Path
from panels.goap_inspector.numbers import Number, Numbers
from panels.goap_inspector.pins import Pins, pin_answer
from panels.goap_inspector.rows import tip_of
from tests.panels.goap_inspector.test_answers import SEEN, why
from tests.projects.shipped import copied


@pytest.fixture(scope="module")
def editor(tmp_path_factory):
    """Veilweaver, with Kael, who is an instance of a prefab, and a pack of Rift Stalkers that come while playing."""
    editor = Editor()
    editor.warm_up.is_enabled = False
    editor.open_project(copied("veilweaver", tmp_path_factory.mktemp("numbers")), trusted=True)
    yield editor
    editor.shut_down()


@pytest.fixture
def numbers(editor):
    """Numbers of a document that is afterwards what it was."""
    yield Numbers(editor)
    while editor.undo.can_undo:
        editor.undo.undo()


def actions(editor, entity="kael"):
    return list(editor.view.get(entity).components["agent"].actions)


def texts(editor):
    return {file: editor.document.text(file) for file in editor.document.files}


def test_a_cost_is_one_entry_and_an_override_of_the_instance(editor, numbers):
    before = texts(editor)
    assert numbers.set("kael", "cost", "taunt", 0.5) == ""
    assert len(editor.undo.entries[: editor.undo.index]) == 1
    assert editor.undo.entries[0].sentence == "Set the cost of Taunt of Kael to 0.5"
    assert "taunt=0.5" in actions(editor)
    assert "agent.actions" in editor.view.get("kael").overrides
    editor.undo.undo()
    assert texts(editor) == before


def test_the_old_number_again_is_no_override_any_more(editor, numbers):
    before = texts(editor)
    numbers.set("kael", "weight", "protect_player", 1.25)
    assert numbers.inherited("kael", "weight", "protect_player") == 3.0
    assert numbers.reset("kael", "weight", "protect_player") == ""
    assert texts(editor) == before


def test_an_action_is_added_once(editor, numbers):
    numbers.add("kael", "shoot")
    numbers.add("kael", "shoot")
    assert actions(editor)[-1] == "shoot"
    assert editor.undo.index == 1


def test_what_can_not_be_is_refused_with_what_was_expected(editor, numbers):
    assert numbers.set("kael", "cost", "taunt", 0.0) == "The cost of taunt is 0; expected 0.001 to 1000."
    assert numbers.set("kael", "weight", "evade", 2000.0) == "The weight of evade is 2000; expected 0 to 1000."
    assert editor.undo.index == 0


def test_who_is_no_entity_says_what_made_it(editor, numbers):
    assert numbers.why_not("kael", "Kael") == ""
    assert "no entity of the scene" in numbers.why_not("nobody", "Nobody")
    assert "no agent component" in numbers.why_not("broken_arch", "Broken arch")
    assert "was made by Kael" in numbers.why_not("kael/2", "Kael 2")


def test_a_pin_is_a_file_that_comes_and_goes(editor, numbers):
    before, pins = texts(editor), Pins(editor)
    assert pins.pin(why(SEEN), "Kael keeps at it") == ""
    assert set(texts(editor)) - set(before) == {"decisions/kael_keeps_at_it"}
    editor.undo.undo()
    assert texts(editor) == before
    assert pins.pin(why(SEEN), "Kael comes to it", "hold_position") == ""
    assert editor.document.value(Path("decisions/kael_comes_to_it", ("pursued",))) == "hold_position"
    editor.undo.undo()
    assert pins.why_not_named(" ") == "Type a name."


def test_a_pin_that_names_what_is_gone_differs_and_is_removed(editor, numbers):
    from engine.ai.goap.reasons.explain import Explainer
    from tests.projects.shipped import echo_grove

    before, pins = texts(editor), Pins(editor)
    # Given a decision in words that this game does not have
    pins.pin(why(SEEN), "Kael in another game")
    domain = Explainer(echo_grove()).reasoner.domain
    pin = next(pin for pin in pins.of("kael", domain, echo_grove().parts) if pin.title == "Kael in another game")
    # Then it differs and says what is gone
    told = pin_answer(pin)
    assert not pin.check.holds
    assert 'There is no fact "seen" any more' in told.text
    assert [text for text, _ in told.offers] == ["Remove the pin"]
    # And it can go
    assert pins.remove(pin) == ""
    assert texts(editor) == before


def test_what_is_pinned_is_told_before(editor):
    from dataclasses import replace

    from engine.ai.goap.reasons.explanation import FactValue, PlanStep

    plan = (PlanStep("circle", 1.0), PlanStep("attack", 2.0))
    facts = tuple(FactValue(f"fact_{number}", True, "") for number in range(8))
    shown = replace(why(), name="Kael", tick=1234, goal="exploit_stagger", plan=plan, facts=facts)
    pins = Pins(editor)
    assert pins.name_for(shown) == "Kael: circle for exploit stagger"
    told = pins.told(shown)
    for words in ("Kael decides at tick 1,234", "Goal: Exploit stagger", "Plan: Circle, Attack", "fact 5 and 2 more"):
        assert words in told


def test_the_tip_of_an_own_number_says_that_its_list_stands_as_a_whole():
    assert "changes later in its goals is not taken over" in tip_of(Number("weight", "evade", 9.0, 3.6))
    assert "not taken over" not in tip_of(Number("weight", "evade", 3.6, 3.6))
