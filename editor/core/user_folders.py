"""Where the user's own files lie: settings, recent projects, layouts, thumbnails."""

from pathlib import Path

from platformdirs import user_config_path, user_data_path

from engine.user_state import APPLICATION


def config_folder() -> Path:
    """The folder of settings; not made here."""
    return user_config_path(APPLICATION, appauthor=False)


def data_folder() -> Path:
    """The folder of layouts, recent projects and thumbnails; not made here."""
    return user_data_path(APPLICATION, appauthor=False)
