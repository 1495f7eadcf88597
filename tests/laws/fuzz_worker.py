"""One process of the fuzzing: the program instrumented for coverage, and one target fed until time is up."""

import sys

import atheris


def work(name: str, arguments: list[str]) -> None:
    """Fuzz a target with libFuzzer's arguments; ends the process."""
    with atheris.instrument_imports(include=["engine", "editor.core"]):
        from tests.laws.fuzz_targets import TARGETS

        target = TARGETS[name]
        # What a reader imports late is instrumented too.
        for seed in target.seeds:
            target.read(seed)
    atheris.Setup([sys.argv[0], *arguments], target.read)
    atheris.Fuzz()


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2:])
