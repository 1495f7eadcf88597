"""The recent calls of agents: when, who, which tool, and what came of it; the latest first."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from editor.core.agents.service import Agents, HeardCall
from editor.tr import tr
from editor.ui.kit.empty import EmptyState
from editor.ui.kit.views import Table
from editor.ui.rooms.table import Cell, Column, RowsModel
from editor.ui.texts.when import second_text

WIDTHS = (76, 132, 84, 0)


class CallsTable(QWidget):
    """Empty until the first call."""

    def __init__(self, agents: Agents) -> None:
        super().__init__()
        self._agents = agents
        self.rows = RowsModel(
            (Column(tr("Time")), Column(tr("Agent")), Column(tr("Tool")), Column(tr("Came to"))), _cells
        )
        self.table = Table(WIDTHS)
        self.table.setAccessibleName(tr("Recent calls"))
        self.table.setModel(self.rows)
        self.empty = EmptyState(
            "list-bullets", tr("No calls yet"), tr("Whatever an agent asks for is listed here as it happens.")
        )
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        self.refresh()

    def refresh(self) -> None:
        """Show the calls as they are now."""
        calls = tuple(reversed(self._agents.calls))
        self.rows.show(calls)
        self._pages.setCurrentWidget(self.table if calls else self.empty)


def _cells(call: HeardCall) -> tuple[Cell, ...]:
    told = tr("Refused: {why}", why=call.told) if call.is_refused else tr("Answered")
    glyph, colour = ("prohibit", "severity.warning") if call.is_refused else ("check-circle-fill", "severity.ok")
    return (
        Cell(second_text(call.when)),
        Cell(call.agent, tip=call.agent),
        Cell(call.tool),
        Cell(told, glyph, colour, tip=told),
    )
