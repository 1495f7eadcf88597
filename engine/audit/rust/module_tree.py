"""Which files the modules of a package reach, and what for: the rules by which rustc looks for `mod name;`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath, splitext

from engine.audit.rust.declared import Declared, Module

BUILT_FOR = {"lib": "production", "bin": "production", "build": "build"}
"""What a root's kind is built for, where that is not its own name."""


@dataclass
class Reached:
    """How a file is reached: for production, or only for something else; and whether by public modules alone."""

    production: bool = False
    public: bool = False
    otherwise: str = ""
    """What else it is built for: test, bench, example or build."""
    because: str = ""
    """The words that make it so."""


@dataclass(frozen=True)
class _Visit:
    file: str
    folder: str
    """Where its modules lie: for `src/a.rs` it is `src/a`."""
    purpose: str
    because: str
    is_public: bool


def reach(roots: list[tuple[str, str]], files: Mapping[str, Declared]) -> dict[str, Reached]:
    """What is reached from the roots of a package: (file, kind of target). Names are those of `files`.

    A file that is missing is passed over: it may be generated.
    """
    reached: dict[str, Reached] = {}
    seen: set[tuple[str, str, bool]] = set()
    waiting = [
        _Visit(file, dirname(file), BUILT_FOR.get(kind, kind), "", kind == "lib")
        for file, kind in roots
        if file in files
    ]
    while waiting:
        visit = waiting.pop()
        told = files[visit.file]
        if told.tests and visit.purpose == "production":
            visit = _Visit(visit.file, visit.folder, "test", f"{told.tests} at its top", visit.is_public)
        key = (visit.file, visit.purpose, visit.is_public)
        if key in seen:
            continue
        seen.add(key)
        known = reached.setdefault(visit.file, Reached())
        if visit.purpose == "production":
            known.production = True
            known.public |= visit.is_public
        elif not known.otherwise:
            known.otherwise, known.because = visit.purpose, visit.because
        waiting += _next(visit, told, files)
    return reached


def _next(visit: _Visit, told: Declared, files: Mapping[str, Declared]) -> Iterator[_Visit]:
    for each in told.modules:
        purpose, because = visit.purpose, visit.because
        if each.tests and purpose == "production":
            purpose, because = "test", f"{each.tests} mod {each.name} in {visit.file}"
        for file, is_own_folder in _candidates(visit, each):
            if file in files:
                stem = splitext(file)[0]
                folder = dirname(file) if is_own_folder or stem.endswith("/mod") else stem
                yield _Visit(file, folder, purpose, because, visit.is_public and each.is_public)
    for path, tests in told.includes:
        file = normpath(join(dirname(visit.file), path))
        if file in files:
            purpose = "test" if tests and visit.purpose == "production" else visit.purpose
            yield _Visit(file, visit.folder, purpose, visit.because, visit.is_public)


def _candidates(visit: _Visit, module: Module) -> Iterator[tuple[str, bool]]:
    """Files that a declaration may mean, and whether its modules lie beside it in any case."""
    inner = join(visit.folder, *module.inside) if module.inside else visit.folder
    is_given = False
    for path, is_always in module.paths:
        base = inner if module.inside else dirname(visit.file)
        yield normpath(join(base, path)), True
        is_given |= is_always
    if not is_given:
        name = module.name.removeprefix("r#")
        yield normpath(join(inner, f"{name}.rs")), False
        yield normpath(join(inner, name, "mod.rs")), False
