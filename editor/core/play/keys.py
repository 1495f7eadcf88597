"""What the keys and mouse buttons do in the running game: the defaults, the user's own choice, and where two meet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.world.ids import BARRICADE, DASH, GUARD, JUMP, MELEE, RANGED, USE, WEAVE


@dataclass(frozen=True)
class Role:
    """Something that a player can do: walk a `way` (ahead, right), or press a `button` of the game."""

    id: str
    title: str
    keys: tuple[str, ...]
    button: int = 0
    way: tuple[int, int] = (0, 0)


ROLES = (
    Role("ahead", "Walk ahead", ("w", "up"), way=(1, 0)),
    Role("back", "Walk back", ("s", "down"), way=(-1, 0)),
    Role("left", "Walk left", ("a", "left"), way=(0, -1)),
    Role("right", "Walk right", ("d", "right"), way=(0, 1)),
    Role("strike", "Strike", ("mouse left",), MELEE),
    Role("shoot", "Shoot", ("mouse right", "e"), RANGED),
    Role("guard", "Guard", ("shift", "c"), GUARD),
    Role("dash", "Dash", ("space",), DASH),
    Role("use", "Use: revive, mend, pick up", ("f",), USE),
    Role("barricade", "Raise a barricade", ("b",), BARRICADE),
    Role("weave", "Weave", ("q",), WEAVE),
    Role("jump", "Jump", ("v",), JUMP),
)
MOUSE_TITLES = {
    "mouse left": "Left click",
    "mouse right": "Right click",
    "mouse back": "Back button",
    "mouse forward": "Forward button",
}
NAMED = frozenset({"space", "shift", "return", "enter", "backspace", "up", "down", "left", "right", ".", ",", "-"})
TAKEN = {
    "escape": "Esc opens the pause menu.",
    "mouse middle": "The middle button turns the view.",
}
"""What can't be given another meaning, and why."""


def is_key(name: str) -> bool:
    """Whether a name is a key or a mouse button that a role can have."""
    is_letter = len(name) == 1 and name.isascii() and (name.islower() or name.isdigit())
    return is_letter or name in NAMED or name in MOUSE_TITLES


def title_of(key: str) -> str:
    """A key as people read it: "space" is "Space", "mouse left" is "Left click"."""
    return MOUSE_TITLES.get(key) or key.capitalize()


class PlayKeys:
    """The keys in force. `own` is the user's choice, role id -> keys; a role that is not in it has its defaults.

    Names of roles and keys that there are not are passed over, as from a file of another version.
    """

    def __init__(self, own: Mapping[str, Sequence[str]] | None = None) -> None:
        chosen = own or {}
        self.by_role: dict[str, tuple[str, ...]] = {
            role.id: tuple(key for key in chosen.get(role.id, role.keys) if is_key(key)) for role in ROLES
        }
        self.ways: dict[str, tuple[int, int]] = {}
        self.buttons: dict[str, int] = {}
        for role in ROLES:
            for key in self.by_role[role.id]:
                if role.button:
                    self.buttons[key] = self.buttons.get(key, 0) | role.button
                else:
                    self.ways[key] = role.way
        # Asked for with every picture.
        self._told = {
            role.button: ", ".join(map(title_of, self.by_role[role.id]))
            for role in ROLES
            if role.button and self.by_role[role.id]
        }

    def uses(self, key: str) -> bool:
        """Whether a key does anything."""
        return key in self.ways or key in self.buttons

    def keys_of(self, button: int) -> str:
        """What a person presses for a button of the game: "Right click, E"; "no key" where there is none."""
        return self._told.get(button, "no key")

    @property
    def walking(self) -> str:
        """The first key of each way: "W A S D"."""
        first = [self.by_role[name][:1] for name in ("ahead", "left", "back", "right")]
        return " ".join(title_of(keys[0]) for keys in first if keys) or "no key"

    def sharing(self, role: str, key: str) -> list[Role]:
        """The other roles that have this key too."""
        return [other for other in ROLES if other.id != role and key in self.by_role[other.id]]

    def with_key(self, role: str, key: str) -> dict[str, list[str]]:
        """The user's choice once a key is given to a role: whoever had it loses it. ValueError when it can't be."""
        if key in TAKEN:
            raise ValueError(TAKEN[key])
        if not is_key(key):
            raise ValueError("The game reads letters, digits, arrows, Space, Shift, Enter and mouse buttons.")
        chosen = {id_: [each for each in keys if each != key] for id_, keys in self.by_role.items()}
        chosen[role].append(key)
        return changed(chosen)

    def without(self, role: str) -> dict[str, list[str]]:
        """The user's choice once a role has no key."""
        return changed({**{id_: list(keys) for id_, keys in self.by_role.items()}, role: []})

    def as_default(self, role: str) -> dict[str, list[str]]:
        """The user's choice once a role has its defaults again: whoever had one of those loses it."""
        keys = {each.id: each.keys for each in ROLES}[role]
        chosen = {id_: [key for key in now if key not in keys] for id_, now in self.by_role.items()}
        chosen[role] = list(keys)
        return changed(chosen)


def changed(chosen: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Only what differs from the defaults: the rest follows them in a later version."""
    kept = {role.id: list(chosen[role.id]) for role in ROLES}
    return {role.id: kept[role.id] for role in ROLES if kept[role.id] != list(role.keys)}
