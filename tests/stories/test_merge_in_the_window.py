"""What changed here and elsewhere is resolved side by side in the window: by mouse, by keyboard, and across git."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from engine.document import Document
from engine.document.merge.install import install

LEFT = Qt.MouseButton.LeftButton
SCENE = "scenes/echo_grove"
IT_WAS, MINE, THEIRS = 2, 3, 4


@pytest.fixture
def grove(designer, veilweaver) -> Path:
    """The scene's file on disk, with the project open and the watch at work."""
    designer.open(veilweaver)
    designer.wait(lambda: designer.editor.watch.is_running and not designer.editor.outside.is_reading)
    return veilweaver / "scenes" / "echo_grove.toml"


def replaced(text: str, *changes: tuple[str, str]) -> str:
    """A text with some parts replaced, each of which is there once."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def click_side(designer, row: int, side: int) -> None:
    """Click one version of a conflict in the room."""
    table = designer.panel("conflicts").table
    # A low dock does not show every row at once.
    table.scrollTo(table.conflicts.index(row, side))
    place = table.visualRect(table.conflicts.index(row, side)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=place)


def click(widget: QWidget) -> None:
    """Click in the middle of a button."""
    QTest.mouseClick(widget, LEFT, pos=QPoint(widget.width() // 2, widget.height() // 2))


def shown(designer) -> list[list[str]]:
    """What the table of conflicts says, row by row."""
    rows = designer.panel("conflicts").table.conflicts
    return [[str(rows.index(line, column).data()) for column in range(1, 6)] for line in range(rows.rowCount())]


def clash(designer, grove: Path) -> None:
    """Kael, Lyra and the Anchor of Dawn are changed here and on disk at once; on disk Talren moves too."""
    editor = designer.editor
    editor.run(designer.set("kael", "transform.position", [1.4, 0.0, 3.9]))
    editor.run(designer.set("lyra", "name", "Lyra the scout"))
    editor.run(designer.set("anchor_dawn", "anchor.stability", 0.9))
    editor.run(designer.set("anchor_tides", "anchor.stability", 0.5))
    text = replaced(
        grove.read_text(encoding="utf-8"),
        ("position = [0.4, 0.0, 3.9]", "position = [-0.6, 0.0, 4.5]"),
        ('name = "Lyra"', 'name = "Lyra of the vale"'),
        ("stability = 0.82", "stability = 0.7"),
        ("rotation = [0.0, 183.6, 0.0]", "rotation = [0.0, 175.0, 0.0]"),
    )
    grove.write_text(text, encoding="utf-8")
    designer.wait(lambda: editor.outside.pending is not None)
    designer.wait(lambda: designer.panel("conflicts") is not None)
    designer.wait(lambda: len(shown(designer)) == 3)


def test_a_clash_with_the_disk_is_resolved_by_mouse_and_saved(designer, grove):
    clash(designer, grove)
    editor, room = designer.editor, designer.panel("conflicts")
    assert any("3 conflicts are open" in toast for toast in designer.toasts())
    designer.picture("conflict_open")
    click_side(designer, 0, THEIRS)
    click_side(designer, 1, MINE)
    room.toggle.click()
    designer.picture("conflict_half")
    click_side(designer, 2, THEIRS)
    designer.picture("conflict_resolved")
    click(room.apply)
    # A project of some size is put together in a job.
    designer.wait(lambda: editor.outside.pending is None)
    text = editor.document.text(SCENE)
    assert editor.undo.entries[-1].who == "merge"
    designer.press("Ctrl+S")
    designer.wait(lambda: not editor.is_dirty)
    assert grove.read_text(encoding="utf-8") == text
    designer.picture("conflict_empty")
    again = Document.open(grove.parents[1], vocabulary=editor.document.vocabulary)
    assert again.text(SCENE) == text


def test_a_clash_is_resolved_by_keyboard_alone(designer, grove):
    clash(designer, grove)
    editor, room = designer.editor, designer.panel("conflicts")
    designer.window.show_panel("conflicts")
    designer.wait(room.table.hasFocus)
    designer.press("2", room.table)
    designer.press("Down", room.table)
    designer.press("3", room.table)
    assert editor.selection.ids == ("kael",)
    designer.press("Down", room.table)
    designer.press("Left", room.table)
    designer.press("Left", room.table)
    designer.press("Return", room.table)
    assert [row[4] for row in shown(designer)] == ["Mine", "Theirs", "As it was"]
    room.apply.setFocus()
    designer.press("Space", room.apply)
    designer.wait(lambda: editor.outside.pending is None)
    assert designer.written("lyra", "name") == "Lyra the scout"
    assert designer.written("kael", "transform.position") == [-0.6, 0.0, 4.5]
    assert designer.written("anchor_dawn", "anchor.stability") == 0.82
    assert designer.written("talren", "transform.rotation") == [0.0, 175.0, 0.0]


def test_saving_over_an_open_clash_asks_first(designer, grove):
    clash(designer, grove)
    on_disk = grove.read_bytes()
    said = designer.answer("resolve", lambda: designer.press("Ctrl+S"))
    assert "Not saved: conflicts are open" in said
    assert (
        "scenes/echo_grove.toml: the file was changed on disk while it was changed here, with 3 conflicts open" in said
    )
    assert "Your changes are still here." in said
    assert grove.read_bytes() == on_disk
    designer.answer("over", lambda: designer.press("Ctrl+S"))
    designer.wait(lambda: not designer.editor.is_dirty)
    assert designer.editor.outside.pending is None
    assert grove.with_name("echo_grove.toml.bak").read_bytes() == on_disk
    assert "Lyra the scout" in grove.read_text(encoding="utf-8")


def test_undo_takes_a_resolved_merge_back_as_a_whole(designer, grove):
    clash(designer, grove)
    editor, room = designer.editor, designer.panel("conflicts")
    before = designer.documents()
    click(room.take_theirs)
    click(room.apply)
    designer.wait(lambda: designer.documents() != before)
    designer.press("Ctrl+Z")
    assert designer.documents() == before
    assert editor.outside.pending is None


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    """Run git as a designer's terminal does."""
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert (done.returncode != 0) == fails, f"{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture
def branches(veilweaver) -> Path:
    """Two branches of a project: both move Kael and rename Lyra, each also does something of its own; not merged."""
    install_from(veilweaver)
    scene = veilweaver / "scenes" / "echo_grove.toml"
    start = scene.read_text(encoding="utf-8")
    git(veilweaver, "checkout", "-q", "-b", "theirs")
    theirs = (("position = [0.4, 0.0, 3.9]", "position = [-0.6, 0.0, 4.5]"), ("stability = 0.82", "stability = 0.7"))
    scene.write_text(replaced(start, *theirs), encoding="utf-8")
    git(veilweaver, "commit", "-qam", "Kael waits further back")
    git(veilweaver, "checkout", "-q", "main")
    ours = (("position = [0.4, 0.0, 3.9]", "position = [1.4, 0.0, 3.9]"), ('name = "Lyra"', 'name = "Lyra the scout"'))
    scene.write_text(replaced(start, *ours), encoding="utf-8")
    git(veilweaver, "commit", "-qam", "Kael stands nearer")
    return veilweaver


