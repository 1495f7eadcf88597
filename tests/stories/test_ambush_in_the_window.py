"""An ambush of two waves is built on the board alone, tried, changed, played from its second wave, and undone."""

from tests.stories.board import Board

SEED = 5


def test_an_ambush_is_built_tried_and_played_from_its_second_wave(designer, starter):
    # Given the starter with a hero and a friend, and its empty encounter on the board
    designer.open(starter, trusted=False)
    editor = designer.editor
    editor.settings.set("play.seed", SEED)
    start = designer.documents()
    board = Board(designer)
    designer.choose("Entity", "Add a prefab", "Hero")
    designer.type_in_inspector("transform.position.z", "10")
    designer.choose("Entity", "Add a prefab", "Ally")
    designer.type_in_inspector("transform.position.z", "11")
    designer.type_in_inspector("transform.position.x", "2")
    board.open()
    assert "Nothing happens in this encounter yet" in board.words()
    designer.picture("ambush_1_empty")
    # When the parts are added one after the other, each is linked to the row before
    editor.selection.clear()
    board.add("Trigger")
    trigger = editor.selection.primary
    board.add("Wave")
    first = editor.selection.primary
    board.add("Wave")
    second = editor.selection.primary
    assert designer.written(first, "spawn_group.when") == "trigger"
    assert designer.written(first, "spawn_group.trigger") == trigger
    assert designer.written(second, "spawn_group.when") == "after"
    assert designer.written(second, "spawn_group.after") == first
    assert (designer.value(first, "spawn_group.count"), designer.value(second, "spawn_group.count")) == (2, 3)
    assert designer.value(second, "spawn_group.delay") == 3.0
    board.add("Objective")
    board.select("Trigger")
    board.add("Line")
    designer.type_in_inspector("line.text", "It is a trap!")
    board.add("Victory")
    board.add("Defeat")
    designer.settle()
    assert designer.problems() == []
    board.open()
    designer.picture("ambush_2_built")
    assert [row[:2] for row in board.rows()] == [
        ("Start", "The encounter begins; it is over after 180 s"),
        ("Trigger", "When the party enters a circle of 5 m"),
        ("Line", "Hero: “It is a trap!”, when “Trigger” fires"),
        ("Wave", "2 × Raider, after “Trigger” fires"),
        ("Wave 2", "3 × Raider, 3 s after nobody of “Wave” is left"),
        ("Defeat all enemies", "Bring down or drive off every enemy"),
        ("Victory", "Won when every objective is met"),
        ("Defeat", "Lost when the whole party is down"),
    ]
    # Then a trial shows when each part came
    board.try_it()
    trial = editor.trials.last
    assert trial.outcome in ("victory", "defeat")
    assert [beat.what for beat in trial.beats[trigger]] == ["led", "fired"]
    assert [beat.what for beat in trial.beats[second]][:2] == ["called", "came"]
    assert trial.beats[second][1].tick - trial.beats[second][0].tick == 180
    assert trial.beats[first][0].amount == 2
    designer.picture("ambush_3_tried")
    # And a click on a beat plays from there, with the wave before beaten
    board.click_beat(second, "came", "Play from here")
    designer.wait(lambda: editor.play.session is not None and editor.play.state == "playing")
    designer.play_for(2.0)
    names = editor.play.session.compiled.parts.event_names
    assert "spawned" in {names[event.kind] for event in editor.play.session.events}
    designer.picture("ambush_4_played_from_the_second_wave")
    designer.stop()
    # And an edit puts the trial out of date
    assert not editor.trials.is_stale
    board.open()
    board.select("Wave 2")
    designer.type_in_inspector("spawn_group.count", "4")
    assert editor.trials.is_stale
    assert board.view.trial.stale.isVisible()
    # Undo takes every step back
    while editor.undo.can_undo:
        designer.press("Ctrl+Z")
    assert designer.documents() == start
