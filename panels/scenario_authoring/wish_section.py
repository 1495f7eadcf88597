"""The first step: the wish, what goes along with it, who is asked, what it takes, and the button that asks."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QSpinBox

from editor.ui.api import (
    Entry,
    Ui,
    column,
    explain,
    fixed_width,
    label,
    menu_below,
    push_button,
    restyle,
    row,
    tool_button,
    tr,
)
from panels.scenario_authoring.model import AuthoringModel
from panels.scenario_authoring.section import Section
from panels.scenario_authoring.wish_field import WishField

if TYPE_CHECKING:
    from engine.llm.context.prompts import Prompt

NOTHING_AROUND = "Select something first, and let the selection go along: the circle is around it."
LONGEST_ZONE, LEAST_BUDGET, MOST_BUDGET, BUDGET_STEP, FIELD = 200, 2_000, 200_000, 2_000, 84


class WishSection(Section):
    """What is typed is the editor's wish at once."""

    def __init__(self, model: AuthoringModel, ui: Ui) -> None:
        self._model, self._ui = model, ui
        proposals = model.proposals
        self.field = WishField()
        self.field.textChanged.connect(lambda: proposals.say(self.field.toPlainText()))
        self.field.asked.connect(self._ask)
        self.library = tool_button(
            "books", tr("Begin with a sentence of the library"), text=tr("Library"), size=22, glyph_size=14
        )
        self.library.clicked.connect(lambda _checked=False: self._open_library())
        self.who = tool_button("sparkle", "", text=" ", size=22, glyph_size=14, quiet=True)
        self.who.setProperty("chip", True)
        self.who.clicked.connect(lambda _checked=False: ui.run("app.settings"))
        self.selection = QCheckBox(tr("Selection goes along"))
        self.selection.toggled.connect(lambda is_on: proposals.set_context(takes_selection=is_on))
        self.zone = _number(tr("Circle around it"), 0, LONGEST_ZONE, 5, " m")
        self.zone.setSpecialValueText(tr("none"))
        self.zone.valueChanged.connect(lambda metres: proposals.set_context(zone_m=float(metres)))
        self.budget = _number(tr("Most tokens to send"), LEAST_BUDGET, MOST_BUDGET, BUDGET_STEP, "")
        self.budget.setGroupSeparatorShown(True)
        self.budget.valueChanged.connect(lambda tokens: proposals.set_context(budget=tokens))
        self.context = label("", "caption", wrap=True)
        self.cost = label("", "caption", wrap=True)
        self.ask = push_button(tr("Propose"), "primary")
        self.ask.clicked.connect(lambda _checked=False: self._ask())
        self.cancel = push_button(tr("Cancel"), glyph="x")
        self.cancel.clicked.connect(lambda _checked=False: proposals.cancel())
        self.why = label("", "secondary", wrap=True)
        self.along = column(
            self.selection,
            row(label(tr("Circle around it"), "secondary"), self.zone, None, gap=6),
            row(label(tr("Most tokens to send"), "secondary"), self.budget, None, gap=6),
            column(self.context, self.cost, gap=2),
            gap=6,
        )
        super().__init__(
            1,
            tr("Wish"),
            "",
            self.field,
            row(self.library, None, self.who, gap=6),
            self.along,
            row(self.ask, self.cancel, (self.why, 1), gap=6),
        )

    def refresh(self) -> None:
        """Show the wish as it is now."""
        model, proposals = self._model, self._model.proposals
        self.show_state(model.state_of(0), has_body=True)
        if self.field.toPlainText() != proposals.wish:
            self.field.blockSignals(True)
            self.field.setPlainText(proposals.wish)
            self.field.blockSignals(False)
        for part, value in ((self.zone, round(proposals.zone_m)), (self.budget, proposals.budget)):
            if part.value() != value:
                part.blockSignals(True)
                part.setValue(value)
                part.blockSignals(False)
        self.selection.blockSignals(True)
        self.selection.setChecked(proposals.takes_selection)
        self.selection.blockSignals(False)
        asked = proposals.asked
        is_pointing = proposals.takes_selection and asked is not None and bool(asked.selection)
        why = "" if is_pointing else tr(NOTHING_AROUND)
        self.zone.setEnabled(is_pointing)
        self.zone.setToolTip(why or tr("What stands in it is told first"))
        self.zone.setAccessibleDescription(why)
        name, told = model.who
        self.who.set_text(tr(name))
        self.who.setToolTip(f"{tr(told)}\n{tr('A click opens the settings.')}")
        self.who.setAccessibleName(f"{tr('Asks')}: {tr(name)}")
        self.who.setAccessibleDescription(tr(told))
        self.context.setText(tr(model.context) if model.context else "")
        self.cost.setText(tr(model.cost))
        # A proposal that is under review needs the room; whoever writes on sees again what goes along.
        has_proposal = proposals.review.kept is not None
        self.along.setVisible(not has_proposal or self.field.hasFocus())
        restyle(self.ask, kind="" if has_proposal else "primary")
        self.ask.setText(tr("Propose anew") if has_proposal else tr("Propose"))
        why = "" if proposals.is_asking else proposals.why_not_ask()
        self.ask.setVisible(not proposals.is_asking)
        self.cancel.setVisible(proposals.is_asking)
        explain(self.ask, tr("Ask for changes; nothing is changed before you accept (Ctrl+Enter)"), why)
        self.why.setText(tr(why) if why else "")

    def _ask(self) -> None:
        self._model.proposals.ask()

    def _open_library(self) -> None:
        entries: list[Entry] = [(tr(each.title), partial(self._begin_with, each), "") for each in self._model.library]
        menu_below(self.library, entries)

    def _begin_with(self, prompt: "Prompt") -> None:
        """Write a sentence of the library, with its first word selected, to be typed over."""
        text, first = self._model.begun_with(prompt)
        self._model.proposals.say(text)
        self.field.setFocus()
        start = self.field.toPlainText().find(first) if first else -1
        if start >= 0:
            cursor = self.field.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(start + len(first), cursor.MoveMode.KeepAnchor)
            self.field.setTextCursor(cursor)


def _number(name: str, least: int, most: int, step: int, unit: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(least, most)
    field.setSingleStep(step)
    field.setSuffix(unit)
    field.setAccessibleName(name)
    fixed_width(field, FIELD)
    return field
