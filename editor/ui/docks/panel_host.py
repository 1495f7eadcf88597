"""Builds a panel when it is first seen, and keeps the window whole when a panel fails."""

import importlib
import logging
import traceback
from pathlib import Path as FilePath
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from editor.api import Finding, PanelSpec
from editor.tr import tr
from editor.ui.kit.attention import Attention
from editor.ui.kit.empty import EmptyState
from editor.ui.kit.first_focus import give_keyboard
from editor.ui.services import Ui
from editor.ui.theme.look import look


class PanelHost(QWidget):
    """The content of one dock: the panel's view, or the message that says why it is not there."""

    def __init__(self, spec: PanelSpec, ui: Ui) -> None:
        super().__init__()
        self.setObjectName("dockbody")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.spec = spec
        self._ui = ui
        self.model: Any = None
        self.view: QWidget | None = None
        self.error: BaseException | None = None
        self._box = QVBoxLayout(self)
        self._box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attended)
        look.follow(self, lambda w: w.layout().setContentsMargins(*[int(look.is_high_contrast)] * 4))

    def want(self) -> None:
        """Build the panel, seen or not: at once, so that it can take the keyboard; after the window's first frame."""
        self._ui.first_paint.then(self.build)

    def _attended(self, is_seen: bool) -> None:
        if is_seen and self.view is None:
            self._ui.first_paint.then(lambda: QTimer.singleShot(0, self, self._build_if_seen))

    def _build_if_seen(self) -> None:
        # While docks are laid out each is in front for a moment: one that ends behind a tab is not built.
        if self._attention.is_on:
            self.build()

    def minimumSizeHint(self) -> QSize:
        """Small: a panel that is squeezed scrolls or cuts, so that docks never overlap in a low window."""
        return QSize(look.px(120), look.px(48))

    def build(self) -> None:
        """Make the model and the view; what is there already stays."""
        if self.view is not None:
            return
        try:
            self.model = load(self.spec.package, self.spec.model)(self._ui.editor)
            with look.dressing():
                view = load(self.spec.package, self.spec.view)(self.model, self._ui)
        except Exception as error:
            self.fail(error)
            return
        with look.dressing():
            self._show(view)

    def fail(self, error: BaseException) -> None:
        """Put a message in the panel's place and tell of it in Problems."""
        self.close_panel()
        self.error = error
        text = describe(error)
        logging.getLogger(__name__).debug("panel %s failed", self.spec.id, exc_info=error)
        finding = Finding(
            rule="panel-failed",
            severity="warning",
            text=f"The panel {self.spec.title} failed: {text} Reopen it from its place; the rest works on.",
            where=None,
            entity=None,
        )
        self._ui.editor.findings.add("panels", finding)
        self._ui.editor.log.add("error", self.spec.id, text)
        message = EmptyState(
            "warning-fill",
            tr("{title} stopped working", title=self.spec.title),
            tr("{text} Nothing in the scene changed.", text=text),
            tr("Open it again"),
            self.retry,
            colour="severity.warning",
        )
        self._show(message)

    def retry(self) -> None:
        """Build the panel once more."""
        if self.error is None:
            return
        self.close_panel()
        kept = [
            f for f in self._ui.editor.findings.from_source("panels") if f"The panel {self.spec.title} " not in f.text
        ]
        self._ui.editor.findings.replace("panels", kept)
        self.build()

    def close_panel(self) -> None:
        """Let the view and the model go."""
        model, self.model = self.model, None
        view, self.view = self.view, None
        self.error = None
        if view is not None:
            self._box.removeWidget(view)
            view.hide()
            view.deleteLater()
        if model is not None:
            try:
                model.close()
            except Exception:
                logging.getLogger(__name__).warning("panel %s did not close cleanly", self.spec.id, exc_info=True)

    def _show(self, view: QWidget) -> None:
        self.view = view
        self._box.addWidget(view)
        view.show()  # the layout would do so later, and until then nobody could look at it
        self.setFocusProxy(view.focusProxy())
        if QApplication.focusWidget() is self:
            # It was asked for before there was anything in it.
            give_keyboard(self)


def load(package: str, place: str) -> Any:
    """The class at "module:Class" below a package."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(f"{package}.{module}"), name)


def describe(error: BaseException) -> str:
    """What happened and where, in one sentence."""
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    frames = traceback.extract_tb(cause.__traceback__)
    place = f" in {FilePath(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(cause).__name__}{place}: {str(cause).rstrip('.')}."
