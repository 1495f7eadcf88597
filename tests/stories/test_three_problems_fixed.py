"""Three things are broken, found in Problems and repaired by quick fix and by hand; then all is taken back."""

from tests.stories.form_hands import FIX, FormHands


def furnish(designer):
    """What makes the starter's fight one that can be won: a hero, raiders, a victory and a defeat."""
    designer.choose("Entity", "Add a prefab", "Hero")
    designer.choose("Encounter", "Add wave")
    designer.type_in_inspector("spawn_group.prefab", "Raider")
    designer.choose("Encounter", "Add victory condition")
    designer.choose("Encounter", "Add defeat condition")


def test_three_problems_are_found_and_fixed(designer, starter):
    designer.open(starter)
    hands = FormHands(designer)
    start = designer.documents()
    furnish(designer)
    assert not [text for text in designer.problems() if designer.editor.findings.errors]
    whole = designer.problems()

    # Given three things that were broken by hand
    designer.select("hero")
    designer.type_in_inspector("health.current", "9,000 hp")
    designer.select("wave")
    designer.type_in_inspector("spawn_group.count", "-3")
    designer.select("victory")
    designer.press("Delete", designer.panel("outliner").tree)
    found = [text for text in designer.problems() if text not in whole]
    assert len(found) == 3, found
    designer.picture("three_problems")

    # When a line is clicked, what it is about is selected and its value shown
    hands.click_problem("health.current")
    assert designer.editor.selection.ids == ("hero",)
    row = hands.row("health.current")
    designer.wait(lambda: not row.visibleRegion().isEmpty())
    assert row.is_pointed_out
    designer.picture("problem_revealed")

    # And two are repaired by their quick fixes
    hands.click_problem("health.current", FIX)
    assert designer.value("hero", "health.current") == designer.value("hero", "health.maximum")
    # That is what the prefab says anyway: nothing is repeated, or the next finding would be about that.
    assert designer.written("hero", "health.current") is None
    hands.click_problem("spawn_group.count", FIX)
    assert designer.value("wave", "spawn_group.count") >= 1
    left = [text for text in designer.problems() if text not in whole]
    assert len(left) == 1

    # And the last by hand, where the line leads
    designer.choose("Encounter", "Add victory condition")
    assert designer.problems() == whole
    assert [entry.who for entry in designer.editor.undo.entries] == ["you"] * len(designer.editor.undo.entries)

    hands.take_everything_back()
    assert designer.documents() == start
