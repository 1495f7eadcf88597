"""Five things are edited at once: relative, per axis, scrubbed, pasted; each is one step, and all is taken back."""

import pytest
from PySide6.QtCore import Qt

from tests.stories.form_hands import FormHands

PINES = tuple(f"pine_{number}" for number in range(1, 6))
FRIENDS = ("kael", "lyra", "aria")


def places(designer):
    return [designer.value(pine, "transform.position") for pine in PINES]


def steps(designer):
    return len(designer.editor.undo.entries)


def test_five_trees_with_different_values_are_edited_at_once(designer, veilweaver):
    designer.open(veilweaver)
    hands = FormHands(designer)
    start = designer.documents()
    before = places(designer)
    assert len({place[0] for place in before}) == 5
    designer.select(*PINES)
    position = designer.field("transform.position")
    assert [axis.text() for axis in position.axes] == ["mixed", "0", "mixed"]
    assert "Mixed: 1 × " in position.parentWidget().toolTip()
    designer.picture("many_mixed")

    # Given a relative edit of one axis, which lists what it starts from and converts its unit
    line = hands.type_without_enter("transform.position.x", "+=150 cm")
    assert line.hint().startswith("each of ")
    designer.press("Return")
    assert [place[0] for place in places(designer)] == pytest.approx([place[0] + 1.5 for place in before])
    assert [place[1:] for place in places(designer)] == [place[1:] for place in before]
    assert steps(designer) == 1

    # When one axis is set, by arithmetic, the others stay as they differ
    designer.type_in_inspector("transform.position.y", "(3+4)*0.5-sqrt(4)")
    assert {place[1] for place in places(designer)} == {1.5}
    assert len({place[0] for place in places(designer)}) == 5
    assert steps(designer) == 2

    # And a factor makes each larger by the same share, from what each of them was
    scales = [designer.value(pine, "transform.scale") for pine in PINES]
    designer.type_in_inspector("transform.scale", "*1.2")
    grown = [designer.value(pine, "transform.scale") for pine in PINES]
    assert grown == pytest.approx([scale * 1.2 for scale in scales])
    assert steps(designer) == 3

    # And a scrub moves each from where it stands; with Shift it is ten times finer
    depths = [place[2] for place in places(designer)]
    hands.scrub("transform.position.z", 40)
    assert [place[2] for place in places(designer)] == pytest.approx([depth + 1.0 for depth in depths])
    hands.scrub("transform.position.z", 40, Qt.KeyboardModifier.ShiftModifier)
    assert [place[2] for place in places(designer)] == pytest.approx([depth + 1.1 for depth in depths])
    assert steps(designer) == 5

    # And three pasted numbers put them all on one place
    hands.paste("transform.position.x", "1, 2, 3 ")
    assert set(places(designer)) == {(1.0, 2.0, 3.0)}
    assert [axis.text() for axis in designer.field("transform.position").axes] == ["1", "2", "3"]
    assert steps(designer) == 6
    designer.picture("many_pasted")

    hands.take_everything_back()
    assert designer.documents() == start
    assert places(designer) == before


def test_three_friends_are_hurt_by_a_share_and_reverted(designer, veilweaver):
    designer.open(veilweaver)
    hands = FormHands(designer)
    start = designer.documents()
    armour = [designer.value(friend, "health.armour") for friend in FRIENDS]
    designer.select(*FRIENDS)
    assert designer.field("health.armour").text() == "mixed"

    designer.type_in_inspector("health.armour", "+0.1")
    assert [designer.value(friend, "health.armour") for friend in FRIENDS] == pytest.approx(
        [old + 0.1 for old in armour]
    )
    designer.type_in_inspector("health.armour", "2 kg")
    assert designer.field("health.armour").text() == "2 kg"
    assert [designer.value(friend, "health.armour") for friend in FRIENDS] == pytest.approx(
        [old + 0.1 for old in armour]
    )
    designer.picture("many_refused")
    designer.press("Escape", designer.field("health.armour"))

    designer.choose_at(designer.field("health.armour"), "Revert to the prefab's value")
    assert [designer.written(friend, "health.armour") for friend in FRIENDS] == [None] * 3
    assert [designer.value(friend, "health.armour") for friend in FRIENDS] == armour
    assert steps(designer) == 2
    hands.take_everything_back()
    assert designer.documents() == start
