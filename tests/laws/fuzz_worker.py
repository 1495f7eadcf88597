"""One process of the fuzzing: the program instrumented for coverage, and one target fed until time is up."""

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
FOR_THE_COMPILER = ("@kernel", "@helper", "@system")


def compiled() -> list[str]:
    """Modules that hold code for the compiler, which can't read what counts the branches."""
    files = [
        path
        for path in sorted((ROOT / "engine").rglob("[!_]*.py"))
        if any(f"\n{word}" in path.read_text(encoding="utf-8") for word in FOR_THE_COMPILER)
    ]
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files]


def work(name: str, arguments: list[str]) -> None:
    """Fuzz a target with libFuzzer's arguments; ends the process."""
    with atheris.instrument_imports(include=["engine", "editor.core"], exclude=compiled()):
        from tests.laws.fuzz_targets import TARGETS

        target = TARGETS[name]
        # What a reader imports late is instrumented too.
        for seed in target.seeds:
            target.read(seed)
    atheris.Setup([sys.argv[0], *arguments], target.read)
    atheris.Fuzz()


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2:])
