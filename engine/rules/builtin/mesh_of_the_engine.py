"""A mesh of the project that the engine's own of the same name hides."""

from collections.abc import Iterator
from itertools import chain, count

from engine.document import Finding, Path, WriteFile
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("mesh-of-the-engine", "warning", "A mesh that one of the engine's hides")
def mesh_of_the_engine(scene: RuleScene) -> Iterator[Finding]:
    """A file in meshes/ that bears the name of one of the engine's meshes: whatever names it shows the engine's."""
    from engine.present.meshes import MESHES

    snapshot = scene.view.snapshot
    for file, node in snapshot.files.items():
        if node.kind != "mesh" or not MESHES.is_built_in(node.short_name):
            continue
        free = (f"own_{node.short_name}{end}" for end in chain([""], count(2)))
        new = next(name for name in free if f"meshes/{name}" not in snapshot.files)
        text = node.text
        yield scene.finding(
            f"{node.short_name}.glb has the name of one of the engine's meshes, which is shown instead of it. "
            "Give the file another name.",
            Path(file),
            fix=(
                WriteFile(file=f"meshes/{new}", old=None, new=text),
                WriteFile(file=file, old=text, new=None),
            ),
            fix_title=f"Rename it to {new}",
        )
