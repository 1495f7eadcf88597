"""Where the user's own files lie: settings, recent projects, layouts, thumbnails, recovery."""

from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_state_path

APPLICATION = "astraweave"


def config_folder() -> Path:
    """The folder of settings; not made here."""
    return user_config_path(APPLICATION, appauthor=False)


def data_folder() -> Path:
    """The folder of layouts, recent projects and thumbnails; not made here."""
    return user_data_path(APPLICATION, appauthor=False)


def state_folder() -> Path:
    """The folder of journals, automatic copies and locks; not made here."""
    return user_state_path(APPLICATION, appauthor=False)
