"""Puts the look on the program: palette, font, style sheet."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from editor.ui.theme.fonts import load_fonts
from editor.ui.theme.look import Look
from editor.ui.theme.sheet import style_sheet

_STYLED = "astraweave_styled"
_ROLE = QPalette.ColorRole
_COLOURS = (
    (_ROLE.Window, "surface.panel"),
    (_ROLE.Base, "surface.panel"),
    (_ROLE.AlternateBase, "surface.panel"),
    (_ROLE.Button, "surface.header"),
    (_ROLE.ToolTipBase, "surface.popup"),
    (_ROLE.WindowText, "text.primary"),
    (_ROLE.Text, "text.primary"),
    (_ROLE.ButtonText, "text.primary"),
    (_ROLE.ToolTipText, "text.primary"),
    (_ROLE.BrightText, "severity.error"),
    (_ROLE.PlaceholderText, "text.disabled"),
    (_ROLE.Highlight, "surface.selected"),
    (_ROLE.HighlightedText, "text.on_selected"),
    (_ROLE.Link, "text.link"),
    (_ROLE.LinkVisited, "text.link"),
    (_ROLE.Accent, "accent.base"),
    (_ROLE.Light, "line.divider"),
    (_ROLE.Midlight, "line.divider"),
    (_ROLE.Mid, "line.divider"),
    (_ROLE.Dark, "line.divider"),
    (_ROLE.Shadow, "surface.window"),
)


def palette(look: Look) -> QPalette:
    """The palette of a look, for what the style sheet leaves to the style."""
    result = QPalette()
    for role, colour in _COLOURS:
        result.setColor(role, look.qcolor(colour))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, look.qcolor("text.disabled"))
    result.setColor(QPalette.ColorGroup.Inactive, _ROLE.Highlight, look.qcolor("surface.selected_inactive"))
    return result


def apply(application: QApplication, look: Look) -> None:
    """Dress the whole program; called at start and after each change of the look."""
    load_fonts()
    # Each of these polishes every widget anew, so nothing is set that is there already.
    if application.property(_STYLED) is None:
        application.setStyle("Fusion")
        application.setProperty(_STYLED, True)
    colours, font, sheet = palette(look), look.font(), style_sheet(look)
    with look.dressing():
        if application.styleSheet() != sheet and application.font() == font:
            # Exchanging a sheet, Qt dresses each widget once for every widget that it lies in, eight times on average;
            # taking one off and putting another on reaches each of them once. Not with another size of text: what the
            # sheet gave a widget would be taken for its own, and stay.
            application.setStyleSheet("")
        if application.palette() != colours:
            application.setPalette(colours)
        if application.font() != font:
            application.setFont(font)
        if application.styleSheet() != sheet:
            application.setStyleSheet(sheet)
