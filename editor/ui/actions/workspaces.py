"""View: the workspaces, the program's and the user's own: shown, saved under a name, renamed, deleted, reset."""

from functools import partial

from editor.core.actions.context import ContextKey
from editor.core.actions.registry import Action
from editor.ui.docks.workspace_flow import WorkspaceFlow
from editor.ui.shell.shell import Shell

IS_OWN = ContextKey("own_workspace", "Show a workspace of your own first; the program's keep their names.")


def actions(window: Shell) -> list[Action]:
    """The actions of the workspaces; those of the user's own follow as they come and go."""
    workspaces = window.workspaces
    window.editor.context.define(IS_OWN, lambda: workspaces.own(workspaces.current) is not None)
    flow = WorkspaceFlow(window)
    given = [
        Action(
            f"view.workspace_{name.lower()}", f"Workspace: {name}", partial(window.show_workspace, name),
            f"Ctrl+{number}", "has_project", "layout", "View/2", description="Show the panels for this task.",
            checked=lambda name=name: workspaces.current == name,
        )
        for number, name in enumerate(workspaces.available(), start=1)
    ]  # fmt: skip
    return [
        *given,
        Action(
            "view.save_workspace_as", "Save workspace as…", flow.save_as, "", "has_project", "floppy-disk", "View/2a",
            description="Keep the panels as they stand under a name of your own.", words="layout",
        ),
        Action(
            "view.save_workspace", "Save workspace", flow.save, "", "has_project and own_workspace",
            "floppy-disk-back", "View/2a", description="Resetting your workspace leads to what it is now.",
        ),
        Action(
            "view.rename_workspace", "Rename workspace…", flow.rename, "", "has_project and own_workspace",
            "pencil-line", "View/2a", description="Give your workspace that is shown another name.",
        ),
        Action(
            "view.delete_workspace", "Delete workspace", flow.delete, "", "has_project and own_workspace",
            "trash", "View/2a", description="Forget your workspace that is shown; its panels stay what they are.",
        ),
        Action(
            "view.reset_layout", "Reset layout", flow.reset, "", "has_project", "arrows-counter-clockwise", "View/2a",
            description="Put the panels of this workspace back where they were at first, or as you saved them.",
        ),
    ]  # fmt: skip
