"""Docks and workspaces: arranged, kept, reset; a panel that fails is a message and the rest works on."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from editor.api import PanelSpec
from editor.ui.docks.workspaces import Workspaces
from editor.ui.rooms import find_rooms
from editor.ui.shell.window import MainWindow
from tests.editor.core.glade import plant

HERE = "tests.editor.ui.docks.test_docks"


class QuietModel:
    """A model that does nothing."""

    def __init__(self, editor: Any) -> None:
        self.editor = editor

    def close(self) -> None:
        pass


class LoudModel(QuietModel):
    """A model that cannot be made."""

    def __init__(self, editor: Any) -> None:
        super().__init__(editor)
        raise RuntimeError("the well is dry")


class TouchyModel(QuietModel):
    """A model that fails when something is selected."""

    def __init__(self, editor: Any) -> None:
        super().__init__(editor)
        editor.selection.changed.connect(self.take)

    def take(self, _ids: tuple[str, ...]) -> None:
        raise RuntimeError("not my choice")

    def close(self) -> None:
        self.editor.selection.changed.disconnect(self.take, missing_ok=True)


class EagerModel(QuietModel):
    """A model that remembers what was selected."""

    def __init__(self, editor: Any) -> None:
        super().__init__(editor)
        self.seen: list[tuple[str, ...]] = []
        editor.selection.changed.connect(self.seen.append)

    def close(self) -> None:
        self.editor.selection.changed.disconnect(self.seen.append, missing_ok=True)


class QuietView(QLabel):
    """A view that shows a word."""

    def __init__(self, model: Any, ui: Any) -> None:
        super().__init__("quiet")
        self.model = model

    def stumble(self) -> None:
        raise RuntimeError("a step is missing")


def spec(id_: str, model: str = "QuietModel", dock: Any = "right") -> PanelSpec:
    return PanelSpec(
        id=id_, title=id_.capitalize(), question="Is it?", icon="cube", model=f"test_docks:{model}",
        view="test_docks:QuietView", dock=dock, workspaces=("Author",), package="tests.editor.ui.docks",
    )  # fmt: skip


def open_ids(window: MainWindow) -> set[str]:
    return {id_ for id_ in window.docks.ids if window.docks.is_open(id_)}


def test_each_workspace_shows_its_own_panels_and_keeps_them(window: MainWindow):
    shown = {}
    for name in window.workspaces.available():
        window.show_workspace(name)
        shown[name] = open_ids(window)
        assert shown[name] == {spec.id for spec in window.specs if name in spec.workspaces}

    for name in window.workspaces.available():
        window.show_workspace(name)
        assert open_ids(window) == shown[name]


def test_a_closed_panel_stays_closed_until_the_layout_is_reset(window: MainWindow):
    window.docks.dock("console").close()
    window.show_workspace("Play")
    window.show_workspace("Author")
    assert not window.docks.is_open("console")

    window.ui.run("view.reset_layout")

    assert window.docks.is_open("console")


def test_a_layout_survives_the_next_start(make_window: Any, glade: Path):
    first = make_window(glade)
    first.docks.dock("history").close()
    first.close()

    second = make_window(glade)

    assert not second.docks.is_open("history")


def test_a_narrow_window_stacks_the_bottom_panels(make_window: Any, glade: Path, tmp_path: Path):
    wide, narrow = make_window(glade), make_window(plant(tmp_path / "another_glade"), size=(1280, 720))

    def stacks(window: MainWindow) -> int:
        return sum(area == "bottom" for area, _ids in window.workspaces.groups("Author"))

    assert (stacks(wide), stacks(narrow)) == (2, 1)
    assert narrow.toolbar.workspace_buttons["Author"].text() == "Author"
    assert wide.toolbar.workspace_buttons["Author"].icon().isNull() is False


def test_only_the_panel_with_the_keyboard_has_the_accent_line(window: MainWindow, qtbot: Any):
    window.docks.focus("outliner")
    qtbot.waitUntil(lambda: window.docks._headers["outliner"]._title.property("active") is True)

    window.docks.focus("inspector")

    qtbot.waitUntil(lambda: window.docks._headers["outliner"]._title.property("active") is False)
    assert window.docks._headers["inspector"]._title.property("active") is True


def test_a_panel_behind_a_tab_has_no_header_and_one_that_floats_has(window: MainWindow, qtbot: Any):
    window.ui.run("view.reset_layout")
    dock = window.docks.dock("console")
    assert dock.titleBarWidget().height() == 0

    dock.setFloating(True)

    qtbot.waitUntil(lambda: dock.titleBarWidget().height() > 0)


def test_a_panel_that_cannot_be_built_is_a_message_and_a_finding(make_window: Any, glade: Path):
    window = make_window(glade, specs=[spec("loud", "LoudModel"), spec("quiet", dock="left")])

    host = window.hosts["loud"]
    assert "the well is dry" in "".join(label.text() for label in host.findChildren(QLabel))
    assert any("the well is dry" in finding.text for finding in window.editor.findings.items)
    assert isinstance(window.hosts["quiet"].view, QWidget)


def test_a_panel_that_fails_later_is_replaced_and_can_be_opened_again(make_window: Any, glade: Path, qtbot: Any):
    window = make_window(glade, specs=[spec("quiet")])
    host = window.hosts["quiet"]
    view = host.view
    with pytest.raises(RuntimeError) as caught:
        view.stumble()
    host.spec = PanelSpec(**{**vars(host.spec), "package": HERE})

    window.faults.handle(caught.value)
    assert host.error is caught.value
    assert any("a step is missing" in finding.text for finding in window.editor.findings.items)

    host.spec = PanelSpec(**{**vars(host.spec), "package": "tests.editor.ui.docks"})
    host.retry()
    assert isinstance(host.view, QuietView)
    assert not window.editor.findings.from_source("panels")


def test_a_panel_that_fails_on_a_message_does_not_keep_it_from_the_others(make_window: Any, glade: Path):
    window = make_window(glade, specs=[spec("touchy", "TouchyModel", "left"), spec("eager", "EagerModel")])
    window.hosts["touchy"].spec = PanelSpec(**{**vars(window.hosts["touchy"].spec), "package": HERE})
    eager = window.hosts["eager"].model
    assert isinstance(eager, QuietModel)

    with pytest.raises(Exception, match="not my choice") as caught:
        window.editor.selection.set(["rock"])
    window.faults.handle(caught.value)

    assert window.hosts["touchy"].error is caught.value
    assert eager.seen[-1] == ("rock",)  # type: ignore[attr-defined]
    window.editor.selection.set(["lyra"])
    assert eager.seen[-1] == ("lyra",)  # type: ignore[attr-defined]


def test_an_error_elsewhere_is_a_toast_and_a_line(window: MainWindow):
    window.faults.handle(ZeroDivisionError("half of nothing"))

    assert window.toasts.shown[-1].accessibleName().startswith("Something went wrong")
    assert any("half of nothing" in line.text for line in window.editor.log.lines)


def test_the_rooms_are_found_by_a_walk():
    problems: list[Any] = []

    found = [spec.id for spec in find_rooms(problems)]

    assert problems == []
    assert found[:3] == ["outliner", "inspector", "problems"]


def test_an_empty_workspace_is_not_offered(window: MainWindow):
    only_author = Workspaces(window.docks, [spec("quiet")], lambda: QSize(1600, 900))

    assert only_author.available() == ["Author"]


def test_in_review_what_is_found_stands_wide_beside_the_history_and_the_inspector_at_the_right(
    window: MainWindow, qtbot: Any
):
    assert window.workspaces.groups("Review") == [
        ("left", ["changes"]),
        ("right", ["inspector"]),
        ("bottom", ["history"]),
        ("bottom", ["problems", "conflicts", "unwrap_audit"]),
    ]
    window.show_workspace("Review")
    history, found = window.docks.dock("history"), window.docks.dock("problems")
    qtbot.waitUntil(lambda: found.width() > 1.5 * history.width() > 0)


def test_to_profile_the_figures_are_the_main_thing(window: MainWindow, qtbot: Any):
    window.show_workspace("Profile")

    figures, picture = window.docks.dock("frame_profiler"), window.centre
    qtbot.waitUntil(lambda: figures.height() > 1.2 * picture.height() > 0)


def test_in_play_the_console_is_closed_to_a_tab_and_the_picture_is_larger(window: MainWindow, qtbot: Any):
    window.show_workspace("Author")
    QApplication.processEvents()
    before = window.centre.width() * window.centre.height()

    window.show_workspace("Play")

    assert ("centre", ["timeline", "console"]) in window.workspaces.groups("Play")
    assert all(area != "bottom" for area, _ids in window.workspaces.groups("Play"))
    qtbot.waitUntil(lambda: window.docks.is_visible("timeline") and not window.docks.is_visible("console"))
    assert window.docks.is_open("console")
    qtbot.waitUntil(lambda: window.centre.width() * window.centre.height() > before)
    assert window.workspaces.bottom()[0] == "timeline"


@pytest.mark.parametrize(("workspace", "share"), [("Profile", 0.45), ("Play", 0.3)])
def test_a_low_window_with_large_text_gives_the_panels_the_height_of_their_workspace(
    make_window: Any, glade: Path, qtbot: Any, workspace: str, share: float
):
    window = make_window(glade, size=(1280, 720))
    window.editor.settings.set("appearance.text_scale", 150)

    window.show_workspace(workspace)

    qtbot.waitUntil(lambda: window.docks.dock(window.workspaces.bottom()[0]).height() > share * window.height())
    assert window.centre.height() >= window.centre.minimumSizeHint().height()


@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 150), ((1600, 900), 200)])
def test_large_texts_leave_the_picture_the_larger_part(
    make_window: Any, glade: Path, qtbot: Any, size: tuple[int, int], scale: int
):
    window = make_window(glade, size=size)

    window.editor.settings.set("appearance.text_scale", scale)

    qtbot.waitUntil(lambda: window.centre.width() > 0.45 * window.width())
    qtbot.waitUntil(lambda: window.centre.height() > 0.3 * window.height())
