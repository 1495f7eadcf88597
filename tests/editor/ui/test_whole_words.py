"""In a small window with large texts no word of a panel is cut in the middle: it is whole, or ends in "…"."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from editor.ui.shell.window import MainWindow
from editor.ui.theme.fonts import prepare_fonts
from tests.editor.core.glade import plant
from tests.editor.ui.whole_house import open_house, show_panel
from tests.editor.ui.words_seen import cut_words

prepare_fonts()
LAYOUT_TURNS = 4


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[MainWindow]:
    """The window on the glade at 1280x720 and 150 %."""
    folder = tmp_path_factory.mktemp("whole")
    with open_house(folder, qapp, 1.5) as window:
        window.resize(1280, 720)
        assert window.open_folder(plant(folder / "glade"), True)
        QApplication.processEvents()
        yield window


@pytest.mark.parametrize("workspace", ["Author", "Play", "Profile", "Review"])
@pytest.mark.parametrize("selected", [(), ("kael",), ("kael", "lyra")], ids=["none", "one", "two"])
def test_no_word_of_a_panel_is_cut(window: MainWindow, workspace: str, selected: tuple[str, ...]):
    window.editor.selection.set(selected)
    window.show_workspace(workspace)
    cut: dict[str, Any] = {}
    for id_ in window.docks.ids:
        if workspace in next(spec for spec in window.specs if spec.id == id_).workspaces:
            show_panel(window, id_)
            cut[id_] = cut_once_laid_out(window.docks.dock(id_))

    assert {id_: words for id_, words in cut.items() if words} == {}


def cut_once_laid_out(dock: QWidget) -> list[str]:
    """The cut words of a panel that Qt has laid out.

    A wrapped line tells its page in one turn that it grew, and the page its scroll area in the next.
    """
    for _ in range(LAYOUT_TURNS):
        if not cut_words(dock):
            break
        QApplication.processEvents()
    return cut_words(dock)
