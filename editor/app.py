"""The one composition root: services, panels, window; the only place where all rooms meet."""

import gc
import logging
import signal
import sys
import time

from editor.screen import has_display, prepare_screen
from editor.wish import Wish

STARTED = time.perf_counter()
FRAME_KNOWN_MS = 150


def run(wish: Wish) -> int:
    """Open the window, do what was wished, and give the exit code."""
    if not has_display() and not wish.quit_after:
        wish.complain(
            "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): the window opens on a virtual screen. "
            "Ctrl+C ends it; --screenshot FILE --quit takes a picture of it and leaves."
        )
    # What is made before the first frame stays: to look through it for rubbish takes an eighth of the time until then.
    # The driver turns the collector on again once the window stands.
    gc.disable()
    try:
        return _run(wish)
    finally:
        gc.enable()


def _run(wish: Wish) -> int:
    prepare_screen()
    from editor.ui.theme.fonts import prepare_fonts

    prepare_fonts()
    application = make_application()
    from editor.core.editor import Editor
    from editor.core.log import LogHandler
    from editor.ui.loop.stall_watch import StallWatch
    from editor.ui.shell.window import MainWindow
    from editor.ui.theme.apply import apply
    from editor.ui.theme.look import look

    editor = Editor()
    editor.balance.is_enabled = editor.chance.is_enabled = not wish.quit_after
    handler = LogHandler(editor.log)
    logging.getLogger().addHandler(handler)
    if wish.theme:
        editor.settings.appearance.theme = wish.theme  # type: ignore[assignment]
    if wish.text_scale:
        editor.settings.appearance.text_scale = wish.text_scale
    appearance = editor.settings.appearance
    look.set(appearance.theme, appearance.text_scale / 100, appearance.reduced_motion)
    apply(application, look)
    if appearance.language == "pseudo":
        from editor.tr import PseudoTranslator

        application.installTranslator(PseudoTranslator(application))
    specs, problems = find_specs()
    editor.findings.replace("panels", problems)
    from editor.driver import Driver

    driver = Driver(wish, STARTED)
    window = MainWindow(editor, specs, driver.after_first_paint, make_viewport)
    driver.window = window
    stalls = StallWatch(editor.watchdog, editor.log, editor.play)
    driver.watch = stalls.start
    sound = start_sound(editor, window)
    window.faults.install()
    _size(window, wish)
    window.show()
    if not wish.size:
        _keep_on_screen(window)
    signal.signal(signal.SIGINT, lambda _number, _frame: application.quit())
    try:
        code = application.exec()
    finally:
        stalls.stop()
        sound.close()
        # Where the window did not close by itself, nobody was asked: what is not saved is offered at the next start.
        editor.recovery.recorder.keep()
        window.shut_down()
        logging.getLogger().removeHandler(handler)
    window.deleteLater()
    application.processEvents()
    return driver.exit_code or code


def make_application():
    """The QApplication of this process, with what must be set before it is made."""
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtWidgets import QApplication

    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # Without shared contexts a viewport that floats or moves to another dock would lose everything it drew.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QCoreApplication.setApplicationName("astraweave")
    QCoreApplication.setOrganizationName("AstraWeave")
    application = QApplication(sys.argv[:1])
    application.setApplicationDisplayName("AstraWeave")
    from editor.ui.loop.qt_messages import take_messages
    from editor.ui.shell.application_icon import application_icon

    take_messages()

    application.setWindowIcon(application_icon())
    return application


def make_viewport(editor, parent):
    """The viewport, imported only when a scene is shown: the first frame does not wait for OpenGL."""
    from editor.viewport.picture.window_shots import WindowShots
    from editor.viewport.widget import ViewportWidget

    viewport = ViewportWidget(editor, parent)
    editor.agents.painter = WindowShots(viewport)
    return viewport


def start_sound(editor, window):
    """What lets the running game be heard, from where its picture is seen."""
    from editor.audio.hearing import Ears
    from editor.audio.player import SoundPlayer

    def ears():
        viewport = window.centre.viewport
        if not window.centre.has_viewport:
            return Ears()
        return Ears(*viewport.heard_from)

    return SoundPlayer(editor, ears)


def find_specs():
    """Every panel there is, and what went wrong while looking."""
    from editor.ui.rooms import find_rooms
    from engine.document import Finding

    problems: list[Finding] = []
    specs = find_rooms(problems)
    try:
        from panels import find_panels

        specs += find_panels(problems, {spec.id: spec for spec in specs})
    except Exception as error:
        text = f"Panels could not be looked for: {type(error).__name__}: {error}. The editor runs without them."
        problems.append(Finding(rule="panel-load", severity="warning", text=text, where=None, entity=None))
    return specs, problems


def _size(window, wish: Wish) -> None:
    screen = window.screen().availableGeometry()
    width, height = wish.size or (min(1600, screen.width()), min(900, screen.height()))
    window.resize(width, height)


def _keep_on_screen(window) -> None:
    """Shrink a window that its frame, known only once it is shown, pushes over the edge: the status bar would be lost.

    The frame's first size is a guess until the window manager has answered; one look after it has is enough.
    """
    from PySide6.QtCore import QTimer

    from editor.ui.dialogs.screen_fit import fit_screen

    QTimer.singleShot(FRAME_KNOWN_MS, window, lambda: fit_screen(window))
