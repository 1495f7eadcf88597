"""What happens to an error that nobody caught: the part that failed says so, and the rest works on."""

import sys
import traceback
from collections.abc import Callable, Iterator
from types import TracebackType

from editor.core.actions.registry import ActionRefusedError
from editor.core.editor import Editor
from editor.core.workbench import EditRefusedError
from editor.tr import tr
from editor.ui.docks.panel_host import PanelHost, describe
from editor.ui.services import Ui
from engine.document import ChangeSet, CommandError


class Faults:
    """Stands in for Python's hook for uncaught errors while the window is open."""

    def __init__(self, editor: Editor, ui: Ui, hosts: Callable[[], dict[str, PanelHost]]) -> None:
        self._editor, self._ui, self._hosts = editor, ui, hosts
        self._before = sys.excepthook
        self.count = 0

    def install(self) -> None:
        """Begin to catch."""
        sys.excepthook = self._hook

    def remove(self) -> None:
        """Give the hook back."""
        sys.excepthook = self._before

    def handle(self, error: BaseException) -> None:
        """Tell the user: a refusal as its sentence, a panel's failure in the panel, anything else as a toast."""
        chain = list(_chain(error))
        refusal = next(
            (link for link in chain if isinstance(link, EditRefusedError | ActionRefusedError | CommandError)), None
        )
        if refusal is not None:
            self._editor.status(str(refusal))
            self._ui.toast(tr("Not changed"), str(refusal), "warning")
            return
        self.count += 1
        traceback.print_exception(error)
        host = self._failed_panel(chain)
        if host is not None:
            host.fail(error)
            self._tell_the_rest()
            return
        text = describe(error)
        self._editor.log.add("error", "editor", text)
        self._ui.toast(tr("Something went wrong"), tr("{text} Your changes are still here.", text=text), "error")

    def _tell_the_rest(self) -> None:
        """A panel that failed in the middle of a message kept it from those after it: they are told once more."""
        editor = self._editor
        editor.selection.changed.emit(editor.selection.ids)
        if editor.document is not None:
            files = frozenset(editor.document.files)
            editor.document_changed.emit(ChangeSet(paths=frozenset(), files=files, structure=True))

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        try:
            self.handle(error.with_traceback(trace))
        except Exception:
            traceback.print_exc()
            self._before(kind, error, trace)

    def _failed_panel(self, chain: list[BaseException]) -> PanelHost | None:
        """The panel whose package the innermost frames belong to."""
        packages = {host.spec.package: host for host in self._hosts().values() if host.spec.package}
        for link in reversed(chain):
            trace = link.__traceback__
            names: list[str] = []
            while trace is not None:
                names.append(str(trace.tb_frame.f_globals.get("__name__", "")))
                trace = trace.tb_next
            for name in reversed(names):
                for package, host in packages.items():
                    if name == package or name.startswith(f"{package}."):
                        return host
        return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it, outermost first."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__
