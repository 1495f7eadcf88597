"""Toolbar buttons that stand for actions: they follow the action's state and say why when it is off."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence

from editor.core.actions.registry import ActionRegistry
from editor.tr import tr
from editor.ui.kit.buttons import ToolButton, explain


class ActionButton(ToolButton):
    """A button for one action; `refresh` takes the state from the registry."""

    def __init__(
        self,
        action: str,
        actions: ActionRegistry,
        run: Callable[[str], None],
        *,
        text: str = "",
        quiet: bool = False,
        glyph_size: int = 16,
    ) -> None:
        self.action = action
        self._actions = actions
        item = actions.get(action)
        super().__init__(
            item.icon,
            item.title,
            text=text,
            glyph_size=glyph_size,
            checkable=item.checked is not None,
            quiet=quiet,
        )
        self.setObjectName(f"button.{action}")
        self.clicked.connect(lambda _checked=False: self._clicked(run))
        self.refresh()

    def refresh(self) -> None:
        """Show whether the action is on, available, and why not."""
        item = self._actions.get(self.action)
        _enabled, why_not = self._actions.enabled(self.action)
        name = tr(item.title)
        tip = with_keys(name, self._actions, self.action)
        explain(self, tip, why_not)
        if not why_not and item.description:
            self.setToolTip(f"{tip}\n{tr(item.description)}")
        self.setAccessibleName(name)
        if item.checked is not None:
            self.setChecked(item.checked())

    def _clicked(self, run: Callable[[str], None]) -> None:
        run(self.action)
        self.refresh()


def with_keys(text: str, actions: ActionRegistry, action: str) -> str:
    """A tooltip with the keys that an action has now, in the system's spelling."""
    keys = QKeySequence(actions.keys(action)).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({keys})" if keys else text
