"""What Qt answers where other libraries raise: True or False, and nobody looks."""

import ast
from collections.abc import Iterator

from engine.audit.python.flow.use import Use
from engine.audit.python.kind import Spot, kind
from engine.audit.python.source import Source

FILES = frozenset({"open", "remove", "rename", "copy", "link", "resize", "setPermissions", "moveToTrash", "flush"})
ANSWERS = {
    **dict.fromkeys(("QFile", "QSaveFile", "QTemporaryFile"), FILES | {"commit"}),
    "QDir": frozenset(
        {"mkdir", "mkpath", "rmdir", "rmpath", "remove", "removeRecursively", "rename", "cd", "setCurrent"}
    ),
    "QProcess": frozenset(
        {"waitForStarted", "waitForFinished", "waitForReadyRead", "waitForBytesWritten", "startDetached"}
    ),
    **dict.fromkeys(("QPixmap", "QImage", "QPicture", "QBitmap"), frozenset({"load", "loadFromData", "save"})),
    "QImageWriter": frozenset({"write"}),
    "QMovie": frozenset({"jumpToFrame"}),
    "QTranslator": frozenset({"load"}),
    **dict.fromkeys(("QCoreApplication", "QApplication", "QGuiApplication"), frozenset({"installTranslator"})),
    "QLibrary": frozenset({"load", "unload"}),
    "QPluginLoader": frozenset({"load", "unload"}),
    "QFontDatabase": frozenset({"addApplicationFont", "addApplicationFontFromData", "removeApplicationFont"}),
    "QDesktopServices": frozenset({"openUrl"}),
    **dict.fromkeys(("QLocalServer", "QTcpServer"), frozenset({"listen", "waitForNewConnection"})),
    **dict.fromkeys(
        ("QLocalSocket", "QTcpSocket", "QSslSocket", "QAbstractSocket"),
        frozenset({"waitForConnected", "waitForDisconnected", "waitForReadyRead", "waitForBytesWritten", "bind"}),
    ),
    "QUdpSocket": frozenset({"bind", "joinMulticastGroup"}),
    "QSharedMemory": frozenset({"attach", "create", "lock", "detach"}),
    "QLockFile": frozenset({"lock", "tryLock"}),
    "QPainter": frozenset({"begin", "end"}) - {"end"},
    "QOpenGLContext": frozenset({"create", "makeCurrent"}),
    "QOpenGLShaderProgram": frozenset({"link", "addShaderFromSourceCode", "addShaderFromSourceFile"}),
    "QSqlDatabase": frozenset({"open", "commit", "rollback", "transaction"}),
    "QSqlQuery": frozenset({"exec", "prepare", "next", "first"}),
}
"""Class -> methods whose answer says whether it worked."""
TIMED = {"QThread": frozenset({"wait"}), "QThreadPool": frozenset({"waitForDone"})}
"""The same where a time limit is given; without one they wait for ever."""
METHODS = frozenset[str]().union(*ANSWERS.values(), *TIMED.values())


@kind("qt-result", "What Qt answered is dropped", "hides", uses=("unused",), dropped=METHODS)
def qt_result(use: Use, _source: Source) -> Iterator[Spot]:
    """Qt raises nothing: `QFile.open`, `QPixmap.load` and others say by their answer whether they worked."""
    owner, _, method = use.words.rpartition(".")
    name = owner.rpartition(".")[2]
    call = use.node
    is_limited = isinstance(call, ast.Call) and bool(call.args) and method in TIMED.get(name, frozenset())
    if method in ANSWERS.get(name, frozenset()) or is_limited:
        yield Spot(call, f"`{name}.{method}` says by its answer whether it worked, and nobody looks.")
