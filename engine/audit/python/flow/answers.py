"""What calls answer: which may be None, which bring what other people wrote."""

import ast

from engine.audit.python.annotations import MAPPINGS
from engine.audit.python.flow.evaluating import Evaluating
from engine.audit.python.flow.items import number_of
from engine.audit.python.flow.state import PLAIN, Outside, State, Value
from engine.audit.python.names import dotted, key_of, word_of
from engine.audit.python.nodes import walk

NOTHING_FOUND = {
    "re.match": "the pattern may not match",
    "re.search": "the pattern may not be found",
    "re.fullmatch": "the pattern may not match",
    "os.environ.get": "the variable may not be set",
    "os.getenv": "the variable may not be set",
    "shutil.which": "the program may not be installed",
    "inspect.getmodule": "the module may not be known",
    "inspect.getdoc": "there may be no docstring",
    "inspect.currentframe": "the interpreter may have no frames",
    "inspect.getsourcefile": "there may be no source",
    "ast.get_docstring": "there may be no docstring",
    "ast.get_source_segment": "the place may be unknown",
    "importlib.util.find_spec": "the module may be missing",
    "importlib.util.spec_from_file_location": "the file may be no module",
    "importlib.util.spec_from_loader": "there may be no spec",
    "typing.get_origin": "the type may not be generic",
    "pkgutil.get_data": "the loader may have no data",
    "mimetypes.guess_extension": "the type may be unknown",
    "QtWidgets.QApplication.instance": "there may be no application",
    "QtCore.QCoreApplication.instance": "there may be no application",
    "QtWidgets.QApplication.focusWidget": "nothing may have the focus",
    "QtWidgets.QApplication.activeWindow": "no window may be active",
    "QtWidgets.QApplication.activeModalWidget": "nothing may be modal",
    "QtWidgets.QApplication.activePopupWidget": "no popup may be open",
    "QtWidgets.QApplication.widgetAt": "no widget may be there",
    "QtWidgets.QApplication.screenAt": "no screen may be there",
    "QtGui.QGuiApplication.screenAt": "no screen may be there",
    "QtGui.QGuiApplication.primaryScreen": "there may be no screen",
    "QtGui.QGuiApplication.focusWindow": "no window may have the focus",
}
"""Full name of a function -> why it may answer None."""
MATCHING = frozenset({"match", "search", "fullmatch"})
PARSED = {
    **dict.fromkeys(("json.loads", "json.load", "orjson.loads", "msgspec.json.decode", "ujson.loads"), "parsed JSON"),
    **dict.fromkeys(("tomllib.loads", "tomllib.load", "tomli.loads", "rtoml.loads", "rtoml.load"), "parsed TOML"),
    **dict.fromkeys(("yaml.safe_load", "yaml.load"), "parsed YAML"),
    **dict.fromkeys(("csv.reader", "csv.DictReader"), "rows of a file"),
}
FILES = frozenset({"glob", "rglob", "iterdir"})
OWN = frozenset({"resource", "resources", "get_data", "read_resource"})
"""Functions that give a file of the program itself."""
PASSING = frozenset({"list", "sorted", "tuple", "reversed", "enumerate", "cast", "iter", "dict", "copy", "deepcopy"})
"""Calls whose answer is as foreign as their argument."""


def answer(node: ast.Call, arguments: list[Value], flow: Evaluating, state: State) -> Value:
    """What is known of the answer of a call."""
    name = flow.source.qualified(node.func)
    short = node.func.attr if isinstance(node.func, ast.Attribute) else name.rpartition(".")[2]
    none = may_be_none(node, name, short, flow, state)
    outside, kind = outside_of(node, name, short, arguments), flow.type_of(node, state)
    return Value(none, outside, kind) if none or outside or kind else PLAIN


def may_be_none(node: ast.Call, name: str, short: str, flow: Evaluating, state: State) -> str:
    """Why a call may answer None; empty where nothing says so."""
    key = key_of(node)
    if key and (state.knows("given", key) or state.knows("some", key)):
        return ""
    if words := NOTHING_FOUND.get(name.removeprefix("PySide6.").removeprefix("PyQt6.")):
        return "" if short in ("get", "getenv") and _has_default(node) else words
    if words := _none_as_default(node, name, short):
        return words
    if not isinstance(node.func, ast.Attribute):
        return f"`{name}` is annotated so" if name in flow.source.declared.answers_none else ""
    receiver = node.func.value
    kind = flow.type_of(receiver, state)
    if short in MATCHING and kind == "re.compile":
        return "the pattern may not be found" if short == "search" else "the pattern may not match"
    if short == "get" and len(node.args) == 1 and not node.keywords and _is_mapping(kind):
        return _missing_key(node, receiver, state)
    declared = flow.source.declared.classes.get(kind)
    return f"`{short}` is annotated so" if declared and short in declared.answers_none else ""


