"""While a slice plays the editor shows the scene of the present chapter; after it what was open before."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.core.workbench import Workbench


class ChapterFollower:
    """Shows where the running copy is; the document is never touched by it."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._home: tuple[str | None, str | None, tuple[str, ...]] | None = None
        bench.play.changed.connect(self._follow)
        bench.play.travelled.connect(self._follow)

    @property
    def is_away(self) -> bool:
        """Whether a chapter is shown in place of the scene that was open when play began."""
        return self._home is not None

    def _follow(self) -> None:
        bench = self._bench
        session = bench.play.session
        if session is None:
            if self._home is not None and not bench.play.is_active:
                scene, encounter, selected = self._home
                self._home = None
                bench.show_scene(scene, encounter)
                bench.selection.set(selected)
            return
        if not session.chapters:
            return
        place = (session.compiled.view.scene, session.compiled.view.encounter)
        if place == (bench.scene, bench.encounter):
            return
        if self._home is None:
            self._home = (bench.scene, bench.encounter, tuple(bench.selection.ids))
        bench.show_scene(*place)
