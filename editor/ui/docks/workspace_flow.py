"""What saving, renaming and deleting workspaces asks and tells; the registry follows the user's own workspaces."""

from functools import partial

from PySide6.QtCore import QTimer

from editor.core.actions.registry import Action
from editor.core.settings.layouts import OwnWorkspace, Removed
from editor.tr import tr
from editor.ui.dialogs.name_question import NameQuestion
from editor.ui.shell.shell import Shell


class WorkspaceFlow:
    """The verbs of one window's workspaces."""

    def __init__(self, window: Shell) -> None:
        self._window, self._workspaces = window, window.workspaces
        self._ids: list[str] = []
        self._fill()
        if self._workspaces.problem:
            QTimer.singleShot(0, window, self._tell_problem)

    def save_as(self) -> None:
        """Ask for a name and save the layout under it."""
        question = NameQuestion(
            self._window,
            tr("Save workspace"),
            tr("The panels as they stand are kept under this name. It is in the View menu, the toolbar and Commands."),
            tr("My workspace"),
            tr("Save"),
            lambda name: tr(self._workspaces.why_not_named(name)),
            "layout",
        )
        name = question.asked()
        if name:
            self._workspaces.save_as(name)
            self._fill()
            self._window.soon()

    def save(self) -> None:
        """Let a reset lead to what is shown now."""
        self._workspaces.save()
        self._window.editor.status(tr("Saved the workspace {name}", name=self._own.name))

    def rename(self) -> None:
        """Ask for another name and give it."""
        own = self._own
        question = NameQuestion(
            self._window,
            tr("Rename {name}", name=own.name),
            tr("Its panels and its shortcut stay."),
            own.name,
            tr("Rename"),
            lambda name: tr(self._workspaces.why_not_named(name, own.id)),
            "pencil-line",
        )
        name = question.asked()
        if name:
            self._workspaces.rename(own.id, name)
            self._fill()
            self._window.soon()

    def delete(self) -> None:
        """Forget the workspace, and offer it back."""
        own = self._own
        removed = self._workspaces.delete(own.id)
        self._fill()
        self._window.soon()
        text = tr("The panels are those of {base} now.", base=tr(self._workspaces.current))
        title = tr("Deleted the workspace {name}", name=own.name)
        self._window.ui.toast(title, text, "ok", tr("Undo"), partial(self._put_back, removed))

    def reset(self) -> None:
        """Put the panels back."""
        self._workspaces.reset()
        self._window.soon()

    @property
    def _own(self) -> OwnWorkspace:
        own = self._workspaces.own(self._workspaces.current)
        assert own is not None
        return own

    def _put_back(self, removed: Removed) -> None:
        self._workspaces.put_back(removed)
        self._fill()
        self._window.soon()

    def _fill(self) -> None:
        """Offer the user's own workspaces as they are called now."""
        workspaces = self._workspaces
        actions = [
            Action(
                f"view.workspace_{own.id}", f"Workspace: {own.name}", partial(self._window.show_workspace, own.id),
                "", "has_project", "layout", "View/2", description="Show the panels as you saved them.",
                checked=lambda id_=own.id: workspaces.current == id_,
            )
            for own in workspaces.owned()
        ]  # fmt: skip
        registry = self._window.editor.actions
        registry.replace(self._ids, actions)
        self._ids = [action.id for action in actions]

    def _tell_problem(self) -> None:
        self._window.editor.log.add("warning", "window", self._workspaces.problem)
        self._window.ui.toast(tr("Layouts could not be read"), tr(self._workspaces.problem), "warning")
