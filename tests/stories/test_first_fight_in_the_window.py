"""A designer's first fight, placed by menus and the inspector in the starter project: lost, and won by one number."""

SEED = 2


def place(designer, key_values):
    """Type values into the inspector of what is selected."""
    for key, text in key_values.items():
        designer.type_in_inspector(key, text)


def stand(x, z):
    return {"transform.position.x": str(x), "transform.position.z": str(z)}


def furnish(designer):
    """Hero, friend, a gang that a trigger calls, what wins and what loses."""
    designer.choose("Entity", "Add a prefab", "Hero")
    place(designer, stand(0, 10))
    designer.choose("Entity", "Add a prefab", "Ally")
    place(designer, stand(2, 11))
    designer.choose("Encounter", "Add trigger")
    place(designer, stand(0, 6))
    designer.choose("Encounter", "Add wave")
    place(designer, stand(0, -6))
    place(designer, {"spawn_group.prefab": "Raider", "spawn_group.count": "6", "spawn_group.radius": "3"})
    place(designer, {"spawn_group.when": "Trigger", "spawn_group.trigger": "Trigger"})
    designer.choose("Encounter", "Add victory condition")
    designer.choose("Encounter", "Add defeat condition")


def test_a_fight_is_placed_played_lost_and_won_by_one_number(designer, starter):
    # Given the starter's empty field, which says what it lacks
    designer.open(starter, trusted=False)
    designer.editor.settings.set("play.seed", SEED)
    assert any("Nobody appears in this encounter yet" in text for text in designer.problems())
    # When a party, a wave, a trigger, a victory and a defeat are placed
    tool = designer.editor.tools.tool
    furnish(designer)
    assert designer.editor.tools.tool == tool, "letters that were typed chose no tool"
    # Then nothing is wrong any more
    assert designer.problems() == []
    designer.picture("fight_1_placed")
    # When it is played as it stands, it is lost
    designer.press("F4")
    designer.play()
    designer.play_until("defeat")
    designer.wait(lambda: designer.told_at_the_end().startswith("Defeat"))
    designer.picture("fight_2_lost")
    designer.stop()
    designer.wait(lambda: not designer.told_at_the_end())
    # And when one number is changed, the same seed is won
    designer.select("wave")
    before = len(designer.editor.undo.entries)
    designer.type_in_inspector("spawn_group.count", "2")
    assert len(designer.editor.undo.entries) == before + 1
    designer.play()
    designer.play_until("victory")
    designer.picture("fight_3_won")
    designer.stop()
    # And what was placed can be saved
    designer.press("Ctrl+S")
    designer.wait(lambda: not designer.editor.is_dirty)
    assert designer.written("wave", "spawn_group.count") == 2
    assert designer.files() == designer.documents()
