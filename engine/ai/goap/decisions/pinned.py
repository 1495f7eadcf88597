"""The pinned decisions of a project, each checked against the agents that its scene has today."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from engine.ai.goap.decisions.pins import PinCheck, check_in_scene, told
from engine.ai.goap.tables import domain_of
from engine.document import DocumentError, FileNode, Path, Snapshot, view
from engine.document.edits.decisions import pins_in
from engine.document.heads import head_of
from engine.schema.files import DecisionFile
from engine.world.roster import roster_of


@dataclass(frozen=True)
class Pinned:
    """One pinned decision: its file, what it says, and whether that still holds."""

    node: FileNode
    pin: DecisionFile
    check: PinCheck

    @property
    def path(self) -> Path:
        """Where it stands."""
        return Path(self.node.name)


def check_project(snapshot: Snapshot, parts: Any) -> Iterator[Pinned]:
    """Every pinned decision of a project, by file name; a scene that is no longer there is told.

    `parts` are the engine's and the project's own. DomainError when the vocabulary contradicts itself.
    """
    nodes = pins_in(snapshot)
    if not nodes:
        return
    domain = domain_of(parts)
    for node in nodes:
        pin = cast("DecisionFile", head_of(node))
        try:
            scene = view(snapshot, pin.scene, pin.encounter or None)
        except DocumentError as error:
            text = f'It was decided in "{pin.scene}"{f" in {pin.encounter}" if pin.encounter else ""}: {error}'
            yield Pinned(node, pin, PinCheck(False, told(pin), "", text))
            continue
        yield Pinned(node, pin, check_in_scene(pin, roster_of(scene, parts), domain))
