"""Where compiled kernels are kept, and when they count as stale: on any change to a source that they rest on."""

# pyright: basic
# numba's types do not know its settings and cache locators.

import functools
import hashlib
import importlib.util
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import numba
import platformdirs
from numba.core import caching, config
from numba.core.caching import IndexDataCacheFile, _CacheLocator

STATES_KEPT = 12
# No fastmath and no parallel loops: either would let the compiler change the order of sums, and with it the bits.
OPTIONS = {"cache": True, "nogil": True, "error_model": "numpy"}
# Part of every stamp; changed when kernels are made in another way, since an older program could not call them.
FORM = "helpers have no door for Python, systems keep the GIL, the engine counts no references, helpers are bitcode"
# Decorators and bookkeeping: nothing of these is compiled into a kernel.
NEVER_COMPILED = frozenset(
    f"engine.{name}"
    for name in (
        "walk",
        "world.columns",
        "world.compiler.cache",
        "world.compiler.helper_code",
        "world.compiler.references",
        "world.compiler.speed",
        "world.compiler.symbol_names",
        "world.kernel",
        "world.registry",
        "world.roster",
        "world.system",
    )
)
_IMPORT = re.compile(
    r"^[ ]*(?:from\s+(?P<base>[.\w]+)\s+import\s+(?P<names>\([^)]*\)|[^\n#]+)|import\s+(?P<modules>[\w., ]+))", re.M
)


def cache_folder() -> Path:
    """The user's folder for kernels and generated loops; `ASTRAWEAVE_CACHE_DIR` moves it."""
    chosen = os.environ.get("ASTRAWEAVE_CACHE_DIR")
    base = Path(chosen) if chosen else Path(platformdirs.user_cache_dir("astraweave", appauthor=False))
    python = f"py{sys.version_info.major}{sys.version_info.minor}"
    return base / "kernels" / f"numba-{numba.__version__}-{python}"


@functools.lru_cache(maxsize=4096)
def _file_facts(path: str, _mtime_ns: int, _size: int) -> tuple[bytes, tuple[tuple[str, tuple[str, ...]], ...]]:
    data = Path(path).read_bytes()
    found: list[tuple[str, tuple[str, ...]]] = []
    for match in _IMPORT.finditer(data.decode("utf-8", "replace")):
        if match["modules"]:
            found += [(name.split(" as ")[0].strip(), ()) for name in match["modules"].split(",")]
        else:
            names = re.sub(r"#[^\n]*", "", match["names"]).strip("() \n")
            found.append((match["base"], tuple(part.split(" as ")[0].strip() for part in names.split(","))))
    return hashlib.sha256(data).digest(), tuple(found)


def _source_of(module_name: str) -> str | None:
    module = sys.modules.get(module_name)
    path = getattr(module, "__file__", None)
    return path if path and path.endswith(".py") and os.path.exists(path) else None


def _imports_of(module_name: str, path: str) -> tuple[bytes, set[str]]:
    stat = os.stat(path)
    package = getattr(sys.modules[module_name], "__package__", None) or module_name.rpartition(".")[0]
    digest, own = _own_imports(package, path, stat.st_mtime_ns, stat.st_size)
    return digest, {name for name in own if name in sys.modules}


@functools.lru_cache(maxsize=4096)
def _own_imports(package: str, path: str, mtime_ns: int, size: int) -> tuple[bytes, frozenset[str]]:
    """A file's hash, and what it imports of the program and of its own project: modules, and names that may be some."""
    digest, found = _file_facts(path, mtime_ns, size)
    wanted: set[str] = set()
    for base, names in found:
        try:
            base = importlib.util.resolve_name(base, package) if base.startswith(".") else base
        except ImportError:
            continue
        wanted.add(base)
        wanted.update(f"{base}.{name}" for name in names)
    # Third-party code is pinned by its own version; only the program's and the project's sources can change under us.
    roots = ("engine", package.split(".", maxsplit=1)[0])
    return digest, frozenset(name for name in wanted if name.split(".")[0] in roots)


