"""The inspector's form as data: which sections and rows it has, for one subject or for what several have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.ui.rooms.inspector.subjects import SectionFacts, Subject
from engine.schema.fields import FieldSpec


@dataclass(frozen=True)
class Row:
    """One field of one section."""

    section: str
    spec: FieldSpec

    @property
    def key(self) -> str:
        """`health.current`: what overrides and findings call it."""
        return f"{self.section}.{self.spec.name}"


@dataclass(frozen=True)
class Section:
    """One group of rows."""

    facts: SectionFacts
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Form:
    """Everything that is laid out; two equal forms need no new widgets, only new values."""

    ids: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def layout(self) -> tuple[object, ...]:
        """What must be equal for widgets to be kept: the kind of subjects, the sections and their fields."""
        return (len(self.ids) > 1, self.sections)


def form_of(subjects: Sequence[Subject]) -> Form:
    """The form of the sections that all subjects have, in the order of the last one, the primary."""
    if not subjects:
        return Form((), ())
    primary = subjects[-1]
    common = frozenset.intersection(*(subject.section_ids() for subject in subjects))
    sections = tuple(
        Section(facts, tuple(Row(facts.id, spec) for spec in facts.fields))
        for facts in primary.sections()
        if facts.id in common
    )
    return Form(tuple(subject.id for subject in subjects), sections)
