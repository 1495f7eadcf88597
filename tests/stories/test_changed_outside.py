"""Another program changes the files of the open project: the window says what happened, and nothing is lost."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from editor.core.editor import Editor
from engine.document import Path as Place
from engine.document import Set

SCENE = "scenes/echo_grove"


@pytest.fixture
def grove(designer, veilweaver) -> Path:
    """The scene's file on disk, with the project open and the watch at work."""
    designer.open(veilweaver)
    designer.wait(lambda: designer.editor.watch.is_running and not designer.editor.outside.is_reading)
    return veilweaver / "scenes" / "echo_grove.toml"


def rewrite(file: Path, old: str, new: str) -> str:
    """Change a file as another program does."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    return text


def said(texts, *words):
    """Whether one of the texts holds all the words."""
    return any(all(word in text for word in words) for text in texts)


def outliner_rows(designer) -> list[str]:
    """The names of the party as the outliner shows them."""
    items = designer.panel("outliner").items
    return [str(items.index_of(node).data()) for node in items.nodes(["talren", "aria", "lyra", "kael"])]


def test_a_change_made_outside_is_taken_in_and_can_be_undone(designer, grove):
    before = designer.documents()
    text = rewrite(grove, 'name = "Lyra"', 'name = "Lyra of the vale"')
    designer.wait(lambda: designer.documents()[SCENE] == text.encode())
    assert said(
        designer.toasts(), "scenes/echo_grove.toml changed on disk", "Rename Lyra to Lyra of the vale", "Ctrl+Z"
    )
    assert "Lyra of the vale" in outliner_rows(designer)
    assert not designer.editor.is_dirty
    designer.picture("taken_in")
    designer.press("Ctrl+Z")
    assert designer.documents() == before
    assert designer.editor.is_dirty


def test_changes_of_different_things_are_merged_and_both_are_saved(designer, grove):
    editor = designer.editor
    designer.select("kael")
    designer.type_in_inspector("transform.position.x", "5")
    rewrite(grove, 'name = "Lyra"', 'name = "Lyra of the vale"')
    designer.wait(lambda: "Lyra of the vale" in outliner_rows(designer))
    assert said(designer.toasts(), "Merged 1 change made outside with yours", "scenes/echo_grove.toml")
    assert [entry.who for entry in editor.undo.entries] == ["you", "merge"]
    designer.press("Ctrl+S")
    designer.wait(lambda: not editor.is_dirty)
    text = grove.read_text(encoding="utf-8")
    assert 'name = "Lyra of the vale"' in text
    assert "position = [5.0, 0.0, 3.9]" in text
    assert designer.files() == designer.documents()


def test_a_scene_that_appears_can_be_opened(designer, grove):
    (grove.parent / "cave.toml").write_text('format = 1\nkind = "scene"\ntitle = "Cave"\n', encoding="utf-8")
    designer.wait(lambda: "scene.open_cave_" in designer.editor.actions)
    assert said(designer.toasts(), "scenes/cave.toml appeared on the disk")
    designer.choose("File", "Open a scene", "Cave")
    designer.wait(lambda: designer.editor.scene == "cave")


def test_a_file_that_vanishes_is_told_kept_and_written_again(designer, grove):
    text = grove.read_bytes()
    grove.unlink()
    designer.wait(lambda: said(designer.toasts(), "scenes/echo_grove.toml vanished from the disk"))
    wanted = "scenes/echo_grove.toml vanished from the disk; it is still here and is written again on save."
    assert wanted in designer.problems()
    designer.picture("vanished")
    designer.press("Ctrl+S")
    designer.wait(lambda: not designer.editor.is_dirty)
    assert grove.read_bytes() == text
    assert not said(designer.problems(), "vanished")


def test_a_file_that_vanishes_can_be_deleted_here_too(designer, grove):
    encounter = grove.parents[1] / "encounters" / "tutorial.toml"
    encounter.unlink()
    designer.wait(lambda: said(designer.toasts(), "encounters/tutorial.toml vanished"))
    lines = designer.problems()
    row = next(number for number, line in enumerate(lines) if "vanished" in line)
    table = designer.panel("problems").table
    assert str(designer.panel("problems").rows.index(row, 3).data()) == "Delete it here too"
    table.clicked.emit(designer.panel("problems").rows.index(row, 3))
    designer.wait(lambda: "encounters/tutorial" not in designer.editor.document.files)
    assert designer.editor.encounter is None
    assert not said(designer.problems(), "vanished")
    designer.press("Ctrl+Z")
    assert "encounters/tutorial" in designer.editor.document.files


def test_a_file_broken_outside_is_named_with_its_line_and_taken_in_when_mended(designer, grove):
    before = designer.documents()
    whole = grove.read_text(encoding="utf-8")
    line = whole.count("\n") + 1
    grove.write_text(f"{whole}[entities.hole\n", encoding="utf-8")
    designer.wait(lambda: said(designer.toasts(), "scenes/echo_grove.toml can't be read", "stays as it was"))
    assert said(designer.problems(), f"scenes/echo_grove.toml, line {line}", "expected", "whole again")
    assert designer.documents() == before
    grove.write_text(whole.replace('name = "Lyra"', 'name = "Lyra of the vale"'), encoding="utf-8")
    designer.wait(lambda: "Lyra of the vale" in outliner_rows(designer))
    assert not said(designer.problems(), "whole again")


def test_a_folder_that_vanishes_is_made_again_by_saving(designer, grove):
    folder = grove.parents[1]
    documents = designer.documents()
    shutil.rmtree(folder)
    designer.wait(lambda: said(designer.toasts(), "The project's folder vanished", "saving writes them again"))
    assert said(designer.problems(), "vanished from the disk; its scenes, prefabs and encounters are still here")
    designer.press("Ctrl+S")
    designer.wait(lambda: not designer.editor.is_dirty)
    assert designer.files() == documents
    assert not said(designer.problems(), "vanished")


def test_while_a_copy_plays_it_waits_and_the_status_bar_says_so(designer, grove):
    heard = []
    designer.editor.said.connect(heard.append)
    designer.play()
    text = rewrite(grove, 'name = "Lyra"', 'name = "Lyra of the vale"')
    designer.wait(lambda: said(heard, "scenes/echo_grove.toml changed on disk", "when you stop playing"))
    assert designer.documents()[SCENE] != text.encode()
    designer.stop()
    designer.wait(lambda: designer.documents()[SCENE] == text.encode())


def test_saving_while_a_copy_plays_buries_nothing_and_offers_to_stop_and_merge(designer, grove):
    designer.select("kael")
    designer.type_in_inspector("transform.position.x", "5")
    designer.play()
    text = rewrite(grove, 'name = "Lyra"', 'name = "Lyra of the vale"')

    read = designer.answer("cancel", lambda: designer.press("Ctrl+S"))

    assert "while a copy plays" in read
    assert "Stop and merge both" in read
    assert grove.read_text(encoding="utf-8") == text
    designer.answer("stop", lambda: designer.press("Ctrl+S"))
    assert not designer.editor.play.is_active
    assert not designer.editor.is_dirty
    saved = grove.read_text(encoding="utf-8")
    assert "Lyra of the vale" in saved
    assert saved.encode() == designer.documents()[SCENE]
    assert designer.value("kael", "transform.position")[0] == 5.0


def test_who_is_asked_says_when(designer, grove):
    designer.editor.settings.set("files.outside_changes", "ask")
    text = rewrite(grove, 'name = "Lyra"', 'name = "Lyra of the vale"')
    designer.wait(lambda: said(designer.toasts(), "changed on disk", "Rename Lyra"))
    assert said(designer.problems(), "It is not taken in yet")
    assert designer.documents()[SCENE] != text.encode()
    designer.choose("File", "Take in changes made outside")
    designer.wait(lambda: designer.documents()[SCENE] == text.encode())


def test_where_the_disk_tells_nothing_coming_back_to_the_window_is_enough(designer, veilweaver):
    designer.editor.watch.is_enabled = False
    designer.open(veilweaver)
    text = rewrite(veilweaver / "scenes" / "echo_grove.toml", 'name = "Lyra"', 'name = "Lyra of the vale"')
    QApplication.sendEvent(designer.window, QEvent(QEvent.Type.WindowActivate))
    designer.wait(lambda: designer.documents()[SCENE] == text.encode())


def test_two_editors_on_one_project_lose_nothing_of_either(designer, grove):
    other = Editor()
    other.warm_up.is_enabled = False
    other.open_project(grove.parents[1], trusted=True)
    designer.select("kael")
    designer.type_in_inspector("transform.position.x", "5")
    place = Place.entity(SCENE, "lyra", "name")
    other.run(Set(path=place, old="Lyra", new="Lyra of the vale"))
    other.save()
    designer.wait(lambda: "Lyra of the vale" in outliner_rows(designer))
    assert said(designer.toasts(), "Merged 1 change made outside with yours")
    designer.press("Ctrl+S")
    designer.wait(lambda: not designer.editor.is_dirty)
    other.outside.look_now()
    assert {file: other.document.text(file).encode() for file in other.document.files} == designer.documents()
    text = grove.read_text(encoding="utf-8")
    assert 'name = "Lyra of the vale"' in text
    assert "position = [5.0, 0.0, 3.9]" in text
    other.shut_down()
