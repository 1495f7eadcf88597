"""People beside the autopilot: plays that end here and recordings of the project, each once, of the same values."""

import shutil
from pathlib import Path
from typing import Any

from editor.core.balance.people import People
from editor.core.balance.plays import Play, plays_in, tried_in
from editor.core.editor import Editor
from editor.core.play.past.recordings import save_recording
from engine.balance.intervals import calibrated
from engine.play.commands import Input, Tune
from tests.editor.core.balance.stage import brawling, give, played, until


def play_by_hand(editor: Editor, *, seed: int, said: tuple[Any, ...] = (), autopilot: str | None = None) -> None:
    """Play the open encounter to its end, with one move of the hands."""
    editor.play.autopilot = autopilot
    editor.play.start(seed)
    editor.play.input = Input(move=(0.0, 1.0))
    for command in said:
        editor.play.say(command)
    while not editor.play.has_ended:
        editor.play._run(60)


def known(editor: Editor) -> Any:
    people: People = editor.balance.people
    until(editor, lambda: people.tried is not None and people._job is None and not people._is_due)
    return people.tried


def test_runs_that_a_person_ends_are_counted_once_with_their_recordings(tmp_path: Path):
    with brawling(tmp_path) as editor:
        played(editor)
        assert known(editor).runs == 0

        play_by_hand(editor, seed=5)
        won = editor.play.outcome == "victory"
        saved: list[str] = []
        assert editor.document is not None
        save_recording(editor, editor.document.folder / "runs" / "by_hand.awrec", saved.append)
        until(editor, lambda: bool(saved))
        editor.play.stop()
        until(editor, lambda: editor.balance.people.tried is not None and editor.balance.people.tried.runs == 1)
        assert known(editor).wins == int(won)

        play_by_hand(editor, seed=6)
        editor.play.stop()
        until(editor, lambda: editor.balance.people.tried is not None and editor.balance.people.tried.runs == 2)
        tried = known(editor)
        assert tried.interval == calibrated(tried.wins, 2)

        give(editor, "hero_1", "health", "maximum", value=91.0)
        played(editor)
        assert known(editor).runs == 0, "other values, another encounter"
        editor.undo.undo()
        played(editor)
        assert known(editor).runs == 2


def test_recordings_of_an_earlier_session_count(tmp_path: Path):
    with brawling(tmp_path) as editor:
        play_by_hand(editor, seed=5)
        saved: list[str] = []
        assert editor.document is not None
        folder = editor.document.folder
        save_recording(editor, folder / "runs" / "by_hand.awrec", saved.append)
        until(editor, lambda: bool(saved))
        won = editor.play.outcome == "victory"
        editor.play.stop()

    with brawling(tmp_path / "later") as editor:
        assert editor.document is not None
        shutil.copytree(folder / "runs", editor.document.folder / "runs")
        played(editor)
        tried = known(editor)
        assert (tried.runs, tried.wins) == (1, int(won))


def test_what_an_autopilot_or_another_number_helped_with_does_not_count(tmp_path: Path):
    with brawling(tmp_path) as editor:
        played(editor)
        play_by_hand(editor, seed=5, autopilot="novice")
        editor.play.stop()
        play_by_hand(editor, seed=5, said=(Tune("hero_1", "health.current", 50.0),))
        editor.play.stop()
        editor.play.autopilot = None
        editor.balance.people._is_due = True
        assert known(editor).runs == 0


def test_recordings_are_read_once_and_damaged_ones_count_for_nothing(tmp_path: Path):
    with brawling(tmp_path) as editor:
        play_by_hand(editor, seed=5)
        saved: list[str] = []
        folder = tmp_path / "recordings"
        save_recording(editor, folder / "one.awrec", saved.append)
        until(editor, lambda: bool(saved))
        editor.play.stop()
        seen: dict[Any, Any] = {}
        (play,) = plays_in(folder, seen)
        shutil.copy(folder / "one.awrec", folder / "two.awrec")
        (folder / "cut.awrec").write_bytes((folder / "one.awrec").read_bytes()[:-9])
        (folder / ".hidden").mkdir()
        shutil.copy(folder / "one.awrec", folder / ".hidden" / "three.awrec")
        assert plays_in(folder, seen) == [play, play]
        assert tried_in([play, play]).runs == 1
        assert {path.name for path in seen} == {"one.awrec", "two.awrec", "cut.awrec"}
        (folder / "two.awrec").unlink()
        assert plays_in(folder, seen) == [play]


def test_the_median_is_of_wins_alone():
    plays = [Play(str(n), "f", n != 3, seconds) for n, seconds in enumerate((10.0, 40.0, 20.0, 99.0))]
    tried = tried_in(plays)
    assert (tried.wins, tried.runs, tried.seconds_to_win) == (3, 4, 20.0)
    assert tried_in(plays[:2]).seconds_to_win == 25.0
    assert tried_in([plays[3]]).seconds_to_win is None
