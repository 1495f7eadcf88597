"""In the window: new, duplicated and deleted scenes and encounters, with what is asked and what is shown."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from editor.ui.dialogs.name_question import NameQuestion
from editor.ui.dialogs.question import Question
from editor.ui.shell.window import MainWindow
from engine.document import Path, Set
from tests.stories.driver import plain


@pytest.fixture
def answer() -> Iterator[Callable[[str, str], list[str]]]:
    """Answers the next questions with a button and a name; gives what was asked."""

    def answers(button: str, name: str = "") -> list[str]:
        asked: list[str] = []

        def take(question: Question) -> str:
            asked.append(f"{question.windowTitle()} {question.text}")
            if isinstance(question, NameQuestion) and name:
                question.field.setText(name)
            return button

        Question.answerer = take
        return asked

    yield answers
    Question.answerer = None


def titles(window: MainWindow, prefix: str) -> list[str]:
    return [action.title for action in window.editor.actions if action.id.startswith(prefix)]


def test_a_new_encounter_is_offered_at_once_and_goes_with_undo(window: MainWindow, answer):
    asked = answer("do", "Night watch")

    window.ui.run("encounter.new")

    assert asked == [
        "New encounter It takes place in The Glade and begins with enemies ahead of the party, a victory and a defeat. "
        "The file is named after the letters and digits of its title."
    ]
    assert window.editor.encounter == "night_watch"
    assert "Open a scene: The Glade: Night watch" in titles(window, "scene.open_")
    window.ui.run("edit.undo")
    assert "Open a scene: The Glade: Night watch" not in titles(window, "scene.open_")


def test_the_encounters_of_the_scene_are_a_click_apart(window: MainWindow, answer):
    answer("do", "Night watch")
    window.ui.run("encounter.new")
    assert titles(window, "encounter.open_") == ["Open an encounter: Ambush", "Open an encounter: Night watch"]
    menu = window.menus.menu("Encounter")
    menu.aboutToShow.emit()
    family = next(item.menu() for item in menu.actions() if plain(item.text()) == "Open an encounter")
    assert [(plain(item.text()), item.isChecked()) for item in family.actions()] == [
        ("Ambush", False),
        ("Night watch", True),
    ]

    outliner = window.hosts["outliner"].view
    tree = outliner.items._model.tree
    branch = next(node for node in tree.root.children if node.kind == "encounter")
    row = outliner.tree.visualRect(outliner.items.index_of(branch)).center()
    outliner.tree.customContextMenuRequested.emit(row)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    next(item for item in popup.actions() if item.text() == "Open an encounter: Ambush").trigger()
    popup.close()
    assert window.editor.encounter == "ambush"

    path = Path("encounters/night_watch", ("title",))
    window.editor.run(Set(path=path, old="Night watch", new="Dawn watch"))
    assert titles(window, "encounter.open_")[1] == "Open an encounter: Dawn watch"


def test_an_empty_title_creates_nothing(window: MainWindow, answer):
    answer("do", "  ")
    window.ui.run("encounter.new")
    answer("cancel")
    window.ui.run("project.new_scene")

    assert window.editor.undo.entries == []


def test_deleting_the_only_scene_asks_and_leaves_a_way_on(window: MainWindow, answer):
    asked = answer("delete")

    window.ui.run("project.delete_scene")
    window.refresh()

    assert "Delete The Glade? It holds 4 entities. What takes place in it goes too: Ambush." in asked[0]
    assert "You can undo this" in asked[0]
    assert window.centre.viewport is not None
    assert not window.centre.viewport.isVisible()
    assert titles(window, "scene.open_") == []
    for spec in window.specs:
        window.docks.focus(spec.id)
    assert window.faults.count == 0

    answer("do", "Old Mill")
    window.ui.run("project.new_scene")
    window.refresh()
    assert window.centre.viewport.isVisible()
    window.editor.undo.jump(0)
    window.refresh()
    assert window.editor.scene == "glade"
    assert window.faults.count == 0


def test_a_question_that_is_cancelled_deletes_nothing(window: MainWindow, answer):
    answer("cancel")

    window.ui.run("encounter.delete")

    assert window.editor.undo.entries == []


def test_a_duplicate_is_suggested_a_title(window: MainWindow, answer):
    answer("do")

    window.ui.run("encounter.duplicate")

    assert window.editor.encounter == "ambush_2"


def test_a_renamed_scene_is_offered_under_its_new_name(window: MainWindow, answer):
    asked = answer("do", "clearing")

    window.ui.run("project.rename_scene")

    assert "Rename scenes/glade.toml" in asked[0]
    offered = [action.id for action in window.editor.actions if action.id.startswith("scene.open_")]
    assert offered == ["scene.open_clearing_ambush"]
    assert titles(window, "scene.open_") == ["Open a scene: The Glade: Ambush"]


def test_the_pointer_says_that_a_project_is_being_made(make_window, tmp_path):
    window = make_window()
    seen: list[tuple[bool, str]] = []
    said: list[str] = []
    window.editor.said.connect(said.append)
    window.editor.opened.connect(lambda: seen.append((QGuiApplication.overrideCursor() is not None, said[-1])))

    assert window.start_project(tmp_path / "Meadow")

    assert seen == [(True, "Making Meadow…")]
    assert QGuiApplication.overrideCursor() is None
    assert said[-1] == "", "it is done"
