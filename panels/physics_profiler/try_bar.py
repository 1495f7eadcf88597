"""Try it live: put a crowd into the running copy, change the threads, draw over the picture what physics does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider, QVBoxLayout, QWidget

from editor.ui.api import FlowLayout, ToolButton, Ui, explain, fixed_width, label, look, row, tool_button, tr
from panels.physics_profiler.model import PhysicsProfilerModel
from panels.physics_profiler.trying import CROWDS, OVERLAYS, REMOVE

SIZES = {"play.populate_2500": "2,500", "play.populate_5000": "5,000", "play.populate_100000": "100,000"}
NAMES = {
    "overlay.neighbour_grid": ("grid-four", "Neighbour grid"),
    "overlay.contacts": ("intersect", "Contacts"),
    "overlay.velocities": ("arrow-up-right", "Velocities"),
    "overlay.sleeping": ("moon", "Sleeping"),
}
GAP = 16
NOT_HERE = "Open a scene first; it is drawn over its picture."


class TryBar(QWidget):
    """Three groups, side by side as far as there is room."""

    def __init__(self, model: PhysicsProfilerModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.setObjectName("panelbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.crowds: dict[str, ToolButton] = {}
        for id_ in CROWDS:
            tip = tr("Put {count} NPCs into the running copy", count=SIZES[id_])
            self.crowds[id_] = self._button(id_, "", tip, SIZES[id_], checkable=True)
            self.crowds[id_].setProperty("chip", True)
        self.crowds[REMOVE] = self._button(REMOVE, "x", tr("Remove the NPCs"), "")
        crowd = row(label(tr("NPCs"), "caption"), *self.crowds.values(), gap=2)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, model.trying.most_threads)
        self.slider.setPageStep(1)
        self.slider.setAccessibleName(tr("Physics threads"))
        fixed_width(self.slider, 96)
        self.count = fixed_width(label("", "caption"), 62)
        self.automatic = tool_button("arrow-u-up-left", tr("As the project asks"), size=22, glyph_size=14)
        self.slider.valueChanged.connect(self._slide)
        self.automatic.clicked.connect(self._as_asked)
        threads = row(label(tr("Threads"), "caption"), self.slider, self.count, self.automatic, gap=4)
        self.overlays: dict[str, ToolButton] = {}
        for id_ in OVERLAYS:
            glyph, name = NAMES[id_]
            self.overlays[id_] = self._button(id_, glyph, tr(name), "", checkable=True)
        overlays = row(label(tr("Overlays"), "caption"), *self.overlays.values(), gap=2)
        self.why = label("", "caption")
        groups = QWidget()
        self._flow = FlowLayout(groups, look.px(GAP))
        for group in (crowd, threads, overlays):
            self._flow.addWidget(group)
        outer = QVBoxLayout(self)
        outer.addWidget(groups)
        outer.addWidget(self.why)
        look.follow(self, TryBar._space)
        self.refresh()

    def refresh(self) -> None:
        """Take the state of the actions and of the threads."""
        trying = self._model.trying
        for id_, button in (*self.crowds.items(), *self.overlays.items()):
            door = trying.door(id_)
            is_overlay = id_ in self.overlays
            missing = tr(NOT_HERE) if is_overlay else trying.why_no_threads or tr("This build has no crowds to put in.")
            button.setChecked(door is not None and door.is_on)
            tip = button.accessibleName()
            explain(button, tip, missing if door is None else door.why_not)
        why = trying.why_no_threads
        threads = trying.threads
        self.slider.setEnabled(not why)
        self.slider.setToolTip(why or tr("Threads of the run, 0 is serial; every number gives the same result"))
        self.slider.setAccessibleDescription(why)
        if threads is not None and not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(threads)
            self.slider.blockSignals(False)
        self.count.setText(_threads(threads) if threads is not None else tr("n/a"))
        is_asked = threads == trying.automatic
        explain(
            self.automatic, tr("As the project asks"), why or (tr("They are as the project asks.") if is_asked else "")
        )
        doors = [trying.door(id_) for id_ in self.crowds if id_ != REMOVE]
        blocked = next((door.why_not for door in doors if door is not None and door.why_not), "")
        reasons = [tr("Threads: {why}", why=why) if why else "", tr("NPCs: {why}", why=blocked) if blocked else ""]
        self.why.setText(" ".join(filter(None, reasons)))
        self.why.setVisible(bool(self.why.text()))

    def height_at(self, width: int) -> int:
        """How high the bar is at a width [px]."""
        return self.layout().heightForWidth(width) if self.layout().hasHeightForWidth() else self.sizeHint().height()

    def _space(self) -> None:
        self.layout().setContentsMargins(look.px(8), look.px(2), look.px(8), look.px(2))
        self.layout().setSpacing(look.px(2))
        self._flow.setSpacing(look.px(GAP))

    def _button(self, id_: str, glyph: str, tip: str, text: str, *, checkable: bool = False) -> ToolButton:
        button = tool_button(glyph, tip, text=text, size=22, glyph_size=14, checkable=checkable, quiet=True)
        button.clicked.connect(lambda _checked=False: self._run(id_))
        return button

    def _run(self, id_: str) -> None:
        refused = self._model.trying.run(id_)
        if refused:
            self._ui.editor.status(refused)
        self.refresh()

    def _slide(self, threads: int) -> None:
        self._model.trying.set_threads(threads)
        self.refresh()

    def _as_asked(self) -> None:
        asked = self._model.trying.automatic
        if asked is not None:
            self._model.trying.set_threads(asked)
            self.refresh()


def _threads(count: int) -> str:
    return tr("serial") if count == 0 else tr("1 thread") if count == 1 else tr("{count} threads", count=count)
