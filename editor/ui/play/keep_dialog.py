"""What was tuned while a copy played, as a list to choose from: the ticked values are written into the scene."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from editor.core.play.live.tunes import TunedEdit
from editor.tr import tr
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.theme.look import look

WIDTH, MOST_HIGH = 560, 320


class KeepEditsDialog(QDialog):
    """A box to tick for each edit. `keep(chosen)` is called with the ticked ones, none of them when it is closed."""

    def __init__(
        self,
        parent: QWidget | None,
        edits: Sequence[TunedEdit],
        keep: Callable[[Sequence[TunedEdit]], object],
        titles: Mapping[str, str] | None = None,
    ) -> None:
        """`titles` says what the files are called."""
        super().__init__(parent)
        self._titles = dict(titles or {})
        self.edits = tuple(edits)
        self._keep = keep
        self.setWindowTitle(tr("Keep what was tuned?"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.boxes = [QCheckBox(self._title(edit)) for edit in self.edits]
        for box in self.boxes:
            box.setChecked(True)
            box.toggled.connect(self._count)
        self.all_box = QCheckBox(tr("All"))
        self.all_box.setTristate(True)
        self.all_box.clicked.connect(self._all)
        self.none_button = push_button(tr("Keep none"))
        self.keep_button = push_button("", "primary")
        self.none_button.clicked.connect(self.reject)
        self.keep_button.clicked.connect(self.accept)
        text = tr(
            "The run is over and the scene is as it was. What is ticked is written into it, as one entry of the "
            "history."
        )
        words = column(label(tr("Keep what was tuned?"), "title"), label(text, wrap=True), gap=8)
        look.follow(words, lambda w: w.setFixedWidth(look.px(WIDTH - 64)))
        head = row(column(icon_label("sliders-horizontal", "icon.primary", 24), None), words, gap=12)
        lines = QVBoxLayout(self)
        lines.addWidget(head)
        lines.addWidget(self.all_box)
        lines.addWidget(self._list())
        lines.addWidget(row(None, self.none_button, self.keep_button, gap=8))
        look.follow(self, KeepEditsDialog._fit)
        self.keep_button.setDefault(True)
        self._count()
        self.boxes[0].setFocus()

    @property
    def chosen(self) -> tuple[TunedEdit, ...]:
        """The edits that are ticked."""
        return tuple(edit for edit, box in zip(self.edits, self.boxes, strict=True) if box.isChecked())

    def accept(self) -> None:
        """Keep what is ticked."""
        self._keep(self.chosen)
        super().accept()

    def reject(self) -> None:
        """Keep nothing."""
        self._keep(())
        super().reject()

    def _list(self) -> QWidget:
        """A line for each edit: whose and which, before, after, when."""
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setColumnStretch(0, 1)
        heads = (tr("Value"), tr("Before"), "", tr("Tuned to"), tr("At"))
        for place, head in enumerate(heads):
            grid.addWidget(label(head, "caption"), 0, place)
        for line, (edit, box) in enumerate(zip(self.edits, self.boxes, strict=True), start=1):
            before, after = shown(edit.before, edit.unit), shown(edit.after, edit.unit)
            box.setToolTip(f"{edit.entity}, {edit.field}")
            box.setAccessibleDescription(tr("from {before} to {after}", before=before, after=after))
            grid.addWidget(box, line, 0)
            grid.addWidget(label(before, "secondary"), line, 1)
            grid.addWidget(icon_label("arrow-right", "icon.secondary", 12), line, 2)
            grid.addWidget(label(after, "strong"), line, 3)
            grid.addWidget(label(f"{edit.tick / 60:.1f} s", "secondary"), line, 4)
        grid.setRowStretch(len(self.edits) + 1, 1)
        look.follow(inside, lambda w: w.layout().setHorizontalSpacing(look.px(12)))
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        high = inside.sizeHint().height() + 2
        return look.follow(scroll, lambda w: w.setFixedHeight(min(high, look.px(MOST_HIGH))))

    def _title(self, edit: TunedEdit) -> str:
        component = edit.field.partition(".")[0].replace("_", " ")
        place = self._titles.get(edit.path.file) or edit.path.file.rpartition("/")[2].replace("_", " ")
        return tr(
            "{name} in {place}: {component}, {title}",
            name=edit.name, place=place, component=component, title=edit.title.lower(),
        )  # fmt: skip

    def _all(self) -> None:
        is_on = len(self.chosen) < len(self.boxes)
        for box in self.boxes:
            box.setChecked(is_on)
        self._count()

    def _count(self) -> None:
        count, whole = len(self.chosen), len(self.boxes)
        state = Qt.CheckState.Checked if count == whole else Qt.CheckState.PartiallyChecked
        self.all_box.setCheckState(state if count else Qt.CheckState.Unchecked)
        self.keep_button.setText(tr("Keep {count} of {whole}", count=count, whole=whole))
        self.keep_button.setEnabled(count > 0)

    def _fit(self) -> None:
        box = self.layout()
        if box is not None:
            box.setContentsMargins(*[look.px(16)] * 4)
            box.setSpacing(look.px(12))


def shown(value: Any, unit: str) -> str:
    """A value with its unit, as people read it."""
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{text} {unit}" if unit not in ("", "1") else text
