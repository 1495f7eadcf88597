"""File: new, open, save, close, quit; whatever may have to ask or to complain."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from editor.core.actions.registry import Action
from editor.tr import tr
from editor.ui.dialogs.folder import ask_folder
from editor.ui.shell.shell import Shell
from editor.ui.start.samples import samples


def actions(window: Shell) -> list[Action]:
    """The actions of the File menu."""
    listed = [
        Action(
            "file.new", "New project…", lambda: new_project(window), "Ctrl+N", "", "plus", "File/1",
            description="Copy the starter project to a folder of your own.",
        ),
        Action(
            "file.open", "Open project…", lambda: open_project(window), "Ctrl+O", "", "folder-open", "File/1",
            description="Open a folder that holds a project.toml.",
        ),
    ]  # fmt: skip
    for sample in samples():
        listed.append(
            Action(
                f"file.sample_{sample.folder.name}", f"Open a sample: {sample.title}",
                partial(window.open_sample, sample), "", "", sample.glyph, "File/1",
                description=f"{sample.text.rstrip('.')}.",
            )
        )  # fmt: skip
    return [
        *listed,
        Action(
            "project.save", "Save", window.save, "Ctrl+S", "has_project and is_dirty", "floppy-disk", "File/2",
            description="Write what changed; the last version stays as a backup.",
        ),
        Action(
            "project.save_as", "Save as…", window.flow.saving.save_as, "Ctrl+Shift+S", "has_project",
            "floppy-disk-back", "File/2", description="Write the whole project to another folder and go on there.",
        ),
        Action(
            "project.save_copy", "Save a copy…", window.flow.saving.save_copy, "", "has_project", "copy", "File/2",
            description="Write the whole project to another folder and stay here.",
        ),
        Action(
            "project.versions", "Earlier versions…", lambda: earlier_versions(window), "", "has_project",
            "clock-counter-clockwise", "File/2", description="See automatic copies and backups, and go back to one.",
        ),
        Action(
            "project.trust", "Trust the project's code…", window.flow.trust, "", "code_off", "shield-check", "File/5",
            description="See what its code would do here, and run it.",
        ),
        Action(
            "file.close", "Close project", window.close_project, "Ctrl+W", "has_project", "x", "File/5",
            description="Go back to the start screen.",
        ),
        Action(
            "file.quit", "Quit", window.close, "Ctrl+Q", "", "sign-out", "File/6",
            description="Close the window; you are asked about what is not saved.",
        ),
    ]  # fmt: skip


def earlier_versions(window: Shell) -> None:
    """Show the earlier versions; going back to one is a change like any other."""
    # Comparing takes parts that the first frame does not wait for.
    from editor.ui.project.versions_dialog import VersionsDialog

    dialog = VersionsDialog(window, window.editor)
    dialog.exec()
    if dialog.restored is not None:
        text = tr("It is one step in the history; save to keep it.")
        window.ui.toast(
            tr("Went back to an earlier version"), text, "ok", tr("Undo"), lambda: window.ui.run("edit.undo")
        )
    dialog.deleteLater()


def new_project(window: Shell) -> None:
    """Ask where the new project shall lie and how its folder is called, and start it there."""
    chosen = ask_folder(window, tr("Where shall the new project lie?"), tr("Make project"), "")
    if chosen is not None:
        window.start_project(chosen)


def open_project(window: Shell) -> None:
    """Ask for a project's folder and open it."""
    chosen = QFileDialog.getExistingDirectory(window, tr("Choose a project folder"))
    if chosen:
        window.open_folder(Path(chosen))
