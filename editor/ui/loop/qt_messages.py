"""Qt's own messages go to the log; those that only say what the virtual screen cannot do are dropped."""

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_NOISE = ("This plugin does not support propagateSizeHints", "This plugin does not support raise()")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def take_messages() -> None:
    """Install the handler; vispy installs one of its own when it is imported, so this is called again after it."""
    qInstallMessageHandler(_handle)


def _handle(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if not text.startswith(_NOISE):
        logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), text)
