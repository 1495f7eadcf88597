"""The chosen finding: where it is, why it has its priority, its source, and what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from editor.ui.api import (
    ElidedLabel,
    EmptyState,
    IconLabel,
    Ui,
    column,
    label,
    row,
    tool_button,
    tr,
)
from engine.audit.site import Finding
from panels.unwrap_audit.fix_bar import FixBar
from panels.unwrap_audit.fixing import Made, why_no_fix
from panels.unwrap_audit.model import AuditModel
from panels.unwrap_audit.preview_page import PreviewPage
from panels.unwrap_audit.source_view import SourceView
from panels.unwrap_audit.words import MARKS, kind_title, place_of


class Detail(QWidget):
    """Follows the chosen finding; the file is read when it is looked at."""

    def __init__(self, model: AuditModel, ui: Ui, chosen: Callable[[], Sequence[Finding]]) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self._is_low = False
        self.fix, self.preview = FixBar(model.fixing, chosen), PreviewPage(model.fixing)
        self.place = ElidedLabel("", "strong", keeps_end=True)
        self.open = tool_button("arrow-square-out", tr("Open in my editor"), size=22, glyph_size=14)
        self.open.clicked.connect(lambda _checked=False: self.open_outside())
        self.copy = tool_button("copy", tr("Copy file, line and column"), size=22, glyph_size=14)
        self.copy.clicked.connect(lambda _checked=False: self.copy_place())
        self.sign = IconLabel("info", "icon.secondary", 14)
        self.reason = label("", wrap=True)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.short_reason = ElidedLabel()
        self.short_reason.hide()
        self.facts = ElidedLabel("", "caption")
        self.no_fix = ElidedLabel("", "caption")
        self._no_fix_row = row(IconLabel("prohibit", "icon.secondary", 14), (self.no_fix, 1), gap=6)
        self.warning = label("", "error", wrap=True)
        self.source = SourceView()
        head = column(
            row((self.place, 1), self.fix, self.copy, self.open, gap=2),
            row(column(self.sign, None), (self.reason, 1), (self.short_reason, 1), gap=6),
            self.facts,
            self._no_fix_row,
            self.warning,
            margins=(8, 4, 4, 4),
            gap=2,
        )
        self.body = column(head, (self.source, 1))
        self.empty = EmptyState(
            "code", tr("No finding is chosen"), tr("Its source, and why it has its priority, stand here.")
        )
        self._pages = QStackedLayout(self)
        for page in (self.body, self.preview, self.empty):
            self._pages.addWidget(page)
        self.setMinimumSize(1, 1)
        links = ((model.fixing.changed, self.refresh_fix), (model.fixing.made, self._tell))
        for signal, slot in links:
            signal.connect(slot)
        self.destroyed.connect(lambda _=None: [signal.disconnect(slot, missing_ok=True) for signal, slot in links])

    def set_low(self, *, is_low: bool) -> None:
        """One line of the reason and the facts where there is little height; its tooltip has the whole."""
        self.reason.setVisible(not is_low)
        self.short_reason.setVisible(is_low)
        self.facts.setVisible(not is_low)
        self._is_low = is_low
        self.fix.set_low(is_low=is_low)
        self.preview.set_low(is_low=is_low)
        self._show_no_fix()

    def refresh_fix(self) -> None:
        """Show what can be fixed, or the preview of it."""
        is_preview = self._model.fixing.preview is not None
        page = self.preview if is_preview else self.body if self._model.chosen is not None else self.empty
        has_come = is_preview and self._pages.currentWidget() is not self.preview
        had_focus = self._pages.currentWidget().isAncestorOf(QApplication.focusWidget() or self)
        self._pages.setCurrentWidget(page)
        self.fix.refresh()
        self.preview.refresh()
        if has_come:
            self.preview.apply.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_focus and not is_preview and page is self.body:
            self.fix.fix.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the chosen finding as its file is now."""
        self.refresh_fix()
        found = self._model.chosen
        if found is None:
            return
        source = self._model.source()
        self.place.set_whole(place_of(found))
        glyph, colour = MARKS[found.priority]
        self.sign.show_glyph(glyph, colour)
        self.sign.setToolTip(found.priority)
        self.sign.setAccessibleName(found.priority)
        self.reason.setText(why(found))
        self._show_no_fix()
        self.facts.set_whole(facts(found))
        self.warning.setText(tr(source.problem))
        self.warning.setVisible(bool(source.problem))
        self.source.setVisible(source.has_text)
        if source.has_text:
            self.source.show_source(source, found.file)

    def _show_no_fix(self) -> None:
        """Why there is no fix, in a line of its own; where there is little height, in few words beside the button."""
        found = self._model.chosen
        if found is None:
            return
        no_fix = tr(why_no_fix(found))
        self.no_fix.set_whole(no_fix)
        self._no_fix_row.setVisible(bool(no_fix) and not self._is_low)
        self.short_reason.set_whole(f"{why(found)} {facts(found)}")

    def _tell(self, made: Made) -> None:
        """Say what became of a fix, with the way back."""
        undo = tr("Undo") if made.can_undo else ""
        kind = "ok" if made.is_good else "warning"
        self._ui.toast(tr(made.title), made.text, kind, undo, self._model.fixing.undo, about="unwrap_audit.fix")

    def open_outside(self) -> None:
        """Open the file at the place in the user's text editor."""
        found, folder = self._model.chosen, self._model.folder
        if found is not None and folder is not None:
            self._ui.open_file(folder / found.file, found.line, found.column)

    def copy_place(self) -> None:
        """Put file, line and column into the clipboard, with the whole path."""
        found, folder = self._model.chosen, self._model.folder
        if found is not None and folder is not None:
            QApplication.clipboard().setText(f"{folder / found.file}:{found.line}:{found.column}")


def why(found: Finding) -> str:
    """Why a finding has its priority, as a sentence."""
    reason = found.reason[:1].upper() + found.reason[1:]
    return tr("{priority}: {reason}", priority=found.priority, reason=reason if reason.endswith(".") else f"{reason}.")


def facts(found: Finding) -> str:
    """Kind, context, item and crate of a finding."""
    parts = [kind_title(found.kind), tr("{context} code", context=tr(found.context))]
    if found.item:
        parts.append(tr("in {item}", item=found.item))
    if found.crate:
        parts.append(tr("crate {crate}", crate=found.crate))
    if found.status != "open":
        parts.append(tr(found.status))
    return ", ".join(parts)
