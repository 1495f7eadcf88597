"""The states of the window, each with its way in: what `astraweave screenshots --only states` takes pictures of."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu, QTreeView, QWidget

from editor.cli.driving import close_what_is_open, picture_of
from editor.core.play.live.tunes import TunedEdit
from editor.core.recovery.lost_work import Lost
from editor.ui.dialogs.question import error_dialog, others_question, trust_question, unsaved_question
from editor.ui.fields.number import NumberField
from editor.ui.help.tutorial import show_card
from editor.ui.kit.popup import below
from editor.ui.play.keep_dialog import KeepEditsDialog
from editor.ui.project.trust_dialog import TrustDialog
from editor.ui.project.versions_dialog import VersionsDialog
from editor.ui.recovery.dialog import RecoveryDialog
from editor.ui.rooms.search import SearchField
from engine.document import Path as Place
from engine.document import Set
from engine.document.journal import Told
from engine.resources import samples_folder

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow

SETTLE_S, PATIENCE_S = 0.6, 240.0
"""How long a window needs to stand still, and how long a state is waited for."""
HURT = "kael"
NOTHING = "zzz"
"""Typed into a field that searches: nothing has these letters."""
RUN = ("expert", 7, 400)
"""Who plays, the seed, and the tick at which the running game is looked at."""


@dataclass(frozen=True)
class State:
    """One picture: its name, the way in, what must be so before it is taken, and the part of the window to take."""

    name: str
    enter: Callable[[], object] = lambda: None
    until: Callable[[], bool] = lambda: True
    part: Callable[[], QWidget] | None = None


def walk(window: "MainWindow", folder: Path, keep: Callable[[str, QWidget | None], object]) -> Iterator[float]:
    """Go through all states and call `keep` in each; yields how long to wait [s] before it goes on."""
    project = folder / "veilweaver"
    shutil.copytree(samples_folder() / "veilweaver", project)
    for states in (_start, _empty, _edited, _menus, _dialogs, _running, _closed_code):
        for state in states(window, project):
            # A dialog holds whoever opens it, so the way in has a turn of its own.
            QTimer.singleShot(0, window, state.enter)
            yield SETTLE_S
            deadline = time.monotonic() + PATIENCE_S
            while not (state.until() and _is_built(window)):
                if time.monotonic() > deadline:
                    raise RuntimeError(f"{state.name} did not come within {PATIENCE_S:g} s")
                yield 0.1
            yield SETTLE_S
            keep(state.name, state.part() if state.part is not None else None)
            close_what_is_open(window)
            window.toasts.clear()
            yield 0.1


def _is_built(window: "MainWindow") -> bool:
    """Whether every panel that is seen has been built: each is when it is first shown."""
    docks = window.docks
    return all(window.hosts[id_].view is not None for id_ in docks.ids if docks.is_visible(id_))


def save_picture(window: "MainWindow", folder: Path, name: str, part: QWidget | None) -> None:
    """Write a state's picture: of the part, or of the window with what lies over it."""
    (part.grab() if part is not None else picture_of(window)).save(str(folder / f"{name}.png"))


def _start(window: "MainWindow", _project: Path) -> Iterator[State]:
    yield State("start")


def _panel(window: "MainWindow", kind: str, id_: str) -> State:
    dock = window.docks.dock(id_)
    return State(
        f"{kind}_{id_}",
        partial(window.docks.focus, id_),
        lambda: window.hosts[id_].view is not None,
        dock.widget,
    )


def _empty(window: "MainWindow", project: Path) -> Iterator[State]:
    """A project that was opened just now: nothing is selected, changed, played or found."""
    yield State("new_author", partial(window.open_folder, project, True), lambda: window.editor.has_scene)
    for name in window.workspaces.available():
        yield State(f"new_{name.lower()}", partial(window.show_workspace, name))
    window.show_workspace("Author")
    for id_ in window.docks.ids:
        yield _panel(window, "empty", id_)
        fields = window.docks.dock(id_).findChildren(SearchField)
        for field in fields[:1]:
            field.setText(NOTHING)
            yield _panel(window, "nothing_found", id_)
            field.clear()
    window.workspaces.reset()


