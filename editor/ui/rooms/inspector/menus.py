"""The inspector's menus as data: of a row, of a section and of what is selected."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from editor.tr import tr
from editor.ui.dialogs.name_question import prefab_question, variant_question
from editor.ui.fields.pasting import copied_text
from editor.ui.kit.popup import SEPARATOR, Entry
from editor.ui.rooms.inspector.form import Row, Section
from editor.ui.rooms.inspector.model import InspectorModel
from editor.ui.rooms.inspector.override_list import OverrideList
from editor.ui.rooms.inspector.subjects import EntitySubject, PrefabSubject
from editor.ui.services import Ui
from engine.document.path import words
from engine.document.prefabs import PLACE


class Menus:
    """Makes the entries when a menu is opened; `owner` is the widget over which popups open."""

    def __init__(self, model: InspectorModel, ui: Ui, owner: QWidget) -> None:
        self._model, self._ui, self._owner = model, ui, owner

    def row(self, row: Row, file: str = "") -> list[Entry]:
        """What can be done with a value."""
        model = self._model
        state = model.state(row, model.header(file) if file else None)
        why = state.why_not
        origin = state.origin[0] if state.origin else ""
        revert = tr("Revert to the prefab {name}", name=origin) if origin else tr("Revert to the default")
        if state.tuned:
            revert = tr("Revert to the document's value")
        elif state.overridden and not origin:
            revert = tr("Revert to the prefab's value")
        same = why or (tr("It says nothing of its own.") if origin else tr("It is the default already."))
        entries: list[Entry] = [(revert, lambda: model.revert(row, file), "" if state.can_revert else same)]
        if not file:
            entries += [
                (
                    tr("Apply to the prefab {name}", name=goal.title),
                    lambda goal=goal: model.prefabs.apply(row, goal.prefab),
                    why or goal.why_not,
                )
                for goal in model.prefabs.goals(row)
            ]
            if model.prefabs.one is not None and (model.prefabs.one.prefabs or model.prefabs.one.is_prefab):
                entries.append((tr("Who overrides this…"), lambda: self.who_overrides(row), ""))
        named = self._ui.editor.view.get(state.value) if row.spec.ref == "entity" and state.value else None
        if named is not None:
            choose = self._ui.editor.selection.set
            entries.append((tr("Select {name}", name=named.name), lambda: choose([named.id]), ""))
        clipboard = QApplication.clipboard()
        copied, held = copied_text(state.value), clipboard.text()
        nothing = "" if held.strip() else tr("The clipboard is empty.")
        return [
            *entries,
            SEPARATOR,
            (tr("Copy value"), lambda: clipboard.setText(copied), ""),
            (tr("Paste value"), lambda: model.paste(row, held, file), why or nothing),
        ]

    def who_overrides(self, row: Row, at: QPoint | None = None) -> OverrideList | None:
        """Open the list of those who say a value themselves."""
        found = self._model.prefabs.overriders(row)
        if found is None:
            return None
        popup = OverrideList(found, self._model.prefabs.open, self._owner)
        popup.open_at(at or QCursor.pos())
        return popup

    def section(self, section: Section) -> list[Entry]:
        """What can be done with a component."""
        model, facts = self._model, section.facts
        unknown = "" if facts.is_known else tr("Only the project's code knows it; trust the project first.")
        why = model.why_not(facts.id) or unknown
        if facts.removed_from:
            removed = facts.id[1:]
            back: Entry = (tr("Bring back"), lambda: model.prefabs.restore(removed), why)
            return [back, *self._component(removed, tr("Remove from the prefab {name} too"), why)]
        clipboard = QApplication.clipboard()
        held = clipboard.text()
        inherited = any(facts.id in subject.inherited_ids for subject in model.entities)
        remove = tr("Remove from this instance") if inherited else tr("Remove component")
        return [
            (tr("Reset all values"), lambda: model.reset_section(facts.id), why),
            *self._component(facts.id, tr("Apply to the prefab {name}"), why),
            SEPARATOR,
            (
                tr("Copy component"),
                lambda: clipboard.setText(model.carrying.text_of(facts.id)),
                unknown,
            ),
            (
                tr("Paste its values"),
                lambda: model.carrying.paste(held, facts.id),
                why or model.carrying.why_not(held, facts.id),
            ),
            SEPARATOR,
            (remove, lambda: model.remove_component(facts.id), model.why_locked or unknown),
        ]

    def _component(self, component: str, told: str, why: str) -> list[Entry]:
        """What an instance can do to the prefabs of its chain with one component."""
        edits = self._model.prefabs
        return [
            (
                told.format(name=title),
                lambda name=name: edits.apply_component(component, name),
                why or edits.why_not_apply_component(component, name),
            )
            for name, title in (edits.one.prefabs if edits.one is not None else ())
        ]

    def entity(self) -> list[Entry]:
        """What can be done with what is selected."""
        one = self._model.prefabs.one
        if isinstance(one, PrefabSubject):
            return self._of_prefab(one)
        actions = self._ui.editor.actions
        wanted = [
            id for id in ("view.frame", "edit.duplicate", "entity.hide", "entity.lock", "edit.delete") if id in actions
        ]
        entries = [(actions.title(id), lambda id=id: self._ui.run(id), actions.enabled(id)[1]) for id in wanted]
        held = QApplication.clipboard().text()
        entries.append(
            (tr("Paste component"), lambda: self._model.carrying.paste(held), self._model.carrying.why_not(held))
        )
        return [*entries, SEPARATOR, *self._of_instance(one)] if one is not None else entries

    def overrides(self) -> list[Entry]:
        """What the selected instance says otherwise than its prefab, each to be reverted; then what concerns all."""
        one, why = self._model.prefabs.one, self._model.why_locked
        if one is None:
            return []
        # An instance in another place does not count as saying something else; a part that was moved does.
        said = one.view.overrides if one.view.part_of is not None else one.view.overrides - PLACE
        entries: list[Entry] = [
            (
                tr("Revert {part}: {value}", part=section.facts.title, value=row.spec.title.lower()),
                lambda row=row: self._model.revert(row),
                why,
            )
            for section in self._model.form.sections
            for row in section.rows
            if row.key in said
        ]
        entries += [
            (
                tr("Bring back {part}", part=section.facts.title),
                lambda id=section.facts.id[1:]: self._model.prefabs.restore(id),
                why,
            )
            for section in self._model.form.sections
            if section.facts.removed_from
        ]
        return [*entries, SEPARATOR, *self._of_all(one)]

    def _of_instance(self, one: EntitySubject) -> list[Entry]:
        edits, why = self._model.prefabs, self._model.why_locked
        entries = self._of_all(one)
        if one.prefabs:
            entries += [
                SEPARATOR,
                (tr("Select the prefab in Assets"), lambda: self.select_in_assets(one.prefab), ""),
                (tr("Make variant…"), lambda: self.make_variant(one.prefab, one.prefabs[0][1]), why),
            ]
        if one.view.part_of is not None:
            return [*entries, *self._registered("prefab.edit")]
        entries.append((tr("Save as prefab…"), lambda: self.save_as(one), why))
        if one.prefabs:
            entries.append((tr("Unpack"), edits.unpack, why))
        has_parts = any(each.part_of == one.id for each in self._ui.editor.view.entities) if one.prefabs else False
        if len(one.prefabs) > 1 or has_parts:
            entries.append((tr("Unpack one level"), edits.unpack_level, why))
        wanted = ["prefab.edit"] if one.prefabs else []
        actions = self._ui.editor.actions
        wanted += [id for id in ("prefab.bring_back", "prefab.add_part") if id in actions and actions.enabled(id)[0]]
        return [*entries, *self._of_parts(one), *self._registered(*wanted)]

    def _of_all(self, one: EntitySubject) -> list[Entry]:
        """What can be done with all that an instance says otherwise; nothing for what has no prefab."""
        edits, why = self._model.prefabs, self._model.why_locked
        entries: list[Entry] = [
            (
                tr("Apply all to the prefab {name}", name=title),
                lambda name=name: edits.apply_all(name),
                why or edits.why_not_apply_all(name),
            )
            for name, title in one.prefabs
        ]
        if one.prefabs:
            entries.append((tr("Revert all"), edits.revert_all, why or edits.why_not_revert_all()))
        return entries

    def _registered(self, *ids: str) -> list[Entry]:
        """Actions of the registry, with their reasons."""
        actions = self._ui.editor.actions
        known = [id for id in ids if id in actions]
        return [(tr(actions.title(id)), lambda id=id: self._ui.run(id), actions.enabled(id)[1]) for id in known]

    def _of_parts(self, one: EntitySubject) -> list[Entry]:
        """What can be done about the parts that an instance does without."""
        edits, why = self._model.prefabs, self._model.why_locked
        entries: list[Entry] = []
        for part in edits.missing():
            name = words(part.rpartition(".")[2])
            entries += [
                (tr("Bring back {name}", name=name), lambda part=part: edits.restore_part(part), why),
                (
                    tr("Take {name} out of the prefab {prefab} too", name=name, prefab=one.prefabs[0][1]),
                    lambda part=part: edits.apply_removal(part),
                    why,
                ),
            ]
        return [SEPARATOR, *entries] if entries else []

    def _of_prefab(self, one: PrefabSubject) -> list[Entry]:
        name, why = one.prefab_name, self._model.why_locked
        made = [each.id for each in self._ui.editor.view.entities if each.prefab == name]
        select = tr("Select its {count} instances here", count=len(made))
        nobody = "" if made else tr("Nothing in this scene is made from it.")
        entries: list[Entry] = [
            (select, lambda: self._ui.editor.selection.set(made), nobody),
            (tr("Show in Assets"), lambda: self.select_in_assets(name), ""),
            (tr("Make variant…"), lambda: self.make_variant(name, one.name), why),
            *self._registered("prefab.edit"),
        ]
        if one.prefabs:
            edits = self._model.prefabs
            entries += [SEPARATOR, (tr("Revert all"), edits.revert_all, why or edits.why_not_revert_all())]
        return entries

    def select_in_assets(self, prefab: str) -> None:
        """Show the Assets and select a prefab there."""
        self._ui.show_panel("assets")
        self._ui.editor.selection.choose_prefab(prefab)

    def make_variant(self, prefab: str, title: str) -> None:
        """Ask for a name and make a variant of a prefab."""
        name = variant_question(self._owner.window(), title, self._model.prefabs.why_not_named).asked()
        if name:
            self._model.prefabs.make_variant(prefab, name)

    def save_as(self, one: EntitySubject) -> None:
        """Ask for a name and make a prefab of an entity."""
        name = prefab_question(self._owner.window(), one.name, self._model.prefabs.why_not_named).asked()
        if name:
            self._model.prefabs.save_as(name)
