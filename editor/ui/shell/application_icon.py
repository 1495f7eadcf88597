"""The program's icon in the sizes that window managers ask for."""

from PySide6.QtGui import QIcon

from engine.resources import resource


def application_icon() -> QIcon:
    """The icon from the resources."""
    return QIcon(str(resource("icons", "astraweave.png")))
