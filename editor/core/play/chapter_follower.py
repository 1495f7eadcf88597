"""While a slice plays the editor shows the scene of the present chapter; after it what was open before."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.core.editor import Editor


class ChapterFollower:
    """Shows where the running copy is; the document is never touched by it."""

    def __init__(self, editor: "Editor") -> None:
        self._editor = editor
        self._home: tuple[str | None, str | None, tuple[str, ...]] | None = None
        editor.play.changed.connect(self._follow)
        editor.play.travelled.connect(self._follow)

    @property
    def is_away(self) -> bool:
        """Whether a chapter is shown in place of the scene that was open when play began."""
        return self._home is not None

    def _follow(self) -> None:
        editor = self._editor
        session = editor.play.session
        if session is None:
            if self._home is not None and not editor.play.is_active:
                scene, encounter, selected = self._home
                self._home = None
                editor.show_scene(scene, encounter)
                editor.selection.set(selected)
            return
        if not session.chapters:
            return
        place = (session.compiled.view.scene, session.compiled.view.encounter)
        if place == (editor.scene, editor.encounter):
            return
        if self._home is None:
            self._home = (editor.scene, editor.encounter, tuple(editor.selection.ids))
        editor.show_scene(*place)
