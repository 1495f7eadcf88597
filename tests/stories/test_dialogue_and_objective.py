"""Dialogue and objectives are written, dragged into order, mended by a quick fix, and heard in a trial."""

from tests.stories.board import Board

SEED = 5


def test_lines_and_objectives_are_written_linked_and_heard(designer, starter):
    # Given a new encounter, which opens the board
    designer.open(starter, trusted=False)
    editor = designer.editor
    editor.settings.set("play.seed", SEED)
    start = designer.documents()
    board = Board(designer)
    designer.window.docks.focus("problems")
    designer.answer_name("The bridge", lambda: designer.choose("Encounter", "New encounter…"))
    designer.wait(lambda: designer.window.docks.is_visible("encounter") and board.view is not None)
    assert editor.encounter == "the_bridge"
    assert "Begin with all that is needed for" in board.words()
    designer.picture("dialogue_0_new")
    entries = len(editor.undo.entries)
    # When one button puts in all that an ambush needs, as one entry
    board.begin("an ambush")
    assert len(editor.undo.entries) == entries + 1
    names = [row[0] for row in board.rows()]
    assert names[:4] == ["Start", "Ambush", "Line", "Enemies"]
    assert {"Wave 2", "Defeat all enemies", "Victory", "Defeat"} <= set(names)
    designer.settle()
    assert designer.problems() == []
    board.open()
    designer.picture("dialogue_1_begun")
    # And a further objective is added: to leave by a place, once all are beaten
    board.select("Defeat all enemies")
    board.add("Objective")
    leave = editor.selection.primary
    designer.type_in_inspector("objective.text", "Leave by the north")
    assert designer.written(leave, "objective.after") == "defeat_all_enemies"
    assert designer.written(leave, "objective.kind") == "reach"
    # And a line that Wave 2 brings
    board.open()
    board.select("Wave 2")
    designer.type_in_inspector("spawn_group.count", "1")
    board.open()
    board.add("Line")
    line = editor.selection.primary
    designer.type_in_inspector("line.text", "More of them!")
    assert (designer.written(line, "line.when"), designer.written(line, "line.of")) == ("wave", "wave_2")
    # And victory is dragged onto the last objective
    board.open()
    board.drag("Victory", "Reach this place")
    assert designer.written("victory", "victory.objective") == leave
    designer.picture("dialogue_2_written")
    # And a wave that was deleted leaves what followed it broken, with a repair in its row
    board.select("Enemies")
    designer.press("Delete", board.view.board)
    designer.settle()
    broken = next(row for row in board.rows() if row[0] == "Wave 2")
    assert broken[3]
    designer.picture("dialogue_3_broken")
    designer.press("Ctrl+Z")
    designer.settle()
    assert not any(row[3] for row in board.rows())
    # Then a trial says every line in its time
    board.try_it()
    trial = editor.trials.last
    said = {each: trial.beats[each][0].tick for each in trial.beats if trial.beats[each][0].what == "said"}
    came = next(beat.tick for beat in trial.beats["wave_2"] if beat.what == "came")
    assert 0 <= said[line] - came <= 1
    assert trial.outcome in ("victory", "defeat")
    designer.picture("dialogue_4_tried")
    # And all of it can be taken back
    while editor.undo.can_undo:
        designer.press("Ctrl+Z")
    assert designer.documents() == start
