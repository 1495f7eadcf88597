"""What measuring by turns said of changes, kept in a file beside the history."""

import json
import logging
from dataclasses import asdict
from pathlib import Path

from engine.benchmarks.beside.confirming import Confirmed
from engine.whole_file import write_whole

FILE = "verdicts.json"


class Verdicts:
    """Verdicts by the key of their alert; those of a folder are read when it is opened."""

    def __init__(self) -> None:
        self.known: dict[str, Confirmed] = {}
        self._path: Path | None = None

    def open(self, folder: Path | None) -> None:
        """Read those of another history; a file that is none holds nothing."""
        self._path = folder / FILE if folder is not None else None
        self.known = {}
        if self._path is None:
            return
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            self.known = {str(key): Confirmed(**entry) for key, entry in data.items()}
        except FileNotFoundError:
            pass
        except (OSError, ValueError, TypeError, AttributeError) as error:
            logging.getLogger(__name__).warning("%s holds no verdicts: %s", self._path, error)

    def keep(self, key: str, found: Confirmed) -> None:
        """Remember a verdict. OSError when the file can't be written; it is known until the panel closes then."""
        self.known = {**self.known, key: found}
        if self._path is not None:
            write_whole(self._path, json.dumps({each: asdict(said) for each, said in self.known.items()}, indent=1))
