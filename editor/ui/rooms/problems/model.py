"""Findings by severity and words, their quick fixes, and all safe fixes in one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from editor.api import ActionRefusedError, Command, Compound, Finding, Links, Path, RemoveEntity, Set, Signal, WriteFile
from editor.core.project.opening import encounters_of
from editor.ui.rooms.authoring import run_together, why_locked, why_not_run
from editor.ui.rooms.problems.groups import Grouping, GroupRow, grouped, kind_title

SEVERITIES = ("error", "warning", "hint")
_SEVERITY_TITLES = {"error": "Errors", "warning": "Warnings", "hint": "Hints"}


class ProblemsModel:
    """The findings that pass the filter; `changed` fires when there may be others."""

    changed = Signal()

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self.shown = set(SEVERITIES)
        self.words = ""
        self.grouping: Grouping = "none"
        self._folded: set[str] = set()
        self._titles: tuple[object, dict[str, str]] = (None, {})
        self._links = Links(
            (editor.findings.changed, self._changed),
            (editor.play.changed, self._changed),
            (editor.opened, self._changed),
        )

    def close(self) -> None:
        """Stop following the editor."""
        self._links.close()
        self.changed.disconnect()

    def rows(self) -> tuple[Finding | GroupRow, ...]:
        """What is shown: the findings, below the heads of their groups where they are grouped."""
        if self.grouping == "none":
            return self.findings()
        return grouped(self.findings(), self._group_of, self._folded)

    def findings(self) -> tuple[Finding, ...]:
        """The findings that pass the filter: errors, then warnings, then hints."""
        word = self.words.lower()
        return tuple(
            finding
            for finding in self.editor.findings.items
            if finding.severity in self.shown
            and word in f"{finding.text} {self.entity_name(finding)} {finding.rule}".lower()
        )

    def group_by(self, grouping: Grouping) -> None:
        """Put the findings into groups of one severity, kind, entity or file, or into none."""
        self.grouping = grouping
        self._folded.clear()
        self.changed.emit()

    def fold(self, group: GroupRow, is_open: bool) -> None:
        """Show or hide the findings of a group."""
        (self._folded.discard if is_open else self._folded.add)(group.key)
        self.changed.emit()

    def _group_of(self, finding: Finding) -> tuple[str, str]:
        if self.grouping == "severity":
            return finding.severity, _SEVERITY_TITLES[finding.severity]
        if self.grouping == "kind":
            return finding.rule, kind_title(finding.rule, self._rule_titles())
        if self.grouping == "entity":
            return finding.entity or "", self.entity_name(finding) or "The project"
        file = finding.where.file if finding.where is not None else ""
        return file, f"{file}.toml" if file else "The project"

    def _rule_titles(self) -> dict[str, str]:
        """What each rule looks for, by its id; read anew for another project's rules."""
        if self._titles[0] is not self.editor.game:
            # Here, since rules bring the whole of what they look at: the window stands before they are needed.
            from engine.rules.checking import rules_of

            self._titles = (self.editor.game, {each.id: each.title for each in rules_of(self.editor.game)})
        return self._titles[1]

    def fixes_of(self, group: GroupRow) -> tuple[Finding, ...]:
        """The findings of a group whose fixes can be made together: none of them a choice, none giving things up."""
        plain = (each for each in group.findings if not each.other_fixes)
        return _apart(each for each in plain if not any(map(_gives_up, each.fix)))

    def fix_group(self, group: GroupRow) -> int:
        """Make the fixes of a group as one undo entry; returns how many."""
        found = self.fixes_of(group)
        commands = tuple(command for each in found for command in each.fix)
        if self.why_not(commands):
            self.editor.status(self.why_not(commands))
            return 0
        return len(found) if run_together(self.editor, f"{group.title}: fix {len(found)}", commands) else 0

    def count(self, severity: str) -> int:
        """How many findings have this severity."""
        return self.editor.findings.count(severity)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found, filters aside."""
        return not self.editor.findings.items

    def entity_name(self, finding: Finding) -> str:
        """The name of the entity that a finding is about, or its id where the entity is not in the scene."""
        entity = self.editor.view.get(finding.entity) if self.editor.has_scene and finding.entity else None
        return entity.name if entity is not None else finding.entity or ""

    def text(self, finding: Finding) -> str:
        """What is wrong, without the name of the entity, which has a column of its own."""
        name = self.entity_name(finding)
        rest = finding.text.removeprefix(f"{name}: ") if name else finding.text
        return rest if "." in rest.split(" ", 1)[0] else rest[:1].upper() + rest[1:]

    def place(self, finding: Finding) -> str:
        """The file and, where it has been saved, the line there that a finding is in: `tutorial.toml:41`."""
        if finding.where is None or self.editor.document is None:
            return ""
        name = f"{finding.where.file.rpartition('/')[2]}.toml"
        line = self.editor.document.saved_line(finding.where)
        return f"{name}:{line}" if line else name

    def show(self, severity: str, is_shown: bool) -> None:
        """Show or hide a severity."""
        (self.shown.add if is_shown else self.shown.discard)(severity)
        self.changed.emit()

    def search(self, words: str) -> None:
        """Show only findings that contain the words."""
        self.words = words.strip()
        self.changed.emit()

    @property
    def why_locked(self) -> str:
        """Why not everything can be repaired now; empty when it can."""
        return why_locked(self.editor)

    def why_not(self, commands: Sequence[Command]) -> str:
        """Why a repair cannot be made now; empty when it can, as what agents think with while a copy plays."""
        return why_not_run(self.editor, commands)

    def fix(self, finding: Finding) -> None:
        """Repair one finding as one undo entry; where that cannot be done now, the status bar tells why."""
        if finding.fix:
            self._run(finding.fix_title or "Fix", finding.fix)

    def fix_otherwise(self, finding: Finding, place: int) -> None:
        """Repair one finding in the other way that stands at a place, as one undo entry."""
        self._run(*finding.other_fixes[place])

    def ways(self, finding: Finding) -> tuple[tuple[str, Sequence[Command]], ...]:
        """The titles and commands of all repairs of a finding, the first one in front."""
        first = ((finding.fix_title or "Fix", finding.fix),) if finding.fix else ()
        return (*first, *finding.other_fixes)

    def _run(self, title: str, commands: Sequence[Command]) -> None:
        why = self.why_not(commands)
        if why:
            self.editor.status(why)
        else:
            run_together(self.editor, title, commands)

    def door(self, finding: Finding) -> tuple[str, str]:
        """The action that deals with a finding no command repairs: its id and what to call it here; empty for none."""
        return self.editor.findings.doors.get(finding.rule, ("", ""))

    def open_door(self, finding: Finding) -> None:
        """Run that action; where it is off, its reason is told."""
        action, _title = self.door(finding)
        try:
            self.editor.actions.run(action)
        except ActionRefusedError as refusal:
            self.editor.status(str(refusal))

    def safe(self) -> tuple[Finding, ...]:
        """Findings whose fixes can be made together: each has one that is no choice, none touch the same property."""
        plain = (finding for finding in self.editor.findings.items if not finding.other_fixes)
        return _apart(finding for finding in plain if not any(map(_gives_up, finding.fix)))

    def same_kind(self, finding: Finding) -> tuple[Finding, ...]:
        """The findings of the same rule whose fixes can be made together, this one among them where it has a fix."""
        others = (other for other in self.editor.findings.items if other.rule == finding.rule and other != finding)
        return _apart((finding, *others))

    def fix_kind(self, finding: Finding) -> int:
        """Make the fixes of every finding of the same rule as one undo entry; returns how many."""
        found = self.same_kind(finding)
        title = f"{finding.fix_title or 'Fix'}, {len(found)} times" if len(found) > 1 else finding.fix_title or "Fix"
        commands = tuple(command for other in found for command in other.fix)
        return len(found) if not self.why_not(commands) and run_together(self.editor, title, commands) else 0

    def fix_safe(self) -> int:
        """Make all safe fixes as one undo entry; returns how many."""
        safe = () if self.why_locked else self.safe()
        commands = tuple(command for finding in safe for command in finding.fix)
        return len(safe) if run_together(self.editor, f"Fix {len(safe)} problems", commands) else 0

    def why_not_go(self, finding: Finding) -> str:
        """Why there is nothing to go to; empty when there is."""
        place = self._scene_of(finding)
        if place is None and not self._shown_entity(finding):
            in_prefab = finding.where is not None and finding.where.file.startswith("prefabs/")
            return "Nothing in the open scene uses this prefab." if in_prefab else "It is about the whole project."
        if place is not None and place != (self.editor.scene, self.editor.encounter) and self.editor.play.is_active:
            return "Stop playing first; it is in another scene."
        return ""

    def go_to(self, finding: Finding) -> None:
        """Open the scene that a finding is in, select its entity and bring it into the picture."""
        why = self.why_not_go(finding)
        if why:
            self.editor.status(why)
            return
        place = self._scene_of(finding)
        if place is not None and place != (self.editor.scene, self.editor.encounter):
            self.editor.open_scene(*place)
        found = self._shown_entity(finding)
        if found:
            self.editor.selection.set([found])
            self.editor.tools.frame((found,))
        elif place is not None:
            # The scene's and the encounter's own settings are shown where nothing is selected.
            self.editor.selection.clear()
        inner = tuple(map(str, finding.where.inner)) if finding.where is not None else ()
        if inner:
            self.editor.tools.reveal(".".join(inner[:2]) if found or len(inner) > 1 else f".{inner[0]}")

    def _scene_of(self, finding: Finding) -> tuple[str, str | None] | None:
        """The scene and encounter to open for a finding; the ones that are shown, where it is to be seen there too."""
        editor = self.editor
        if finding.where is None or editor.document is None:
            return None
        folder, _, name = finding.where.file.partition("/")
        if finding.where.file not in editor.document.files:
            return None
        if folder == "scenes":
            return (
                name,
                editor.encounter if name == editor.scene else next(iter(encounters_of(editor.document, name)), None),
            )
        if folder in ("encounters", "decisions"):
            scene = str(editor.document.value(Path(finding.where.file, ("scene",))) or "")
            if folder == "decisions":
                name = str(editor.document.value(Path(finding.where.file, ("encounter",))) or "")
            return (scene, name or None) if f"scenes/{scene}" in editor.document.files else None
        return None

    def _shown_entity(self, finding: Finding) -> str:
        """The entity of the open scene that shows what a finding is about: itself, or an instance of its prefab."""
        if not self.editor.has_scene:
            return ""
        view = self.editor.view
        if finding.entity and view.get(finding.entity) is not None:
            return finding.entity
        if finding.where is not None and finding.where.file.startswith("prefabs/"):
            prefab = finding.where.file.partition("/")[2]
            return next((entity.id for entity in view.entities if entity.prefab == prefab), "")
        return ""

    def _changed(self) -> None:
        self.changed.emit()


def _gives_up(command: Command) -> bool:
    """Whether a fix takes away more than a value: a file, an entity, a chapter, a part's words, a prefab, a link.

    Nobody does that in passing: what is missing may only not be there yet, or come back by an undo.
    """
    if isinstance(command, Compound):
        return any(map(_gives_up, command.commands))
    if isinstance(command, WriteFile | RemoveEntity):
        return True
    if isinstance(command, Set) and (command.path.file, command.path.keys) == ("project", ("slice",)):
        return True
    if not isinstance(command, Set):
        return False
    if command.new == "" and command.old and command.path.field is not None and command.path.field.kind == "ref":
        return True
    if command.new is not None:
        return False
    return command.path.keys[2:] == ("prefab",) or (command.path.is_of_part and not command.path.inner)


def _apart(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those with a fix that touches no property that the fix of an earlier one touches."""
    taken: set[Path] = set()
    apart: list[Finding] = []
    for finding in findings:
        touched = {path for command in finding.fix for path in _paths(command)}
        if finding.fix and touched and not touched & taken:
            taken |= touched
            apart.append(finding)
    return tuple(apart)


def _paths(command: Command) -> set[Path]:
    """The properties or entities that a command changes."""
    if isinstance(command, Compound):
        return {path for part in command.commands for path in _paths(part)}
    if isinstance(command, WriteFile):
        return {Path(command.file)}
    path = getattr(command, "path", None)
    return {path} if path is not None else {Path.entity(command.file, command.id)}  # type: ignore[attr-defined]
