"""Each test of recovery has folders, a project and editors of its own."""

from tests.editor.core.recovery.dying import editors, own_state, project

__all__ = ["editors", "own_state", "project"]
