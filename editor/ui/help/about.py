"""A small window: what this program is made of."""

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from editor.tr import tr
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.theme.look import look


def about_dialog(parent: QWidget | None) -> QDialog:
    """Name, version, and the versions of what it stands on."""
    lines = [
        f"Python {platform.python_version()}, Qt {qVersion()}",
        f"numba {_version('numba')}, vispy {_version('vispy')}, NumPy {_version('numpy')}",
        f"{platform.system()} {platform.release()}",
    ]
    words = column(
        label("AstraWeave Editor", "display"),
        label(tr("Version {version}", version=_version("astraweave-editor")), "secondary"),
        8,
        *[label(line, "caption") for line in lines],
        8,
        label(tr("MIT licence"), "caption"),
        gap=4,
    )
    return _window(parent, tr("About AstraWeave"), row(icon_label("diamond", "accent.base", 40), words, gap=16))


def _window(parent: QWidget | None, title: str, body: QWidget) -> QDialog:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    close = push_button(tr("Close"), "primary")
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    box = QVBoxLayout(dialog)
    box.addWidget(body)
    box.addWidget(row(None, close))
    look.follow(
        dialog, lambda w: (w.layout().setContentsMargins(*[look.px(16)] * 4), w.layout().setSpacing(look.px(16)))
    )
    return dialog


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return tr("from source")
