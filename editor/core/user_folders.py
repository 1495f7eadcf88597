"""Where the user's own files lie: settings, recent projects, layouts, thumbnails."""

import os
import tempfile
from pathlib import Path

from platformdirs import user_config_path, user_data_path

APPLICATION = "astraweave"


def config_folder() -> Path:
    """The folder of settings; not made here."""
    return user_config_path(APPLICATION, appauthor=False)


def data_folder() -> Path:
    """The folder of layouts, recent projects and thumbnails; not made here."""
    return user_data_path(APPLICATION, appauthor=False)


def write_whole(path: Path, text: str) -> None:
    """Write a small file so that a crash leaves the old or the new one, never half of it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
