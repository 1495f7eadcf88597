"""A pinned decision that is no longer made."""

from collections.abc import Iterator
from functools import cache
from types import ModuleType

from engine.ai.goap.decisions.pinned import Pinned, check_project
from engine.ai.goap.domain import DomainError
from engine.document import Command, Finding
from engine.document.edits.decisions import pins_in, repin_commands, unpin_commands
from engine.document.heads import head_problems
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.world.registry import Parts, RegistryError


@rule("pinned-decision", "warning", "A pinned decision that is no longer made")
def pinned_decision(scene: RuleScene) -> Iterator[Finding]:
    """An agent decides otherwise than was pinned in decisions/: a change had an effect that nobody asked for."""
    snapshot = scene.view.snapshot
    nodes = pins_in(snapshot)
    # Where the project's own code is off, its facts and actions are not known.
    if not nodes or scene.names("action") is None:
        return
    for node in nodes:
        yield from head_problems(node)
    try:
        for pinned in check_project(snapshot, _parts(scene.vocabulary.modules)):
            if not pinned.check.holds:
                yield _finding(scene, pinned)
    except (DomainError, RegistryError):
        return  # compiling says what contradicts what


def _finding(scene: RuleScene, pinned: Pinned) -> Finding:
    if pinned.check.is_agents_fault:
        # Its words are a finding of their own, with the repair; the pin may hold as soon as they are right.
        cure = "Correct the actions and goals of the agent first."
        return scene.finding(f"{pinned.node.title}: {pinned.check.text} {cure}", pinned.path)
    snapshot, file = scene.view.snapshot, pinned.node.name
    remove: tuple[str, tuple[Command, ...]] = ("Remove the pin", (unpin_commands(snapshot, file),))
    decided = pinned.check.decided
    take = ("Take the new decision", (repin_commands(snapshot, file, decided),)) if decided is not None else remove
    offer = "Take the new decision, or remove the pin." if decided is not None else "Remove the pin, or correct it."
    return scene.finding(
        f"{pinned.node.title}: {pinned.check.text} {offer}",
        pinned.path,
        fix=take[1],
        fix_title=take[0],
        other_fixes=() if decided is None else (remove,),
    )


@cache
def _parts(modules: tuple[ModuleType, ...]) -> Parts:
    from engine.play.compile.parts import parts_of

    return parts_of(modules)
