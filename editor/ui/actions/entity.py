"""Entity: renaming and making prefabs, which ask for a name."""

from editor.core.actions.registry import Action
from editor.core.entities import edits
from editor.core.workbench import EditRefusedError
from editor.tr import tr
from editor.ui.dialogs.name_question import prefab_question
from editor.ui.dialogs.question import Answer, Question
from editor.ui.kit.line_edit import LineEdit
from editor.ui.shell.shell import Shell
from engine.document.prefabs import prefab_of, why_not_named


def actions(window: Shell) -> list[Action]:
    """The actions that ask for text. F2 is the outliner's own key, which renames in place."""
    return [
        Action(
            "entity.rename", "Rename…", lambda: rename(window), "Ctrl+R", "has_selection and not active",
            "pencil-line", "Entity/3",
            description="Give what is selected another name; several get numbers where # stands. Ids stay.",
        ),
        Action(
            "entity.save_as_prefab", "Save as prefab…", lambda: save_as_prefab(window), "",
            "has_selection and not in_prefab and not active", "puzzle-piece", "Entity/3",
            description="Make a prefab of what is selected, with all below it; it becomes the first instance.",
            words="group camp",
        ),
    ]  # fmt: skip


def rename(window: Shell) -> None:
    """Ask for a name and set it; several are numbered."""
    editor = window.editor
    assert editor.document is not None
    ids = editor.selection.ids
    name = editor.view.entity(ids[-1]).name
    question = RenameQuestion(window, name, len(ids))
    if question.ask() == "rename":
        typed = question.field.text()
        if len(ids) == 1:
            command = edits.rename(editor.document, editor.view, ids[0], typed)
        else:
            command = edits.rename_all(editor.document, editor.view, ids, typed)
        if command is not None:
            editor.run(command)


def save_as_prefab(window: Shell) -> None:
    """Ask for a name and make a prefab of the selected entities with all that stands below them."""
    editor = window.editor
    document = editor.document
    assert document is not None
    ids = editor.selection.ids
    first = editor.view.entity(ids[0])
    if first.part_of is not None:
        raise EditRefusedError("A part belongs to its prefab already; select a whole instance.")
    title = first.name if len(ids) == 1 else "Group"
    name = prefab_question(window, title, lambda name: why_not_named(document.snapshot(), name)).asked()
    if name:
        command, instance = prefab_of(editor.view, ids, name)
        editor.run(command)
        editor.selection.set([instance])


class RenameQuestion(Question):
    """A question with a field for the name."""

    def __init__(self, window: Shell, name: str, count: int = 1) -> None:
        title = tr("Rename {name}", name=name) if count == 1 else tr("Rename {count} entities", count=count)
        stays = tr("The id stays, so nothing that points here breaks.")
        if count > 1:
            stays = tr("# becomes 1, 2, 3 in the order of choosing, ## becomes 01, 02. Ids stay.")
            name = f"{name.rstrip('0123456789 ')} #"
        answers = [Answer("cancel", tr("Cancel")), Answer("rename", tr("Rename"), "primary")]
        super().__init__(window, title, stays, answers, glyph="pencil-line", colour="icon.primary")
        self.field = LineEdit(name)
        self.field.setAccessibleName(tr("New name"))
        self.layout().insertWidget(1, self.field)  # type: ignore[attr-defined]
        self.field.selectAll()
        self.field.setFocus()
