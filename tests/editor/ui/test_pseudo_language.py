"""In the pseudo language, whatever the program itself says comes accented and in brackets, and stays whole."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from editor.tr import PseudoTranslator
from editor.ui.shell.window import MainWindow
from editor.ui.theme.fonts import prepare_fonts
from tests.editor.core.glade import FILES, plant
from tests.editor.ui.whole_house import DIALOGS, dialog, menus, open_house, show_panel
from tests.editor.ui.words_seen import cut_words, foreign_words, seen, untranslated, words_of

prepare_fonts()
NAMES = ("AstraWeave Editor Veilweaver Starter", "Python numba vispy NumPy Linux Qt", "toml streaming")
BY_DESIGN = ("ConsoleTable", "AssetList")
"""What shows data only: lines of the log, names of meshes and prefabs."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[dict[str, Any]]:
    """What can be read in the whole window in the pseudo language, by place."""
    translator = PseudoTranslator(qapp)
    qapp.installTranslator(translator)
    folder = tmp_path_factory.mktemp("pseudo")
    try:
        with open_house(folder, qapp) as window:
            yield {name: list(texts) for name, texts in everywhere(window, folder)}
    finally:
        qapp.removeTranslator(translator)


def everywhere(window: MainWindow, folder: Any) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """Start screen, window, each panel, each menu, each dialog."""
    yield "start screen", seen(window)
    assert window.open_folder(plant(folder / "glade"), True)
    QApplication.processEvents()
    yield "window", seen(window)
    for ids in ((), ("kael",), ("kael", "lyra")):
        window.editor.selection.set(ids)
        for id_ in window.docks.ids:
            show_panel(window, id_)
            yield f"{id_} with {len(ids)} selected", seen(window.docks.dock(id_))
    for menu in menus(window):
        yield f"menu {menu.title()}", seen(menu, hidden=True)
    for name in DIALOGS:
        with dialog(window, name) as shown:
            yield f"dialog {name}", seen(shown)
    window.open_palette("a")
    yield "palette", seen(window.palette_popup)
    window.palette_popup.close_palette()


def test_nothing_that_the_program_says_escapes_the_translation(house: dict[str, Any]):
    own = words_of(*FILES.values(), *FILES, *NAMES)
    found: dict[str, list[str]] = {}
    for place, texts in house.items():
        escaped = untranslated(((where, text) for where, text in texts if not is_data(where)), own)
        if escaped:
            found[place] = escaped

    assert found == {}, "\n".join(line for lines in found.values() for line in lines)


def is_data(where: str) -> bool:
    return any(name in where for name in BY_DESIGN)


def test_the_whole_window_was_read(house: dict[str, Any]):
    assert {"start screen", "palette", "dialog settings"} <= set(house)
    assert sum(len(texts) for texts in house.values()) > 1000
    assert any("[" in text for _where, text in house["start screen"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[Sàvé·]", []),
        ("Save", ["Save"]),
        ("[Stöp·] (Ctrl+Shift+F5)", []),
        ("[Stöp·] (F5): Nothing plays", ["Nothing", "plays"]),
        ("[Délété [Glàdé·]?··]", []),
        ("Kael, 7.4 ms, 135 fps, scenes/glade.toml", []),
    ],
)
def test_what_counts_as_untranslated(text: str, words: list[str]):
    assert foreign_words(text, words_of("Kael")) == words


def test_at_150_percent_no_word_of_a_dialog_or_bar_is_cut_though_a_third_longer(
    house: dict[str, Any], tmp_path: Any, qapp: QApplication
):
    """The pseudo language of `house` is spoken meanwhile."""
    with open_house(tmp_path, qapp, 1.5) as window:
        cut = {"start screen": cut_words(window.start)}
        assert window.open_folder(plant(tmp_path / "glade"), True)
        QApplication.processEvents()
        cut |= {"toolbar": cut_words(window.toolbar), "status": cut_words(window.status)}
        for name in DIALOGS:
            with dialog(window, name) as shown:
                cut[name] = cut_words(shown)
        window.open_palette("a")
        cut["palette"] = cut_words(window.palette_popup)
        window.palette_popup.close_palette()

    assert {place: words for place, words in cut.items() if words} == {}