def _edited(window: "MainWindow", _project: Path) -> Iterator[State]:
    """Things are selected, changed and wrong."""
    editor = window.editor
    editor.selection.set([HURT])
    yield State("author")
    _give(window, HURT, "perception", "hearing", -64.0)
    _give(window, HURT, "health", "current", 900.0)
    editor.selection.set([each.id for each in editor.view.with_component("trigger")][:1])
    window.ui.run("edit.delete")
    editor.selection.set([HURT])
    for id_ in window.docks.ids:
        yield _panel(window, "panel", id_)
    window.workspaces.reset()
    yield State("error_typed", partial(_type_nonsense, window), part=lambda: window.docks.dock("inspector").widget())
    editor.selection.set([HURT, "lyra", "sentinel"])
    yield State("mixed", part=lambda: window.docks.dock("inspector").widget())
    editor.selection.set([HURT])
    for name in window.workspaces.available():
        yield State(f"edited_{name.lower()}", partial(window.show_workspace, name))
    window.show_workspace("Author")
    for kind in ("ok", "info", "warning", "error"):
        text = "The disk is full: 0 of 2 files were written, nothing is lost. Free some room and save again."
        yield State(f"toast_{kind}", partial(window.ui.toast, "Saving failed", text, kind, "Save as…", lambda: None))
    host = window.hosts["history"]
    yield State("error_panel", lambda: (window.docks.focus("history"), host.fail(ValueError("a number was missing"))))
    host.retry()
    yield State("palette", partial(window.open_palette, ""))
    yield State("palette_words", partial(window.open_palette, "add"))
    yield State("palette_nothing", partial(window.open_palette, NOTHING))
    window.palette_popup.close_palette()
    yield State("tutorial", partial(show_card, window))
    window.workspaces.reset()


def _menus(window: "MainWindow", _project: Path) -> Iterator[State]:
    for top in window.menuBar().actions():
        menu, name = top.menu(), _file_name(top.text())
        assert isinstance(menu, QMenu)
        corner = window.menuBar().mapToGlobal(window.menuBar().actionGeometry(top).bottomLeft())
        yield State(f"menu_{name}", partial(menu.popup, corner))
        menu.aboutToShow.emit()
        families = [each for action in menu.actions() if isinstance(each := action.menu(), QMenu)]
        for family in families:
            yield State(f"menu_{name}_{_file_name(family.title())}", partial(family.popup, corner))
    for name in ("_open_workspaces", "_open_speeds"):
        yield State(f"menu_toolbar{name}", getattr(window.toolbar, name))
    for id_ in ("outliner", "problems"):
        yield State(f"menu_of_{id_}", partial(window.docks.open_menu_of, id_))
        yield State(f"menu_in_{id_}", partial(_open_menu_of_row, window, id_))
    chips = window.centre.viewport.chips
    for name, button in (("view", chips.view), ("light", chips.light), ("overlays", chips.overlays)):
        yield State(f"menu_picture_{name}", lambda button=button: button.menu().popup(below(button)))


