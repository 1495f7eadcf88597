"""The inspector's form for the selection, its values as they are now, and the edits of sections and references."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from editor.api import ChangeSet, Command, EntityView, Finding, Links, Path, Set, Signal
from editor.ui.fields.change import To
from editor.ui.fields.note import Note, Said
from editor.ui.fields.pasting import PasteError, pasted
from editor.ui.fields.state import NOTHING, Fault, FieldState
from editor.ui.rooms.authoring import WHY_LOCKED, run_together, set_key, why_locked
from editor.ui.rooms.inspector.carrying import BY_PROGRAM, Carrying
from editor.ui.rooms.inspector.closed import closed_text
from editor.ui.rooms.inspector.editing import RowEditing, stored
from editor.ui.rooms.inspector.faults import faults_of
from editor.ui.rooms.inspector.form import Form, Row, form_of
from editor.ui.rooms.inspector.partial import Partial, partial_components
from editor.ui.rooms.inspector.picking import Picking
from editor.ui.rooms.inspector.planning_notes import notes_of, remarks_of
from editor.ui.rooms.inspector.prefab_edits import PrefabEdits
from editor.ui.rooms.inspector.references import Candidate, candidates
from editor.ui.rooms.inspector.subjects import EntitySubject, HeaderSubject, PrefabSubject, Subject
from editor.ui.rooms.inspector.tuning import LiveEditing, playing_value, why_not_tune
from editor.ui.rooms.inspector.unused import unused_text
from editor.ui.rooms.outliner.glyphs import glyph_among
from engine.document.prefabs import PLACE
from engine.rules.named_parts import may_be_named
from engine.schema.numbered import read_word


class InspectorModel:
    """What is selected, as a form; with nothing selected, the headers of the scene and the encounter.

    `form_changed` asks for other widgets, `values_changed` for other values in the same ones, `revealed` to show a row.
    `scrubbed` carries the row whose number begins to be dragged, and the paths where it stands.
    """

    form_changed = Signal()
    values_changed = Signal()
    revealed = Signal(str)
    scrubbed = Signal(Row, tuple)

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self.subjects: tuple[Subject, ...] = ()
        self.headers: tuple[HeaderSubject, ...] = ()
        self.form = Form((), ())
        self.partial: tuple[Partial, ...] = ()
        self._layout: tuple[object, ...] = ()
        self.picking = Picking(editor, self._picked)
        self.prefabs = PrefabEdits(editor, lambda: self.entities)
        self.carrying = Carrying(editor, lambda: self.entities)
        self.pinned: tuple[str, ...] | None = None
        self._pinned_prefab: str | None = None
        self._names: dict[str, frozenset[str] | None] = {}
        self._links = Links(
            (editor.opened, self.refresh),
            (editor.scene_changed, self.refresh),
            (editor.selection.changed, self._select),
            (editor.document_changed, self._follow),
            (editor.findings.changed, self._tell_values),
            (editor.play.changed, self._tell_values),
            (editor.tools.reveal_requested, self._reveal),
        )
        self.refresh()

    def close(self) -> None:
        """Stop following the editor."""
        self.picking.stop()
        self._links.close()
        self.form_changed.disconnect()
        self.values_changed.disconnect()
        self.revealed.disconnect()
        self.scrubbed.disconnect()

    def refresh(self) -> None:
        """Take in what is selected now."""
        editor = self.editor
        before = self._layout
        self.subjects, self.headers, self._names = (), (), {}
        if editor.has_scene:
            view = editor.view
            is_pinned = self.pinned is not None
            wanted = self.pinned if self.pinned is not None else editor.selection.ids
            prefab = self._pinned_prefab if is_pinned else editor.selection.prefab
            if prefab in view.prefabs:
                self.subjects = (PrefabSubject(editor, prefab),)
            else:
                found = [each for id in wanted if (each := view.get(id)) is not None]
                self.subjects = tuple(EntitySubject(editor, each) for each in found)
            files = [(view.scene_file, view.header), (view.encounter_file, view.encounter_header)]
            shown = [(file, header) for file, header in files if file and header is not None]
            self.headers = tuple(HeaderSubject(*each) for each in shown) if view.prefab_file is None else ()
        self.form = form_of(self.subjects)
        self.partial = partial_components(self.entities)
        self._layout = (self.form.layout, () if self.subjects else tuple(header.file for header in self.headers))
        if self._layout != before:
            self.form_changed.emit()
        else:
            self.values_changed.emit()

    @property
    def why_locked(self) -> str:
        """Why no value can be changed now; empty when all can."""
        return why_locked(self.editor)

    def why_not(self, section: str) -> str:
        """Why no value of a component can be changed now; a running copy takes over some."""
        document = self.editor.document
        kind = document.vocabulary.components.get(section) if document is not None and self.subjects else None
        if kind is not None and not kind.by_hand:
            return f"{kind.component_title()} {BY_PROGRAM}"
        return why_locked(self.editor, section if self.subjects else "")

    @property
    def entities(self) -> tuple[EntitySubject, ...]:
        """The selected entities."""
        return tuple(subject for subject in self.subjects if isinstance(subject, EntitySubject))

    def state(self, row: Row, subjects: tuple[Subject, ...] | None = None) -> FieldState:
        """What a row shows now."""
        subjects = self.subjects if subjects is None else subjects
        spec, section = row.spec, row.section
        values = tuple(subject.value(section, spec) for subject in subjects)
        running = self._running(subjects[-1], row) if subjects else NOTHING
        is_off = running is not NOTHING and running != values[-1]
        findings = [
            finding
            for subject in subjects
            for finding in self.editor.findings.of_entity(subject.id)
            if finding.where is not None
            and (finding.where.file, *finding.where.inner[:2]) == (subject.file, section, spec.name)
        ]
        return FieldState(
            values=values,
            inherited=tuple(subject.inherited(section, spec) for subject in subjects),
            overridden=any(subject.is_override(section, spec.name) for subject in subjects),
            faults=faults_of(spec, values, self._names_of(spec.ref), findings),
            why_not=self._why_not_row(row, subjects),
            running=running,
            tuned=is_off and any(self.editor.play.tunes.is_touched(each.id, row.key) for each in self.entities),
            origin=subjects[-1].origin(section, spec.name) if len(subjects) == 1 else (),
            remarks=self._remarks(subjects, row) if spec.number else (),
            unused=unused_text(self.editor, subjects, row),
        )

    def _remarks(self, subjects: tuple[Subject, ...], row: Row) -> tuple[tuple[str, Said], ...]:
        """What there is to say of the words of a list; of several entities, what all that have a word are warned of."""
        found: dict[str, Said] = {}
        fine: set[str] = set()
        for subject in reversed(subjects):
            component = subject.component(row.section)
            told = remarks_of(self.editor, component, row.spec) if component is not None else {}
            held = {read_word(word).name for word in subject.value(row.section, row.spec)}
            fine |= {name for name in held if name not in told or not told[name].warns}
            found = {**told, **found}
        return tuple((name, each) for name, each in found.items() if len(subjects) == 1 or name not in fine)

    def _running(self, subject: Subject, row: Row) -> Any:
        if isinstance(subject, PrefabSubject):
            return NOTHING
        return playing_value(self.editor, subject.id, row)

    def _why_not_row(self, row: Row, subjects: tuple[Subject, ...]) -> str:
        """Why a row can't be changed now: a running copy takes over its numbers."""
        why = self.why_not(row.section)
        return "" if why == WHY_LOCKED and not why_not_tune(self.editor, subjects, row) else why

    def header(self, file: str) -> tuple[HeaderSubject, ...]:
        """The header of a file as it is now; none when the file is not open."""
        return tuple(header for header in self.headers if header.file == file)

    def editing(self, row: Row, file: str = "") -> RowEditing | LiveEditing:
        """What a row's field edits with; with a file, the row is one of its header's."""
        if file:
            return RowEditing(self.editor, row, lambda: self.header(file), partial(self.scrubbed.emit, row))
        edits = RowEditing(self.editor, row, lambda: self.subjects, partial(self.scrubbed.emit, row))
        return LiveEditing(self.editor, row, lambda: self.subjects, edits)

    def revert(self, row: Row, file: str = "") -> None:
        """Take the row's values back to the prefab's or the default ones."""
        if file or not why_not_tune(self.editor, self.subjects, row):
            self.editing(row, file).edit(To(None))
        else:
            self.prefabs.revert(row)

    def paste(self, row: Row, text: str, file: str = "") -> None:
        """Give the row what a text of the clipboard asks for; what does not fit is told."""
        names = {id: title for id, title, _ in self.candidates(row.spec.ref)}
        try:
            self.editing(row, file).edit(pasted(text, row.spec, names))
        except PasteError as refusal:
            self.editor.status(str(refusal))

    def set_tags(self, text: str) -> None:
        """Give the selected entities the tags of a text; `+boss` and `-boss` change each one's own by one word."""
        if self.why_locked:
            return
        words = list(dict.fromkeys(text.replace(",", " ").split()))
        is_relative = bool(words) and all(word[0] in "+-" and len(word) > 1 for word in words)
        commands: list[Command] = []
        for subject in self.entities:
            path = Path.entity(subject.file, subject.id, "tags")
            tags = _retagged(subject.view.tags, words) if is_relative else words
            old = stored(self.editor.document.value(path))
            if tags != list(subject.view.tags):
                commands.append(Set(path=path, old=old, new=tags or None))
        run_together(self.editor, f"Tag {len(commands)} entities", commands)

    def repair(self, row: Row, fault: Fault, file: str = "") -> None:
        """Make a fault's repair."""
        if isinstance(fault.fix, Finding):
            run_together(self.editor, fault.fix_title, fault.fix.fix)
        elif fault.fix is not None:
            self.editing(row, file).edit(fault.fix)

    def candidates(self, ref: str | None) -> tuple[Candidate, ...]:
        """What a reference may name."""
        return candidates(self.editor, ref) or ()

    def offered(self, row: Row) -> tuple[Candidate, ...]:
        """What a row's reference is offered: what fits there, and what it names already."""
        component = self.subjects[-1].component(row.section) if self.subjects else None
        if row.spec.ref != "entity" or component is None:
            return self.candidates(row.spec.ref)
        named = {subject.value(row.section, row.spec) for subject in self.subjects}

        def may_be(entity: EntityView) -> bool:
            return entity.id in named or may_be_named(component, row.spec.name, entity)

        return candidates(self.editor, row.spec.ref, may_be) or ()

    def notes(self, ref: str | None) -> Mapping[str, Note]:
        """What is known of what a reference may name."""
        return notes_of(self.editor, ref)

    def rename(self, name: str) -> None:
        """Give the one selected entity another name."""
        name = name.strip()
        if len(self.entities) == 1 and name and name != self.entities[0].name and not self.why_locked:
            set_key(self.editor, [(self.entities[0].file, self.entities[0].id)], "name", name, "Rename")

    def pin(self, is_on: bool) -> None:
        """Keep showing what is shown now, whatever is selected, or follow the selection again."""
        self.pinned = tuple(subject.id for subject in self.entities) if is_on else None
        shown = [subject.prefab_name for subject in self.subjects if isinstance(subject, PrefabSubject)]
        self._pinned_prefab = shown[0] if is_on and shown else None
        self.refresh()

    def glyph(self) -> str:
        """The glyph of the primary entity's kind."""
        return glyph_among(self.editor.view, self.entities[-1].view)

    def closed_text(self, component: str) -> str:
        """The text of a component that nothing here can read."""
        return closed_text(self.editor.document, self.entities, component)

    def overrides(self) -> int:
        """By how many values and components the one selected entity differs from its prefab, its place apart."""
        one = self.prefabs.one
        if one is None:
            return 0
        own = one.view.overrides if one.view.part_of is not None else one.view.overrides - PLACE
        return len(own) + len(one.removed)

    def addable(self) -> tuple[type, ...]:
        """Component classes that none of the selected entities has and people may write, by title."""
        if not self.entities:
            return ()
        taken = {id for subject in self.entities for id in subject.view.components}
        known = self.editor.document.vocabulary.components
        return tuple(
            sorted(
                (kind for id, kind in known.items() if kind.by_hand and id not in taken),
                key=lambda kind: kind.component_title(),
            )
        )

    def add_component(self, id: str) -> None:
        """Give all selected entities a component: the prefab's where it was removed, else one with default values."""
        if any(id in subject.removed for subject in self.entities):
            self.prefabs.restore(id)
        else:
            self._set_section(id, {}, "Add")

    def remove_component(self, id: str) -> None:
        """Take a component away from all selected entities; the files note it where the prefab has it."""
        if not self.why_locked:
            self.prefabs.remove(id)

    def reset_section(self, id: str) -> None:
        """Take every value of a component back to the prefab's or the default one, keeping the component."""
        if not self.why_not(id):
            self.prefabs.revert_section(id)

    def _set_section(self, id: str, value: Any, verb: str) -> None:
        if self.why_locked:
            return
        document = self.editor.document
        paths = [subject.path(id) for subject in self.entities]
        commands = [
            Set(path=path, old=stored_block(document.value(path)), new=value)
            for path in paths
            if document.value(path) != value
        ]
        title = id.replace("_", " ")
        run_together(self.editor, f"{verb} {title} of {len(commands)} entities", commands)

    def _names_of(self, ref: str | None) -> frozenset[str] | None:
        if ref is None:
            return None
        if self._names.get(ref) is None:
            found = candidates(self.editor, ref)
            self._names[ref] = frozenset(id for id, _, _ in found) if found is not None else None
        return self._names[ref]

    def _picked(self, row: Row, id: str) -> None:
        self.editing(row).edit(To(id))

    def _reveal(self, key: str) -> None:
        self.revealed.emit(key)

    def _select(self, _ids: tuple[str, ...]) -> None:
        if not self.picking.is_on:
            self.refresh()

    def _follow(self, _change: ChangeSet) -> None:
        self.refresh()

    def _tell_values(self) -> None:
        self.values_changed.emit()


def _retagged(tags: tuple[str, ...], words: list[str]) -> list[str]:
    """Tags with each `+word` added and each `-word` taken away."""
    kept = [tag for tag in tags if f"-{tag}" not in words]
    return list(dict.fromkeys([*kept, *(word[1:] for word in words if word[0] == "+")]))


def stored_block(value: Any) -> Any:
    """A component's block as plain values, for the command that must name it."""
    return {key: stored(part) for key, part in value.items()} if hasattr(value, "items") else value
