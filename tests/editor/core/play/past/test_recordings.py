"""A run is saved to a file and comes back with its timeline; what is no good recording changes nothing and says why."""

from pathlib import Path

import pytest

from editor.core.editor import Editor
from editor.core.play.past.recordings import open_recording, save_recording
from engine.document import Path as At
from engine.document import Set
from engine.play.commands import Input
from tests.editor.core.glade import plant

FRAME = 1 / 60 + 1e-9


def play_on(editor: Editor, ticks: int) -> None:
    editor.play.resume()
    for _ in range(ticks):
        editor.play.advance(FRAME)
    editor.play.pause()


@pytest.fixture
def saved(editor: Editor, tmp_path: Path) -> Path:
    """The recording of ten seconds in the glade, of which the third is shown."""
    editor.play.start(seed=3)
    editor.play.input = Input(move=(0.0, 1.0))
    play_on(editor, 120)
    editor.play.input = Input(move=(1.0, 0.0))
    play_on(editor, 480)
    editor.play.seek(180)
    said: list[str] = []
    job = save_recording(editor, tmp_path / "run.awrec", said.append)
    assert job is not None
    editor.jobs.wait(job)
    assert said == [""]
    return tmp_path / "run.awrec"


def opened(editor: Editor, path: Path) -> str:
    """Open a recording and wait; what was said at the end."""
    said: list[str] = []
    job = open_recording(editor, path, said.append)
    if job is not None:
        editor.jobs.wait(job)
    (why_not,) = said
    return why_not


def test_a_saved_run_comes_back_with_all_its_ticks_and_what_happened(editor: Editor, saved: Path):
    play = editor.play
    assert play.chronicle is not None
    story = play.chronicle.story()
    digests = {tick: _at(editor, tick) for tick in (0, 77, 350, story.end)}
    play.stop()
    assert opened(editor, saved) == ""

    assert (play.state, play.tick, play.is_replaying, play.seed) == ("paused", 0, True, 3)
    assert play.chronicle is not None
    assert play.chronicle.story() == story
    for tick, digest in digests.items():
        assert _at(editor, tick) == digest


def _at(editor: Editor, tick: int) -> str:
    assert editor.play.seek(tick) == ""
    assert editor.play.session is not None
    return editor.play.session.digest()


def test_it_is_played_again_as_it_was_until_somebody_takes_over(editor: Editor, saved: Path):
    assert opened(editor, saved) == ""
    play = editor.play
    play.input = Input(move=(-1.0, 0.0))
    play_on(editor, 200)
    assert (play.tick, len(play.branches.rows())) == (200, 1)
    play.take_over()
    play_on(editor, 30)

    assert play.history is not None
    assert play.history.end == 230
    assert [row.end for row in play.branches.rows()] == [230, 600]


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda data: data[:-40], "is damaged or was cut short"),
        (lambda data: data[:200] + b"\x00" + data[201:], "is damaged or was cut short"),
        (lambda data: b"PNG" + data, "is no recording"),
        (lambda data: b"", "is no recording"),
    ],
)
def test_a_damaged_file_changes_nothing_of_what_plays(editor: Editor, saved: Path, damage, why):
    saved.write_bytes(damage(saved.read_bytes()))
    session, tick = editor.play.session, editor.play.tick
    said = opened(editor, saved)

    assert said.startswith("run.awrec was not opened: ")
    assert why in said
    assert (editor.play.session, editor.play.tick) == (session, tick)


def test_a_file_that_is_not_there_is_told(editor: Editor, tmp_path: Path):
    assert "can't be read: No such file or directory." in opened(editor, tmp_path / "none.awrec")


def test_a_recording_of_an_edited_scene_is_refused_and_the_edit_stays(editor: Editor, saved: Path):
    editor.play.stop()
    editor.run(Set(path=At.entity("scenes/glade", "kael", "health", "current"), old=None, new=30.0))
    said = opened(editor, saved)

    assert "the scene is not what it was when this was recorded: Kael begins with another health. Undo that" in said
    assert editor.play.state == "stopped"
    assert editor.undo.index == 1


def test_a_recording_of_another_project_is_refused(editor: Editor, saved: Path, tmp_path: Path):
    editor.open_project(plant(tmp_path / "grove"))

    assert 'it is of the project "glade", and "grove" is open' in opened(editor, saved)


def test_a_recording_whose_encounter_is_gone_is_refused(editor: Editor, saved: Path):
    assert editor.document is not None
    folder = editor.document.folder
    (folder / "encounters" / "ambush.toml").unlink()
    editor.open_project(folder)

    assert "the project has no encounters/ambush any more" in opened(editor, saved)


def test_what_cannot_be_written_is_told(editor: Editor, tmp_path: Path):
    editor.play.start(seed=3)
    play_on(editor, 5)
    said: list[str] = []
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    job = save_recording(editor, tmp_path / "file" / "run.awrec", said.append)
    assert job is not None
    editor.jobs.wait(job)

    assert said[0].startswith("run.awrec was not saved: ")


def test_a_stopped_run_can_still_be_saved_until_the_next_one_begins(editor: Editor, tmp_path: Path):
    said: list[str] = []
    assert save_recording(editor, tmp_path / "run.awrec", said.append) is None
    assert said == ["Nothing is playing; play first."]
    editor.play.start(seed=3)
    editor.play.input = Input(move=(0.0, 1.0))
    play_on(editor, 200)
    digest = _at(editor, 200)
    editor.play.seek(90)
    editor.play.stop()
    assert editor.play.branches.last is not None
    assert editor.play.branches.last.seconds == 200 / 60

    job = save_recording(editor, tmp_path / "run.awrec", said.append)
    assert job is not None
    editor.jobs.wait(job)
    assert said[1:] == [""]
    assert opened(editor, tmp_path / "run.awrec") == ""
    assert editor.play.branches.last is None
    assert _at(editor, 200) == digest
