"""A window that was closed is gone with all that it held: its editor, its project, its panels."""

import gc
import weakref
from pathlib import Path

from PySide6.QtWidgets import QApplication

from editor.ui.theme.fonts import prepare_fonts
from tests.editor.core.glade import plant
from tests.editor.ui.whole_house import open_every_panel, open_house

prepare_fonts()


def test_a_closed_window_leaves_nothing_of_it_in_memory(tmp_path: Path, qapp: QApplication):
    with open_house(tmp_path, qapp) as window:
        assert window.open_folder(plant(tmp_path / "glade"), True)
        open_every_panel(window)
        window.editor.selection.set(["kael"])
        window.editor.actions.run("play.start")
        QApplication.processEvents()
        window.editor.actions.run("play.stop")
        left = [weakref.ref(each) for each in (window, window.editor, window.editor.document)]
        left += [weakref.ref(host.view) for host in window.hosts.values()]
    del window
    gc.collect()

    assert [type(each()) for each in left if each() is not None] == []
