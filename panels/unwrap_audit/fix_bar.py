"""Fix and undo: a menu of the ways to do without a chosen unwrap, those that do not fit with the reason."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from editor.ui.api import SEPARATOR, Entry, explain, label, menu_below, row, tool_button, tr
from engine.audit.site import Finding
from panels.unwrap_audit.fixing import ANY, NOTHING_CHOSEN, Fixing, is_fixable, why_no_fix
from panels.unwrap_audit.words import counted

FIRST = "The first that compiles"


class FixBar(QWidget):
    """`chosen` gives the findings of all chosen rows; a fix of several is one step."""

    def __init__(self, fixing: Fixing, chosen: Callable[[], Sequence[Finding]]) -> None:
        super().__init__()
        self._fixing, self._chosen = fixing, chosen
        self._is_low = False
        self.now = label("", "caption")
        self.fix = tool_button("wrench", tr("Ways to fix it"), text=tr("Fix…"), size=22, glyph_size=14)
        self.fix.clicked.connect(lambda _checked=False: self.offer())
        self.undo = tool_button("arrow-u-up-left", tr("Undo the last fix"), size=22, glyph_size=14)
        self.undo.clicked.connect(lambda _checked=False: fixing.undo())
        self._row = row(self.now, self.fix, self.undo, gap=2)
        self._row.setParent(self)
        self.refresh()

    def refresh(self) -> None:
        """Take what can be done now."""
        fixing, chosen = self._fixing, self._chosen()
        wanted, busy = _fixable(chosen), fixing.why_not
        why_none = "" if wanted else tr(why_no_fix(chosen[0]) if chosen else NOTHING_CHOSEN)
        # Where there is height for it, the whole sentence stands in a line of its own.
        short = why_none.partition(":")[0] if self._is_low and chosen else ""
        self.now.setText(f"{tr(fixing.job.title)} {fixing.job.text}".strip() if fixing.job is not None else short)
        self.now.setVisible(bool(busy or short))
        self.fix.set_text(tr("Fix {count}…", count=f"{len(wanted):,}") if len(wanted) > 1 else tr("Fix…"))
        explain(self.fix, tr("Ways to fix what is chosen"), busy or why_none)
        explain(self.undo, tr("Undo the last fix"), busy or fixing.why_no_undo)
        self._row.adjustSize()
        self.setFixedSize(self._row.sizeHint())
        self._row.resize(self.size())

    def set_low(self, *, is_low: bool) -> None:
        """Say in few words why there is no fix where there is little height."""
        if is_low != self._is_low:
            self._is_low = is_low
            self.refresh()

    def offer(self) -> QMenu:
        """Open the menu of ways."""
        return menu_below(self.fix, self.entries())

    def entries(self) -> list[Entry]:
        """The ways to fix what is chosen; each opens a preview first."""
        fixing, wanted = self._fixing, _fixable(self._chosen())
        busy = fixing.why_not
        if len(wanted) > 1:
            whom = counted(len(wanted), tr("place"))
            first: Entry = (f"{tr(FIRST)}, {whom}", partial(fixing.ask, wanted, ANY), busy)
            return [
                first,
                SEPARATOR,
                *((tr(title), partial(fixing.ask, wanted, name), busy) for name, title in names()),
            ]
        if not fixing.ways:
            return [(tr("Looking for ways to fix it"), lambda: None, tr("they are not known yet"))]
        is_any = any(not each.why_not for each in fixing.ways)
        first = (tr(FIRST), partial(fixing.ask, wanted, ANY), busy or ("" if is_any else tr("No pattern fits.")))
        return [
            first,
            SEPARATOR,
            *((tr(way.title), partial(fixing.ask, wanted, way.name), busy or way.why_not) for way in fixing.ways),
        ]


def _fixable(chosen: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(each for each in chosen if is_fixable(each))


def names() -> list[tuple[str, str]]:
    """Every pattern by rank: its name and title."""
    from engine.audit.fixes.pattern import patterns

    return [(each.name, each.title) for each in patterns().values()]
