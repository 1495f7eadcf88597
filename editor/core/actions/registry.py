"""The one registry behind menus, toolbar, shortcuts and palette.

app-model would do this too, but its expressions give a bare False, while here a disabled action must name the key
that is to blame; and importing it costs a tenth of the time to the first frame. So the registry is this small file.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from psygnal import Signal

from editor.core.actions.context import ContextKeys
from editor.core.actions.keys import conflicts, normal, readable
from editor.core.actions.when import names


@dataclass(frozen=True)
class Action:
    """Something that a user can do, as data.

    `keys` is the default shortcut, `when` an expression over context keys, `icon` a Phosphor glyph, `menu` a place as
    "Edit/2" (menu and group), `toolbar` a place as "tools" or "play", `checked` tells the state of an on/off action,
    `title_now` a title that follows the state ("Undo Move Kael"), `words` what others call it, for the palette,
    `also` a second shortcut that works where no other action wants those keys.
    """

    id: str
    title: str
    run: Callable[[], object] = field(repr=False)
    keys: str = ""
    when: str = ""
    icon: str = ""
    menu: str = ""
    toolbar: str = ""
    description: str = ""
    checked: Callable[[], bool] | None = field(default=None, repr=False)
    title_now: Callable[[], str] | None = field(default=None, repr=False)
    in_palette: bool = True
    words: str = ""
    also: str = ""

    @property
    def category(self) -> str:
        """The menu that the action belongs to, or the first part of its id."""
        return self.menu.partition("/")[0] or self.id.partition(".")[0].capitalize()


class ActionRefusedError(Exception):
    """An action that cannot run now; the message is the sentence for the user, `panel` shows what it speaks of."""

    def __init__(self, text: str, panel: str = "") -> None:
        super().__init__(text)
        self.panel = panel


class ActionRegistry:
    """All actions by id, in the order in which they were added."""

    changed = Signal()
    ran = Signal(str)

    def __init__(self, context: ContextKeys) -> None:
        self.context = context
        self._actions: dict[str, Action] = {}
        self._keys: dict[str, str] = {}

    def add(self, *actions: Action) -> None:
        """Add actions.

        Raises ValueError for a second action with an id, for an unknown context key, and for keys without meaning.
        """
        for action in actions:
            if action.id in self._actions:
                raise ValueError(f"action {action.id!r} is already there")
            unknown = names(action.when) - set(self.context.names)
            if unknown:
                raise ValueError(f"action {action.id!r} asks for unknown context keys: {', '.join(sorted(unknown))}")
            normal(action.keys)
            normal(action.also)
            self._actions[action.id] = action
        self.changed.emit()

    def remove(self, *ids: str) -> None:
        """Take actions away, as when the panel that brought them closes."""
        for id_ in ids:
            self._actions.pop(id_, None)
        self.changed.emit()

    def replace(self, ids: Iterable[str], actions: Iterable[Action]) -> None:
        """Take some actions away and add others in one step, as when another project is open."""
        for id_ in ids:
            self._actions.pop(id_, None)
        self.add(*actions)

    def __iter__(self) -> Iterator[Action]:
        return iter(self._actions.values())

    def __contains__(self, id_: str) -> bool:
        return id_ in self._actions

    def get(self, id_: str) -> Action:
        """The action with this id; KeyError when there is none."""
        return self._actions[id_]

    def keys(self, id_: str) -> str:
        """The shortcut in force: the user's, else the default; empty for none."""
        return self._keys.get(id_, self._actions[id_].keys)

    def also(self, id_: str) -> str:
        """The second shortcut; empty for none, and where another action has those keys as its own."""
        keys = self._actions[id_].also
        if not keys:
            return ""
        taken = any(normal(self.keys(other)) == normal(keys) for other in self._actions)
        return "" if taken else keys

    def heir(self, id_: str) -> str:
        """Who hears the keys of an action now: itself, or while it is off, one that has them as its second shortcut."""
        if self.enabled(id_)[0]:
            return id_
        keys = normal(self.keys(id_))
        heirs = (action.id for action in self if keys and normal(action.also) == keys)
        return next((heir for heir in heirs if heir != id_ and self.enabled(heir)[0]), id_)

    def rebind(self, bindings: dict[str, str]) -> None:
        """Take the user's shortcuts: action id -> keys, "" for none; those that cannot be read are passed over."""
        self._keys = readable(bindings)
        self.changed.emit()

    def conflicts(self) -> dict[str, list[str]]:
        """Key sequences wanted by more than one action."""
        return conflicts((action.id, self.keys(action.id)) for action in self)

    def enabled(self, id_: str) -> tuple[bool, str]:
        """Whether the action can run now, and if not the sentence that says why."""
        why_not = self.context.why_not(self._actions[id_].when)
        return not why_not, why_not

    def title(self, id_: str) -> str:
        """The title as it is now."""
        action = self._actions[id_]
        return action.title_now() if action.title_now else action.title

    def run(self, id_: str) -> None:
        """Run an action. Raises ActionRefusedError with the reason when it is off."""
        enabled, why_not = self.enabled(id_)
        if not enabled:
            raise ActionRefusedError(why_not, self.context.panel_for(self._actions[id_].when))
        self._actions[id_].run()
        self.ran.emit(id_)

    def in_menu(self, menu: str) -> list[list[Action]]:
        """The actions of one menu in their groups, which a separator divides."""
        groups: dict[str, list[Action]] = {}
        for action in self:
            place, _, group = action.menu.partition("/")
            if place == menu:
                groups.setdefault(group, []).append(action)
        return [groups[name] for name in sorted(groups)]

    def in_toolbar(self, part: str) -> list[Action]:
        """The actions of one part of the toolbar."""
        return [action for action in self if action.toolbar == part]
