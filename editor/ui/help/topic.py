"""Which page of the help speaks of a widget: of its field, its button, its panel, or the picture."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from editor.ui.docks.panel_host import PanelHost
from editor.ui.kit.action_buttons import ActionButton
from editor.ui.rooms.inspector.section import SectionWidget
from editor.ui.shell.shell import Shell

TOPIC = "help_topic"
"""A widget may name its page itself: `widget.setProperty(TOPIC, "guide:terrain")`."""
PICTURE = "gestures:all"
START = "guide:first_steps"


def topic_of(window: Shell, widget: QWidget | None) -> str:
    """The address of the page for what has the keyboard: the nearest thing around it that has one."""
    below: list[QWidget] = []
    for each in _upwards(widget):
        named = each.property(TOPIC)
        if isinstance(named, str) and named:
            return named
        if isinstance(each, ActionButton):
            return f"action:{each.action}"
        if isinstance(each, SectionWidget):
            return section_topic(each, below)
        if isinstance(each, PanelHost):
            return f"panel:{each.spec.id}"
        if each is window.centre.viewport:
            return PICTURE
        below.append(each)
    return START


def section_topic(section: SectionWidget, below: list[QWidget]) -> str:
    """The field of the inspector's section that one of these widgets stands for, or the section itself."""
    facts = section.section.facts
    name = facts.id.removeprefix("-")
    field = next((key.partition(".")[2] for key, row in section.rows.items() if row in below), "")
    # The plain fields at the head of a file stand in a section without an id.
    start = f"section:{name}" if name else f"file:{facts.title.lower()}"
    return f"{start}#{field}" if field else start


def _upwards(widget: QWidget | None) -> Iterator[QWidget]:
    while widget is not None:
        yield widget
        widget = widget.parentWidget()
