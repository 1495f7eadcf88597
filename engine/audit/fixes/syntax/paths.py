"""Whether a value becomes part of a path or of a command, or tells how a process ended: a default would lie there."""

import re

from tree_sitter import Node

from engine.audit.fixes.syntax.call import UnwrapCall
from engine.audit.fixes.syntax.flow import reaches
from engine.audit.fixes.syntax.known_methods import KEEP_KIND
from engine.audit.fixes.syntax.receivers import let_of
from engine.audit.fixes.syntax.source import RustSource, method_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GIVE_PATHS = _words(
    "current_dir current_exe canonicalize read_link home_dir config_dir cache_dir data_dir data_local_dir"
)
TELL_ENDS = _words("wait status output wait_with_output try_wait")
"""Methods of processes, for whose answer the default is success."""
TAKE_PATHS = _words(
    "join arg args current_dir open with_extension with_file_name set_file_name set_extension env create_dir "
    "strip_prefix unpack unpack_in append_path append_dir_all"
)
"""Methods whose arguments become part of a path, or of a command."""
OF_PATHS = _words("join with_extension with_file_name set_file_name set_extension read_dir unpack")
"""Methods of paths that make others of them."""
FUNCTIONS = re.compile(
    r"(?:\A|::)(?:fs::\w+|Path::new|PathBuf::from|OsString::from|Command::new|File::(?:open|create|create_new|options)"
    r"|remove_(?:file|dir|dir_all)|create_dir(?:_all)?|read_to_string|read_dir|set_current_dir|hard_link|symlink"
    r"|canonicalize|rename)\s*\Z"
)


def is_path(call: UnwrapCall) -> bool:
    """Whether a value is a path or a word of a command, or goes into one."""
    return _given_by(call) in GIVE_PATHS or reaches(call.source, call.node, _takes_a_path)


def tells_how_it_ended(call: UnwrapCall) -> bool:
    """Whether a value says how a process has ended."""
    return _given_by(call) in TELL_ENDS


def _given_by(call: UnwrapCall) -> str:
    """The last word of the method or function that gives what is unwrapped."""
    node: Node | None = call.receiver
    while node is not None:
        if node.type == "identifier":
            let = let_of(call.source, node)
            node = None if let is None else let.child_by_field_name("value")
            continue
        method, value = method_of(call.source, node)
        if method and method not in KEEP_KIND:
            return method
        function = node.child_by_field_name("function")
        if not method and function is not None:
            return call.source.of(function).strip().rsplit("::", 1)[-1]
        node = value
    return ""


def _takes_a_path(source: RustSource, above: Node, below: Node) -> bool:
    if above.type == "field_expression" and above.named_children[0] == below:
        name = above.child_by_field_name("field")
        return name is not None and source.of(name) in OF_PATHS
    if above.type != "arguments" or above.parent is None:
        return False
    method, _ = method_of(source, above.parent)
    function = above.parent.child_by_field_name("function")
    if method or function is None:
        return method in TAKE_PATHS
    return FUNCTIONS.search(source.of(function)) is not None
