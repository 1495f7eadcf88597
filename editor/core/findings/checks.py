"""Keeps the findings true: runs the rules after a pause in the changes, in place when quick, else on a snapshot.

Rules of a large scene run in a thread of this process, one at a time with a rest after each, in which the window gets
its turn: over 10,000 entities no rule takes 20 ms, and a picture drawn meanwhile took no measurable time longer
(`astraweave bench editor.large`, step "check"). A process of its own would hold a second copy of the document and be
sent every change, 25 ms of JSON on the main thread for an edit of everything; it does not pay.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from editor.core.jobs import CancelledError
from engine.document import Finding, SceneView, view

if TYPE_CHECKING:
    from editor.core.jobs import Job
    from editor.core.project.prefab_mode import PrefabMode
    from editor.core.workbench import Workbench

QUIET_S = 0.15
OPENED_S = 0.6
"""The same for a large scene that was just opened: its first picture is drawn before."""
IN_PLACE_MS = 6.0
SMALL = 200
REST_S = 0.002
"""How long the thread rests after each rule: whoever waits for the interpreter gets it at once."""


class Checks:
    """Runs the rules over the open scene; `pump` decides when."""

    def __init__(self, bench: "Workbench", prefab_mode: "PrefabMode") -> None:
        self._bench, self._prefab_mode = bench, prefab_mode
        self._due: float | None = None
        self._last_ms: float | None = None
        self._timed: tuple[object, ...] = ()
        self._job: Job | None = None

    def ask(self) -> None:
        """Something changed: check after a short pause."""
        self._due = time.monotonic() + QUIET_S
        self._bench.findings.is_current = False

    def ask_anew(self) -> None:
        """Another scene is shown: check it; a large one after its first picture."""
        self.ask()
        if self._bench.has_scene and len(self._bench.view.entities) > SMALL:
            self._due = time.monotonic() + OPENED_S

    @property
    def is_due(self) -> bool:
        """Whether a check was asked for and has not begun."""
        return self._due is not None

    def pump(self) -> None:
        """Start a check when one is due and none runs."""
        if self._due is None or self._job is not None or time.monotonic() < self._due:
            return
        self._due = None
        if self._view() is None:
            self._take([])
        elif self._is_quick():
            self.now()
        else:
            self._start()

    def now(self) -> list[Finding]:
        """Check in place and give the findings."""
        checked = self._view()
        if checked is None:
            return []
        began = time.perf_counter()
        findings = check_view(checked)
        self._last_ms, self._timed = (time.perf_counter() - began) * 1000, self._place
        self._due = None
        self._take(findings)
        return findings

    def close(self) -> None:
        """Start nothing more."""
        self._due = None

    def _view(self) -> SceneView | None:
        """What is checked: the open scene, also while a prefab is shown in its place; None where there is none."""
        bench = self._bench
        if not bench.has_scene or bench.document is None:
            return None
        if self._prefab_mode.name is None:
            return bench.view
        scene, encounter = self._prefab_mode.home
        files = bench.document.files
        if f"scenes/{scene}" not in files:
            return None
        return view(bench.document, str(scene), encounter if f"encounters/{encounter}" in files else None)

    @property
    def _place(self) -> tuple[object, ...]:
        """What is checked: how long it took tells nothing about another scene."""
        return id(self._bench.document), *self._prefab_mode.home

    def _is_quick(self) -> bool:
        if self._last_ms is None or self._timed != self._place:
            checked = self._view()
            return checked is None or len(checked.entities) <= SMALL
        return self._last_ms <= IN_PLACE_MS

    def _start(self) -> None:
        bench = self._bench
        document, checked = bench.document, self._view()
        assert document is not None
        assert checked is not None
        scene, encounter = checked.scene_file, checked.encounter_file
        snapshot, revision, place = document.snapshot().apart(), document.revision, self._place

        def work(_progress: object, cancelled: Callable[[], bool]) -> list[Finding]:
            def rest() -> None:
                if cancelled():
                    raise CancelledError
                time.sleep(REST_S)

            scene_view = view(snapshot, scene, encounter)
            began = time.thread_time()
            findings = check_view(scene_view, rest)
            self._last_ms, self._timed = (time.thread_time() - began) * 1000, place
            return findings

        def done(job: "Job") -> None:
            self._job = None
            if job.state == "done" and bench.document is document:
                if document.revision == revision:
                    self._take(job.result)
                else:
                    self.ask()

        self._job = bench.jobs.submit("Checking the scene", work, done, quiet=True)

    def _take(self, findings: list[Finding]) -> None:
        self._bench.findings.is_current = True
        self._bench.findings.replace("rules", findings)


def check_view(scene: SceneView, between: Callable[[], None] | None = None) -> list[Finding]:
    """Every rule's findings about a scene; `between` is called after each rule."""
    from engine.rules import check

    return check(scene, scene.vocabulary, between=between)