def install_from(folder: Path) -> None:
    """A repository with the project and the merge driver in it."""
    git(folder, "init", "-q", "-b", "main")
    install(folder)
    git(folder, "add", "--all")
    git(folder, "commit", "-qm", "The grove")


def test_two_branches_merged_by_git_are_resolved_in_the_window_and_committed(designer, branches):
    told = git(branches, "merge", "theirs", fails=True)
    assert "Kael" in told
    assert "position" in told
    designer.open(branches)
    editor = designer.editor
    designer.wait(lambda: editor.outside.pending is not None)
    designer.wait(lambda: designer.panel("conflicts") is not None and len(shown(designer)) == 1)
    assert any(
        "Two versions of scenes/echo_grove.toml were merged by git; 1 conflict is open." in line
        for line in designer.problems()
    )
    problems = designer.panel("problems")
    line = next(
        row for row in range(problems.rows.rowCount()) if "merged by git" in str(problems.rows.index(row, 0).data())
    )
    assert str(problems.rows.index(line, 3).data()) == "Show conflicts"
    problems.table.clicked.emit(problems.rows.index(line, 3))
    designer.wait(lambda: designer.window.docks.is_visible("conflicts"))
    assert shown(designer) == [["Position", "(0.4, 0, 3.9) m", "(1.4, 0, 3.9) m", "(−0.6, 0, 4.5) m", "Open"]]
    designer.picture("git_conflict")
    click_side(designer, 0, THEIRS)
    click(designer.panel("conflicts").apply)
    designer.press("Ctrl+S")
    designer.wait(lambda: not editor.is_dirty)
    designer.wait(lambda: any("marked as resolved (git add)" in toast for toast in designer.toasts()))
    assert "UU" not in git(branches, "status", "--porcelain")
    git(branches, "commit", "-qm", "Both branches")
    text = git(branches, "show", "HEAD:scenes/echo_grove.toml")
    for line in ("position = [-0.6, 0.0, 4.5]", "stability = 0.7", 'name = "Lyra the scout"'):
        assert line in text
    designer.wait(lambda: not any("merged by git" in line for line in designer.problems()))


def test_a_merge_that_git_makes_while_the_project_is_open_is_noticed(designer, branches):
    designer.open(branches)
    editor = designer.editor
    designer.wait(lambda: editor.watch.is_running and not editor.outside.is_reading)
    git(branches, "merge", "theirs", fails=True)
    designer.wait(lambda: editor.outside.pending is not None and editor.outside.pending.origin == "git")
    designer.wait(lambda: designer.written("anchor_dawn", "anchor.stability") == 0.7)
    assert designer.written("kael", "transform.position") == [1.4, 0.0, 3.9]
    assert not editor.is_dirty
    git(branches, "merge", "--abort")
    designer.wait(lambda: editor.outside.pending is None)
    designer.wait(lambda: designer.written("anchor_dawn", "anchor.stability") == 0.82)


def test_an_untrusted_project_is_not_asked_of_git(designer, branches):
    git(branches, "merge", "theirs", fails=True)
    designer.open(branches, trusted=False)
    editor = designer.editor
    designer.wait(
        lambda: editor.watch.is_running and not editor.outside.is_reading and not editor.outside.git.is_looking
    )
    assert editor.outside.pending is None


def test_merging_in_git_is_set_up_from_the_empty_room(designer, veilweaver):
    git(veilweaver, "init", "-q", "-b", "main")
    designer.open(veilweaver)
    designer.window.show_panel("conflicts")
    designer.wait(lambda: designer.panel("conflicts") is not None)
    room = designer.panel("conflicts")
    designer.picture("conflicts_empty")
    said = designer.answer("set_up", lambda: click(room.empty.button))
    assert "writes .gitattributes" in said
    assert "scenes/*.toml merge=astraweave" in (veilweaver / ".gitattributes").read_text(encoding="utf-8")
    assert "merge.astraweave.driver" in git(veilweaver, "config", "--local", "--list")
    assert any("Git merges this project by entity" in toast for toast in designer.toasts())