def source_stamp(module_name: str) -> str:
    """Hash of a module's source and of every program or project source that it imports, however far away.

    Numba alone looks at the one file that holds the function, so an edited helper or constant would leave its callers
    stale: the old numbers in a new build. Where a source is missing (a frozen build that carries bytecode only) the
    program file stands in for it.
    """
    pending, seen, total = [module_name], set(NEVER_COMPILED), hashlib.sha256(repr((OPTIONS, FORM)).encode())
    parts: list[tuple[str, bytes]] = []
    is_complete = True
    while pending:
        name = pending.pop()
        if name in seen:
            continue
        seen.add(name)
        path = _source_of(name)
        if path is None:
            is_complete = False
            continue
        digest, more = _imports_of(name, path)
        parts.append((name, digest))
        pending.extend(more - seen)
    if not is_complete:
        stat = os.stat(sys.executable)
        parts.append(("program", f"{stat.st_mtime_ns} {stat.st_size}".encode()))
    for name, digest in sorted(parts):
        total.update(name.encode() + b"\0" + digest)
    return total.hexdigest()


class SourceClosureLocator(_CacheLocator):
    """Numba asks "where, and is it fresh?": answered by module and source closure, so a moved folder keeps it."""

    def __init__(self, py_func, py_file) -> None:
        self._module = py_func.__module__
        self._py_file = py_file
        self._lineno = py_func.__code__.co_firstlineno
        self._stamp = ""

    def get_cache_path(self) -> str:
        """One folder for each state of a module's sources: two checkouts, or an edit taken back, cost nothing."""
        return str(cache_folder() / f"{self._module}-{self.get_source_stamp()[:16]}")

    def get_source_stamp(self) -> str:
        """See `source_stamp`; asked for once, since a module's kernels are made while it is imported."""
        if not self._stamp:
            self._stamp = source_stamp(self._module)
        return self._stamp

    def get_disambiguator(self) -> str:
        """The line, as numba does: two functions of one name in one file differ by it."""
        return str(self._lineno)

    @classmethod
    def from_function(cls, py_func, py_file):
        """None when the folder can't be written: numba then falls through to no cache at all."""
        locator = cls(py_func, py_file)
        try:
            if not os.path.isdir(locator.get_cache_path()):
                _make_room(cache_folder(), locator._module)
            locator.ensure_cache_path()
        except OSError:
            return None
        return locator


class KeyedCacheFile(IndexDataCacheFile):
    """Numba's index and data files, with each data file named after what it holds instead of numbered.

    Two processes that fill one cache at the same moment (the window warming up, a verb on the command line) would give
    one number to two different versions of a function, and an index could then lead to the wrong code. Here the worst
    is an index that has lost an entry, which is compiled once more.
    """

    def save(self, key, data) -> None:
        """Write the data first, so that no index ever names what is not there."""
        name = self._data_name_pattern.format(number=int(hashlib.sha256(repr(key).encode()).hexdigest()[:15], 16))
        self._save_data(name, data)
        self._save_index(self._load_index() | {key: name})


def _make_room(folder: Path, module_name: str) -> None:
    """Drop the oldest states of a module, so that years of edits don't fill the disk."""
    states = sorted(folder.glob(f"{module_name}-" + "[0-9a-f]" * 16), key=lambda path: path.stat().st_mtime)
    for old in states[: max(0, len(states) - STATES_KEPT + 1)]:
        shutil.rmtree(old, ignore_errors=True)


def install() -> None:
    """Make numba keep kernels our way; runs when `engine.world.kernel` is imported, before the first kernel is made."""
    settings: Any = config
    settings.CACHE_DIR = str(cache_folder())
    files: Any = caching
    files.IndexDataCacheFile = KeyedCacheFile
    settings.CACHE_LOCATOR_CLASSES = f"{__name__}.{SourceClosureLocator.__name__}"
