"""Which files a room of the program is, and which tests are to notice a change to them."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Room:
    """Files by patterns from the top of the tree; a pattern that begins with `!` takes files out again.

    Kernels and systems run as plain Python, so that a changed one is what runs. Only a room that has none may say
    `compiled`, for tests that need more ticks than plain Python makes in a moment. What survives is asked of the tests
    `then_compiled`, in their order, for which it is compiled anew: seconds for each mutant.
    """

    sources: tuple[str, ...]
    tests: tuple[str, ...]
    compiled: bool = False
    then_compiled: tuple[str, ...] = ()

    def files(self, root: Path) -> list[str]:
        """The files that are changed, in order. ValueError when a pattern finds nothing, or compiled code."""
        found = _matching(root, self.sources)
        for file in found if self.compiled else ():
            if any(word in (root / file).read_text(encoding="utf-8") for word in ("engine.world.kernel", "@system")):
                raise ValueError(f"{file} holds compiled code, so a room with it can't be `compiled`")
        return found

    def test_files(self, root: Path) -> list[str]:
        """The files with tests, in order. ValueError when a pattern finds nothing."""
        return [file for file in _matching(root, self.tests) if Path(file).name.startswith("test_")]

    def compiled_test_files(self, root: Path) -> list[str]:
        """The files with tests that are asked at last. ValueError when a name finds nothing."""
        return [file for name in self.then_compiled for file in _matching(root, (name,))]


def _matching(root: Path, patterns: tuple[str, ...]) -> list[str]:
    found: set[str] = set()
    for pattern in patterns:
        files = {str(path.relative_to(root)) for path in root.glob(pattern.removeprefix("!")) if path.is_file()}
        if not files:
            raise ValueError(f"no file is called {pattern!r}; tests/mutation/rooms.py names it")
        found = found - files if pattern.startswith("!") else found | files
    return sorted(file for file in found if file.endswith(".py"))


ROOMS = {
    "undo": Room(
        sources=(
            "engine/document/command.py",
            "engine/document/commands/*.py",
            "engine/document/state/*.py",
            "editor/core/**/undo.py",
            "editor/core/**/large_steps.py",
            "editor/core/**/gestures.py",
        ),
        tests=(
            "tests/engine/document/test_*.py",
            "tests/engine/document/edits/test_*.py",
            "tests/engine/document/journal/test_*.py",
            "tests/engine/document/state/test_*.py",
            "tests/engine/document/views/test_*.py",
            "tests/engine/document/disk/test_foreign.py",
            "tests/engine/document/disk/test_saving.py",
            "tests/engine/document/edits/test_shape_commands.py",
            "tests/editor/core/history/test_*.py",
            "tests/editor/core/**/test_recovery.py",
            "tests/laws/test_document_laws.py",
            "tests/laws/test_journal_laws.py",
            "tests/laws/test_undo_stack_laws.py",
        ),
    ),
    "text": Room(
        sources=(
            "engine/schema/rewrite.py",
            "engine/schema/text.py",
            "engine/schema/tile_text.py",
            "engine/schema/toml_split.py",
            "engine/schema/toml_write.py",
            "engine/document/diff.py",
            "engine/document/merge/*.py",
        ),
        tests=(
            "tests/engine/schema/test_*.py",
            "tests/engine/document/test_diff.py",
            "tests/engine/document/test_document.py",
            "tests/engine/document/merge/test_*.py",
            "tests/laws/test_document_laws.py",
            "tests/laws/test_ground_laws.py",
            "tests/laws/test_merge_laws.py",
        ),
    ),
    "planner": Room(
        sources=("engine/ai/goap/**/*.py",),
        tests=(
            "tests/engine/ai/goap/**/test_*.py",
            "tests/engine/rules/test_pinned_decision.py",
            "tests/laws/test_heap_laws.py",
            "tests/laws/test_missing_laws.py",
            "tests/laws/test_planner_laws.py",
        ),
    ),
    "recording": Room(
        sources=(
            "engine/play/**/branches.py",
            "engine/play/**/fork.py",
            "engine/play/**/history.py",
            "engine/play/**/lineage.py",
            "engine/play/past/packed.py",
            "engine/play/**/past.py",
            "engine/play/recording/[!_]*.py",
            "engine/play/running/state.py",
        ),
        tests=(
            "tests/engine/play/**/test_branches.py",
            "tests/engine/play/**/test_fork.py",
            "tests/engine/play/**/test_forking.py",
            "tests/engine/play/**/test_history.py",
            "tests/engine/play/**/test_hostile_recordings.py",
            "tests/engine/play/**/test_packed.py",
            "tests/engine/play/**/test_recalling.py",
            "tests/engine/play/**/test_recording.py",
            "tests/engine/play/**/test_short_*.py",
            "tests/engine/play/**/test_what_is_read.py",
        ),
        compiled=True,
    ),
    # What goes eight rows at a time is slow as plain Python: there each stage is asked at its limits and by the first
    # golden ticks, which take it moments. What survives is compiled for many golden ticks, on threads too.
    "physics": Room(
        sources=(
            "engine/physics/angles.py",
            "engine/physics/crowd/avoidance.py",
            "engine/physics/crowd/contact.py",
            "engine/physics/crowd/grid.py",
            "engine/physics/crowd/footing.py",
            "engine/physics/crowd/gather.py",
            "engine/physics/crowd/integrate.py",
            "engine/physics/crowd/jumps.py",
            "engine/physics/crowd/neighbours.py",
            "engine/physics/crowd/slopes.py",
            "engine/physics/crowd/sort.py",
        ),
        tests=(
            "tests/engine/physics/test_angles.py",
            "tests/engine/physics/test_golden_in_plain_python.py",
            "tests/engine/physics/crowd/test_effort.py",
            "tests/engine/physics/crowd/test_footing.py",
            "tests/engine/physics/crowd/test_jumps.py",
            "tests/engine/physics/crowd/test_limits_of_a_tick.py",
            "tests/engine/physics/crowd/test_slopes.py",
            "tests/engine/physics/crowd/test_slots.py",
            "tests/engine/physics/crowd/test_sort.py",
            "tests/engine/physics/crowd/test_stepping_aside.py",
            "tests/engine/physics/crowd/test_thicket.py",
            "tests/engine/physics/crowd/test_touch.py",
        ),
        then_compiled=(
            "tests/engine/physics/test_golden.py",
            "tests/engine/physics/crowd/test_neighbours.py",
        ),
    ),
}
