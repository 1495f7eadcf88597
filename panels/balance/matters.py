"""What matters, as rows: each number with what a fifth less and a fifth more of it change, and the way to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from editor.api import Editor, Path
from panels.balance.words import points

if TYPE_CHECKING:
    from engine.balance.sensitivity import Bar, Nudge


@dataclass(frozen=True)
class Side:
    """What one other value of a number changes in the win rate, -1 to 1, with its interval."""

    value: float
    change: float
    interval: tuple[float, float]
    is_sure: bool

    @property
    def words(self) -> str:
        """The change in percentage points: "+12 ± 5 %"."""
        reach = max(self.interval[1] - self.change, self.change - self.interval[0])
        sign = "+" if self.change > 0 else "\N{MINUS SIGN}" if self.change < 0 else ""
        return f"{sign}{abs(self.change) * 100:.0f} ± {reach * 100:.0f} %"


@dataclass(frozen=True)
class Matter:
    """A number and what it matters."""

    path: str
    label: str
    value: str
    less: Side | None
    more: Side | None
    is_sure: bool

    @property
    def sentence(self) -> str:
        """Everything about it, for tooltips and screen readers."""
        told = [f"{self.label} is {self.value}."]
        for side in (self.less, self.more):
            if side is not None:
                low, high = map(points, side.interval)
                sure = "" if side.is_sure else ", which may be chance"
                change = f"the win rate changes by {side.words}, {low} to {high} points at most{sure}"
                told.append(f"At {side.value:g} {change}.")
        return " ".join(told)


class Matters:
    """The ranking of the editor's balance as rows, and what can be done with them."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.question = editor.balance.matters

    @property
    def rows(self) -> tuple[Matter, ...]:
        """The numbers, the one that matters most first."""
        ranking = self.question.answer
        return () if ranking is None else tuple(map(_row, ranking.bars))

    @property
    def told(self) -> str:
        """What the bars rest on, or why there are none."""
        question = self.question
        if question.error:
            return f"It could not be worked out: {question.error}"
        ranking = question.answer
        if ranking is None:
            return ""
        sure = sum(bar.is_sure for bar in ranking.bars)
        told = (
            f"{sure} of {len(ranking.bars)} numbers surely matter to {ranking.skill}. Seeds 0 to {ranking.runs - 1} at "
            "most, the same for every value; 95 % intervals of Tango that hold for all bars at once."
        )
        return f"Out of date since an edit. {told}" if question.is_stale else told

    def show(self, path: str) -> None:
        """Select what has a number, and show its field."""
        show_number(self.editor, path)


def show_number(editor: Editor, path: str) -> None:
    """Select the entity that has a number, of a prefab one that uses it, and let the inspector show the field."""
    where = Path.parse(path)
    found = where.entity_id if where.entity_id is not None and editor.view.get(where.entity_id) is not None else ""
    folder, _, name = where.file.partition("/")
    if folder == "prefabs":
        users = (each.id for each in editor.view.entities if name in (each.prefab, _wave(each)))
        found = next(users, "")
    editor.selection.set([found] if found else [])
    inner = tuple(map(str, where.inner))
    if inner:
        editor.tools.reveal(".".join(inner[:2]) if where.entity_id is not None else f".{inner[0]}")


def _wave(entity: Any) -> str:
    return str(getattr(entity.components.get("spawn_group"), "prefab", ""))


def _row(bar: "Bar") -> Matter:
    number = bar.number
    unit = f" {number.unit}" if number.unit else ""
    return Matter(number.path, number.label, f"{number.value:g}{unit}", _side(bar.less), _side(bar.more), bar.is_sure)


def _side(nudge: "Nudge | None") -> Side | None:
    if nudge is None:
        return None
    return Side(nudge.value, nudge.difference.value, nudge.interval, nudge.is_sure)
