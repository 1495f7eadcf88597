"""One sentence of a wish as it is read: the slots of its template, each filled when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from engine.llm.offline.actors import Enemies, enemies_in
from engine.llm.offline.aims import Aim
from engine.llm.offline.events import START, Event, event_in
from engine.llm.offline.given import Given
from engine.llm.offline.places import Place, place_in, place_wanted, spot_for
from engine.llm.offline.templates import Template
from engine.llm.offline.words import stems_of, words

Slot = Callable[["Reading"], Any]


class Reading:
    """A sentence, the template that it asks for, and what the project gives for it.

    `aim` is what the whole wish says of how hard it should be, `ids` are those that are taken; new ones are added.
    """

    def __init__(
        self,
        sentence: str,
        template: Template,
        given: Given,
        slots: Mapping[str, Slot],
        aim: Aim | None = None,
        ids: set[str] | None = None,
    ) -> None:
        self.sentence = sentence
        self.template = template
        self.given = given
        self.aim = aim
        self._slots = slots
        self._ids = ids if ids is not None else set(given.by_id)
        self._found: dict[str, Any] = {}

    def filled(self, name: str) -> Any:
        """The value of a slot; KeyError for a slot that nothing fills, which is a mistake in a template."""
        if name not in self._found:
            self._found[name] = self._slots[name](self)
        return self._found[name]

    def has_filled(self, name: str) -> bool:
        """Whether the answer uses a slot, or a part of the reading such as `spot`."""
        return name in self._found or name in self.__dict__

    @property
    def named(self) -> frozenset[str]:
        """Stems of the words by which the things that the answer uses can be called."""
        found: set[str] = set()
        if self.has_filled("enemies"):
            found.update(stems_of(f"{self.enemies.name} {self.enemies.prefab['prefab']} {' '.join(words().enemies)}"))
        if self.has_filled("event"):
            found.update(self.event.words)
        for place in (self.event.place if self.has_filled("event") else None, self._named_place()):
            found.update(stems_of(f"{place.id} {place.name}") if place is not None else ())
        return frozenset(found)

    def _named_place(self) -> Place | None:
        return place_in(self.sentence, self.given) if self.has_filled("spot") or self.has_filled("place") else None

    def fresh(self, base: str) -> str:
        """An id that nobody has yet, and that is taken from now on."""
        number, identifier = 1, base
        while identifier in self._ids:
            number += 1
            identifier = f"{base}_{number}"
        self._ids.add(identifier)
        return identifier

    @cached_property
    def enemies(self) -> Enemies:
        """Who comes."""
        return enemies_in(self.sentence, self.given)

    @cached_property
    def event(self) -> Event:
        """When; at the start where nothing is said."""
        return event_in(self.sentence, self.given) or START

    @cached_property
    def place(self) -> Place:
        """The place that is named; CannotError where none is."""
        return place_wanted(self.sentence, self.given)

    @cached_property
    def spot(self) -> tuple[float, float]:
        """Where they appear: around the named place, else around where the event happens."""
        named = place_in(self.sentence, self.given)
        around = named or self.event.place
        return spot_for(self.sentence, self.given, around, self.template.distance, hides=self.template.hides)
