"""Entity: renaming and making prefabs, which ask for a name."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from editor.core import entities
from editor.core.actions import Action
from editor.ui.dialogs import Answer, Question
from editor.ui.name_question import prefab_question
from editor.ui.tr import tr
from engine.document.prefabs import create_prefab, why_not_named

if TYPE_CHECKING:
    from editor.ui.window import MainWindow


def actions(window: "MainWindow") -> list[Action]:
    """The actions that ask for text. F2 is the outliner's own key, which renames in place."""
    return [
        Action(
            "entity.rename", "Rename…", lambda: rename(window), "Ctrl+R", "has_one and not active", "pencil-line",
            "Entity/3", description="Give the selected entity another name; its id stays.",
        ),
        Action(
            "entity.save_as_prefab", "Save as prefab…", lambda: save_as_prefab(window), "", "has_one and not active",
            "puzzle-piece", "Entity/3", description="Make a prefab of the selected entity, its first instance.",
        ),
    ]  # fmt: skip


def rename(window: "MainWindow") -> None:
    """Ask for a name and set it."""
    editor = window.editor
    assert editor.document is not None
    (id_,) = editor.selection.ids
    question = RenameQuestion(window, editor.view.entity(id_).name)
    if question.ask() == "rename":
        command = entities.rename(editor.document, editor.view, id_, question.field.text())
        if command is not None:
            editor.run(command)


def save_as_prefab(window: "MainWindow") -> None:
    """Ask for a name and make a prefab of the selected entity."""
    editor = window.editor
    document = editor.document
    assert document is not None
    entity = editor.view.entity(editor.selection.ids[0])
    name = prefab_question(window, entity.name, lambda name: why_not_named(document.snapshot(), name)).asked()
    if name:
        editor.run(create_prefab(editor.view, entity, name))


class RenameQuestion(Question):
    """A question with a field for the name."""

    def __init__(self, window: "MainWindow", name: str) -> None:
        answers = [Answer("cancel", tr("Cancel")), Answer("rename", tr("Rename"), "primary")]
        super().__init__(
            window, tr("Rename {name}", name=name), tr("The id stays, so nothing that points here breaks."), answers,
            glyph="pencil-line", colour="icon.primary",
        )  # fmt: skip
        self.field = QLineEdit(name)
        self.field.setAccessibleName(tr("New name"))
        self.layout().insertWidget(1, self.field)  # type: ignore[attr-defined]
        self.field.selectAll()
        self.field.setFocus()
