"""What holds for every room and panel: it opens in every theme, by keyboard, without a project, and leaves no trace."""

import pytest
from psygnal import SignalInstance
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit

from editor.ui.docks.panel_host import load
from editor.ui.rooms import find_rooms
from editor.ui.theme.apply import apply
from editor.ui.theme.look import look
from panels import find_panels

ROOMS = [*find_rooms([]), *find_panels()]
SIZES = {"left": (264, 600), "right": (348, 700), "bottom": (660, 220), "centre": (800, 500)}
THEMES = ("dark", "light", "high_contrast")
every_room = pytest.mark.parametrize("spec", ROOMS, ids=lambda spec: spec.id)


@pytest.fixture
def open_room(show):
    """Opens a room of an editor as its dock does."""

    def make(spec, services):
        model = load(spec.package, spec.model)(services)
        return show(load(spec.package, spec.view), model, *SIZES[spec.dock])

    return make


@pytest.fixture
def dress():
    """Puts a theme on; the dark one is back afterwards."""
    application = QApplication.instance()

    def wear(theme, scale=1.0):
        look.set(theme, scale)
        apply(application, look)

    yield wear
    wear("dark")


@every_room
@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_of_it_has_the_panels_grey_and_something_on_it(spec, theme, editor, open_room, dress):
    dress(theme)
    view = open_room(spec, editor)
    editor.selection.set(["kael"])
    QApplication.processEvents()

    pixels = colours(view)

    common = max(set(pixels), key=pixels.count)
    assert common in {QColor(look.colour(f"surface.{name}")).rgb() & 0xFFFFFF for name in ("panel", "input")}
    assert len(set(pixels)) > 12


@every_room
def test_it_opens_without_a_project_and_says_something(spec, closed_editor, open_room):
    view = open_room(spec, closed_editor)

    assert view.isVisible()
    assert len(set(colours(view))) > 3


@every_room
def test_a_change_of_theme_and_of_text_size_reaches_it(spec, editor, open_room, dress):
    view = open_room(spec, editor)
    editor.selection.set(["kael"])

    dress("light", 1.5)
    QApplication.processEvents()
    editor.selection.set(["rock"])
    QApplication.processEvents()

    assert view.grab().toImage().pixelColor(1, view.height() // 2).lightness() > 128


@every_room
def test_everything_in_it_that_takes_the_focus_has_a_name(spec, editor, open_room):
    view = open_room(spec, editor)
    editor.selection.set(["kael"])
    QApplication.processEvents()

    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for kind in kinds
        for widget in view.findChildren(kind)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not (widget.accessibleName() or getattr(widget, "text", str)())
    ]

    assert not nameless


@every_room
def test_closing_it_takes_every_ear_off_the_editor(spec, editor):
    before = listeners(editor)

    load(spec.package, spec.model)(editor).close()

    assert listeners(editor) == before


def colours(view):
    """A sample of the picture's colours."""
    picture = view.grab().toImage()
    return [picture.pixel(x, y) & 0xFFFFFF for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 2)]


def listeners(editor):
    """How many listen to each signal of the services."""
    services = {name: value for name, value in vars(editor).items() if not name.startswith("_")}
    counts = {}
    for owner_name, owner in {"editor": editor, **services}.items():
        for name in dir(type(owner)):
            if name in {"view", "title"}:
                continue
            signal = getattr(owner, name, None)
            if isinstance(signal, SignalInstance):
                counts[owner_name, name] = len(signal)
    return counts
