"""Playing the slice: the editor shows where the running copy is, and afterwards what was open before."""

import pytest

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.core.play.clock import TICK_S
from engine.world.ids import DEFEAT
from tests.engine.play.saga import write_saga

FRAME = TICK_S + 1e-9
HOME = ("court", "ambush")


@pytest.fixture
def editor(tmp_path):
    services = Editor()
    install(services)
    services.warm_up.is_enabled = False
    services.open_project(write_saga(tmp_path / "saga"), trusted=True)
    services.open_scene(*HOME)
    services.play.autopilot = "average"
    yield services
    services.shut_down()


def place(editor):
    return editor.scene, editor.encounter


def play_to_chapter(editor, chapter):
    editor.actions.run("play.slice")
    while editor.play.session.chapter < chapter:
        assert editor.play.advance(FRAME)


def test_who_is_in_the_next_chapter_too_stays_selected(editor):
    editor.selection.set(["robber_2", "friend", "hero"])
    play_to_chapter(editor, 1)
    assert editor.selection.ids == ("friend", "hero")
    told = []
    editor.selection.changed.connect(told.append)
    editor.selection.set(["robber_1", "hero"])
    while editor.play.session.chapter < 2:
        assert editor.play.advance(FRAME)
    assert editor.selection.ids == ("hero",)
    assert told == [("robber_1", "hero"), ("hero",)], "it was never let go on the way"


def test_the_editor_shows_each_chapter_and_then_what_was_open_before(editor):
    editor.selection.set(["robber_2"])
    texts = {file: editor.document.text(file) for file in editor.document.files}
    editor.actions.run("play.slice")
    assert editor.play.is_slice
    assert (place(editor), editor.selection.ids) == (("yard", "duel"), ())
    shown = [place(editor)]
    editor.scene_changed.connect(lambda: shown.append(place(editor)))
    while not editor.play.has_ended:
        editor.play.advance(FRAME)
        session = editor.play.session
        assert place(editor) == (session.compiled.view.scene, session.compiled.view.encounter)
    assert shown == [("yard", "duel"), ("court", "ambush"), ("yard", "farewell")]
    assert editor.play.outcome == "victory"
    told = [line.text for line in editor.log.lines if line.text.startswith("Chapter")]
    assert told == ["Chapter 2 of 3: Ambush", "Chapter 3 of 3: Farewell"]

    editor.actions.run("play.stop")

    assert (place(editor), editor.selection.ids) == (HOME, ("robber_2",))
    assert {file: editor.document.text(file) for file in editor.document.files} == texts
    assert not editor.undo.entries
    assert not editor.is_dirty


def test_going_back_over_a_seam_shows_the_earlier_chapter(editor):
    play_to_chapter(editor, 1)
    seam = editor.play.tick
    digest = editor.play.session.digest()
    assert editor.play.seek(seam - 1) == ""
    assert (editor.play.session.chapter, place(editor)) == (0, ("yard", "duel"))
    assert editor.play.seek(seam) == ""
    assert (editor.play.session.digest(), place(editor)) == (digest, ("court", "ambush"))


def test_retry_begins_the_present_chapter_anew(editor):
    play_to_chapter(editor, 1)
    began = editor.play.session.chapter_began
    editor.play.advance(FRAME)
    editor.play.session.world.view["outcome"][0] = DEFEAT
    editor.play.advance(FRAME)
    travels = []
    editor.play.travelled.connect(lambda: travels.append(editor.play.tick))
    editor.actions.run("play.retry")
    assert not editor.play.has_ended
    editor.play.advance(FRAME)
    session = editor.play.session
    assert (session.chapter, session.outcome, len(travels)) == (1, "running", 1)
    assert session.chapter_began > began
    assert place(editor) == ("court", "ambush")


def test_stop_and_another_scene_end_the_slice(editor):
    play_to_chapter(editor, 1)
    editor.open_scene("yard", "duel")
    assert (editor.play.state, place(editor)) == ("stopped", ("yard", "duel"))
    editor.play.start()
    assert not editor.play.is_slice
    editor.play.advance(FRAME)
    editor.play.stop()
    assert place(editor) == ("yard", "duel")


def test_play_again_plays_the_slice_again(editor):
    play_to_chapter(editor, 2)
    while not editor.play.has_ended:
        editor.play.advance(FRAME)
    editor.actions.run("play.start")
    assert (editor.play.tick, editor.play.is_slice, place(editor)) == (0, True, ("yard", "duel"))
    editor.play.stop()
    assert place(editor) == HOME


def test_later_chapters_are_ready_before_they_are_come_to(editor, qtbot):
    editor.actions.run("play.slice")
    chapters = editor.play.session.slice
    qtbot.waitUntil(lambda: chapters.is_ready(2))


def test_a_project_without_a_slice_says_what_is_missing(editor, tmp_path):
    editor.open_project(write_saga(tmp_path / "other", project='format = 1\nkind = "project"\nmain_scene = "yard"\n'))
    enabled, why_not = editor.actions.enabled("play.slice")
    assert not enabled
    assert "name its encounters in `slice`" in why_not


def test_the_menu_begins_with_playing_and_calls_the_whole_by_the_project_s_title(editor):
    groups = editor.actions.in_menu("Play")
    assert [action.id for action in groups[0][:2]] == ["play.start", "play.slice"]
    assert {action.id for action in groups[1]} == {"play.from_here", "play.from_beat", "play.from_last"}
    assert editor.actions.title("play.slice") == f"Play {editor.title} from the start"
