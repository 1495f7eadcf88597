"""Small windows: what this program is made of, and the pages of the help."""

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.theme.look import look
from editor.ui.tr import tr
from engine.resources import resource


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


def welcome_dialog(parent: QWidget | None) -> QDialog:
    """The first steps."""
    return help_page(parent, tr("First steps"), "first_steps")


def help_page(parent: QWidget | None, title: str, name: str) -> QDialog:
    """One page of the help, `name` as its file below resources/help is called."""
    paragraphs: list[QWidget] = []
    # A label leaves no room between paragraphs, so each is one.
    for paragraph in resource("help", f"{name}.md").read_text(encoding="utf-8").strip().split("\n\n"):
        text = label("", wrap=True)
        text.setTextFormat(Qt.TextFormat.MarkdownText)
        text.setText(paragraph)
        paragraphs.append(look.follow(text, _fit_paragraph))
    return _window(parent, title, column(label(title, "title"), *paragraphs, gap=8))


def _fit_paragraph(text: QLabel) -> None:
    """As high as its words need: Qt's own guess leaves the last line out where words are bold."""
    text.setFixedWidth(look.px(440))
    text.ensurePolished()
    text.setMinimumHeight(text.heightForWidth(look.px(440)))


def panel_help(parent: QWidget | None, title: str, question: str, text: str) -> QDialog:
    """What a panel answers and how to use it."""
    words = column(label(question, "title", wrap=True), label(text, wrap=True), gap=8)
    look.follow(words, lambda w: w.setFixedWidth(look.px(400)))
    return _window(parent, title, words)


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