def _missing_key(node: ast.Call, receiver: ast.expr, state: State) -> str:
    held, word = key_of(receiver), word_of(node.args[0])
    return "" if held and word and state.knows("has", held, word) else "the key may be missing"


def _has_default(node: ast.Call) -> bool:
    given = node.args[1:] or [each.value for each in node.keywords if each.arg == "default"]
    return bool(given) and not _is_none(given[0])


def _none_as_default(node: ast.Call, name: str, short: str) -> str:
    """`next(x, None)`, `max(..., default=None)`, `getattr(x, "y", None)`, `.get(k, None)`, `.pop(k, None)`."""
    last = node.args[-1] if node.args else None
    if name == "next" and len(node.args) == 2 and _is_none(last):
        return "nothing may be left, and then it is the default None"
    if name == "getattr" and len(node.args) == 3 and _is_none(last):
        return "the attribute may be missing, and then it is the default None"
    if name in ("max", "min") and any(each.arg == "default" and _is_none(each.value) for each in node.keywords):
        return "there may be nothing to compare, and then it is the default None"
    if isinstance(node.func, ast.Attribute) and short in ("get", "pop") and len(node.args) == 2 and _is_none(last):
        return "the key may be missing, and then it is the default None"
    return ""


def outside_of(node: ast.Call, name: str, short: str, arguments: list[Value]) -> Outside | None:
    """What an answer is made of, where other people wrote it."""
    if name in PARSED:
        typed = any(each.arg in ("type", "object_hook") for each in node.keywords)
        return None if typed or _is_own(node) else Outside("data", PARSED[name])
    if short == "json" and isinstance(node.func, ast.Attribute) and not node.args and not node.keywords:
        return Outside("data", "an answer's JSON")
    if name in ("glob.glob", "os.listdir", "os.scandir"):
        return Outside("names", "the files that are there")
    if isinstance(node.func, ast.Attribute) and (cut := _parts(node, node.func.value, name, short)):
        return cut
    if isinstance(node.func, ast.Attribute) and short in FILES and "." not in name.removesuffix(f".{short}"):
        return Outside("names", "the files that are there")
    if short in PASSING and arguments:
        return arguments[-1].outside if short == "cast" else arguments[0].outside
    return None


def _is_own(node: ast.Call) -> bool:
    """Whether the data lies in the program itself: beside its modules, or among its resources."""
    for each in walk(node):
        if isinstance(each, ast.Name) and each.id == "__file__":
            return True
        if isinstance(each, ast.Call) and dotted(each.func).rpartition(".")[2] in OWN:
            return True
    return False


def _parts(node: ast.Call, receiver: ast.expr, name: str, short: str) -> Outside | None:
    if isinstance(receiver, ast.Constant) or name.startswith(("numpy.", "np.", "jax.", "torch.", "os.path.", "regex.")):
        return None
    if name in ("re.split", "re.findall", "shlex.split"):
        return Outside("parts", f"what `{name}` found", int(short == "split" and name == "re.split"))
    if short == "splitlines":
        return Outside("parts", "the lines of a text", 0)
    if short not in ("split", "rsplit") or len(node.args) > 2 or any(isinstance(a, ast.Starred) for a in node.args):
        return None
    first = node.args[0] if node.args else next((each.value for each in node.keywords if each.arg == "sep"), None)
    separator = "" if first is None or _is_none(first) else ast.unparse(first)
    if first is not None and (not isinstance(first, ast.Constant | ast.Name | ast.Attribute) or _is_class(first)):
        return None
    limit = number_of(node.args[1]) if len(node.args) > 1 else None
    most = limit + 1 if limit is not None else 0
    return Outside("parts", "the parts of a text", 1 if separator else 0, most, separator, key_of(receiver))


def _is_class(node: ast.expr) -> bool:
    """Whether a name is spelled like one of a class: what is split at it is no text."""
    name = dotted(node).rpartition(".")[2]
    return name[:1].isupper() and not name.isupper()


def _is_mapping(kind: str) -> bool:
    return kind.rpartition(".")[2] in MAPPINGS or kind == "os.environ"


def _is_none(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
