"""Entity: renaming, which asks for the new name."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from editor.core import entities
from editor.core.actions import Action
from editor.ui.dialogs import Answer, Question
from editor.ui.tr import tr

if TYPE_CHECKING:
    from editor.ui.window import MainWindow


def actions(window: "MainWindow") -> list[Action]:
    """The actions that ask for text. F2 is the outliner's own key, which renames in place."""
    return [
        Action(
            "entity.rename", "Rename…", lambda: rename(window), "Ctrl+R", "has_one and not active", "pencil-line",
            "Entity/3", description="Give the selected entity another name; its id stays.",
        )
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
