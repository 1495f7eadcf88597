"""What is selected: entities, of which the last is the primary one, or a prefab."""

from collections.abc import Iterable

from psygnal import Signal


class Selection:
    """An ordered set of entity ids, or one prefab; `changed` carries the ids, and is silent when nothing changed."""

    changed = Signal(tuple)

    def __init__(self) -> None:
        self._ids: tuple[str, ...] = ()
        self._prefab: str | None = None

    @property
    def prefab(self) -> str | None:
        """The prefab that is selected instead of entities, by its file name."""
        return self._prefab

    def choose_prefab(self, name: str) -> None:
        """Select a prefab, to look at it and to edit it."""
        if name != self._prefab:
            self._ids, self._prefab = (), name
            self.changed.emit(())

    @property
    def ids(self) -> tuple[str, ...]:
        """The selected ids in the order of choosing."""
        return self._ids

    @property
    def primary(self) -> str | None:
        """The id chosen last, which the inspector shows first."""
        return self._ids[-1] if self._ids else None

    def __contains__(self, id_: str) -> bool:
        return id_ in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def set(self, ids: Iterable[str]) -> None:
        """Select exactly these."""
        new = tuple(dict.fromkeys(ids))
        if new != self._ids or self._prefab is not None:
            self._ids, self._prefab = new, None
            self.changed.emit(new)

    def add(self, *ids: str) -> None:
        """Select these too; they become the last ones."""
        self.set([id_ for id_ in self._ids if id_ not in ids] + list(ids))

    def toggle(self, id_: str) -> None:
        """Select what is not, and let go what is."""
        self.set([other for other in self._ids if other != id_] if id_ in self._ids else [*self._ids, id_])

    def clear(self) -> None:
        """Select nothing."""
        self.set(())

    def keep(self, known: Iterable[str]) -> None:
        """Let go what no longer exists."""
        names = set(known)
        self.set(id_ for id_ in self._ids if id_ in names)
