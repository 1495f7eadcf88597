"""Opening the tutorial: beside the work in the open project, in a new one, or where it was left."""

from pathlib import Path

from editor.core.tutorial.progress import ProgressFile
from editor.tr import tr
from editor.ui.dialogs.folder import ask_folder
from editor.ui.shell.shell import Shell
from editor.ui.theme.look import look

PANEL = "tutorial"
HEIGHT = 256
"""How high the card wants to stand [px at 100 % text size]: every step fits without scrolling."""
BESIDE = ("outliner", "inspector")
"""The card stands below the first of these that can be seen."""


def open_tutorial(window: Shell) -> None:
    """Show the card where a project is open; else go on where it was left, or begin in a new project."""
    if window.editor.document is not None:
        show_card(window)
        return
    progress = ProgressFile().read()
    if progress.is_going_on:
        if window.open_folder(Path(progress.project)):
            show_card(window)
        return
    begin_anew(window)


def begin_anew(window: Shell) -> None:
    """Ask for a folder, make a new project there, and begin."""
    title = tr("Where shall the project of your first encounter lie?")
    folder = ask_folder(window, title, tr("Make project"), tr("First encounter"))
    if folder is not None and window.start_project(folder):
        show_card(window)
        window.hosts[PANEL].model.tutorial.start()


def show_card(window: Shell) -> None:
    """Open the card below the outliner, wherever the panels are now."""
    docks = window.docks
    if not docks.is_open(PANEL):
        above = next((id_ for id_ in BESIDE if docks.is_visible(id_)), None)
        if above is not None:
            docks.place_below(PANEL, above, look.px(HEIGHT))
    window.hosts[PANEL].build()
    docks.dock(PANEL).show()
    docks.bring_forward([PANEL])
    window.soon()


def resume(window: Shell) -> None:
    """Show the card in whatever workspace is shown, or hide it there, as it was left for the open project."""
    document = window.editor.document
    if document is None or PANEL not in window.hosts:
        return
    progress = ProgressFile().read()
    if not progress.is_of(document.folder):
        if progress.project:
            # It is about another project: here it would only take room.
            window.docks.dock(PANEL).hide()
        return
    if progress.is_shown and not progress.is_finished:
        show_card(window)
    elif not progress.is_shown:
        window.docks.dock(PANEL).hide()