def _dialogs(window: "MainWindow", project: Path) -> Iterator[State]:
    run, document = window.ui.run, window.editor.document
    for name, action in (
        ("settings", "app.settings"), ("shortcuts", "help.shortcuts"), ("play_keys", "help.play_keys"),
        ("about", "help.about"), ("versions_none", "project.versions"), ("new_scene", "project.new_scene"),
        ("new_encounter", "encounter.new"), ("prefab", "entity.save_as_prefab"), ("git", "files.set_up_git"),
        ("open", "file.open"),
    ):  # fmt: skip
        yield State(f"dialog_{name}", partial(run, action))
    told = tuple(Told(f"Set Kael's health maximum to {90 + n}", "you", time.time() - 60 * n) for n in range(14))
    lost = Lost(project, "Veilweaver", told, time.time() - 60, project, "The journal ends in the middle of a line.")
    path = Place.entity("scenes/echo_grove", HURT, "health", "maximum")
    tuned = [TunedEdit(HURT, "Kael", "health.maximum", "Maximum", "hp", path, 120.0, 150.0, 90 * n) for n in range(3)]
    made: tuple[tuple[str, Callable[[], object]], ...] = (
        ("trust", lambda: trust_question(window, project).exec()),
        ("code_is_off", lambda: TrustDialog(window, document, "Veilweaver").exec()),
        ("open_elsewhere", lambda: others_question(window, "Another editor (process 4711) has it open").exec()),
        ("unsaved", lambda: unsaved_question(window, "Veilweaver", 3).exec()),
        ("error", lambda: error_dialog(window, "Saving failed", "The disk is full.", OSError(28, "No space")).exec()),
        ("recovery", lambda: RecoveryDialog(window, lost).exec()),
        ("keep", lambda: KeepEditsDialog(window, tuned, lambda _chosen: None).exec()),
    )
    for name, show in made:
        yield State(f"dialog_{name}", show)
    window.save()
    yield State("dialog_versions", lambda: VersionsDialog(window, window.editor).exec())


def _running(window: "MainWindow", _project: Path) -> Iterator[State]:
    editor, play = window.editor, window.editor.play
    while editor.undo.can_undo:
        editor.undo.undo()
    skill, seed, tick = RUN
    play.autopilot = skill
    yield State("play", partial(play.start, seed), lambda: (play.tick or 0) >= tick)
    workspaces = {spec.id: spec.workspaces for spec in window.specs}
    for id_ in window.docks.ids:
        if "Play" in workspaces.get(id_, ()):
            yield _panel(window, "playing", id_)
    yield State("play_paused", play.pause)
    yield State("play_menu", window.centre.pause_menu.open)
    window.centre.pause_menu.close_screen()
    yield State("play_past", partial(play.seek, tick // 2), lambda: play.is_past)
    for name in ("Profile", "Review", "Author"):
        yield State(f"play_{name.lower()}", partial(window.show_workspace, name))
    play.stop()
    yield State("trial", partial(window.ui.run, "encounter.try"), lambda: not editor.trials.is_running)
    for each in (HURT, "lyra"):
        if editor.view.get(each) is not None:
            _give(window, each, "health", "current", 1.0)
    yield State("play_defeat", partial(_lose, window), lambda: play.has_ended)
    play.stop()
    play.speed = 1.0
    window.show_workspace("Profile")
    for id_ in window.docks.ids:
        yield _panel(window, "played", id_)


def _closed_code(window: "MainWindow", project: Path) -> Iterator[State]:
    window.editor.undo.mark_saved()
    yield State("closed_code", partial(window.open_folder, project, False), lambda: window.editor.has_scene)
    window.editor.selection.set([HURT])
    yield State("closed_code_selected")
    window.editor.undo.mark_saved()
    yield State("start_again", window.close_project)


def _lose(window: "MainWindow") -> None:
    window.editor.play.autopilot = "novice"
    window.editor.play.start(RUN[1])
    window.editor.play.speed = 4.0


def _give(window: "MainWindow", entity: str, component: str, field: str, value: object) -> None:
    shown = window.editor.view.get(entity)
    path = Place.entity(shown.file, entity, component, field)
    window.editor.run(Set(path=path, old=window.editor.document.value(path), new=value))


def _file_name(title: str) -> str:
    return title.lower().replace("&", "").replace(" ", "_")


def _type_nonsense(window: "MainWindow") -> None:
    fields = [each for each in window.docks.dock("inspector").findChildren(NumberField) if each.isVisible()]
    fields[0].setFocus()
    fields[0].setText("far away")
    fields[0].setModified(True)
    fields[0].returnPressed.emit()


def _open_menu_of_row(window: "MainWindow", id_: str) -> None:
    window.docks.focus(id_)
    tree = window.docks.dock(id_).findChildren(QTreeView)[0]
    tree.customContextMenuRequested.emit(QPoint(20, 60))
