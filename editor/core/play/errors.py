"""What went wrong when play could not start or had to stop, in a finding that says where and what to do."""

import traceback
from pathlib import Path as FilePath

from engine.document import Finding


def finding_of(error: BaseException, doing: str) -> list[Finding]:
    """The findings that an error carries, else one made of it: what happened, where in whose code, what to do."""
    carried = [item for item in getattr(error, "findings", ()) if isinstance(item, Finding)]
    if carried:
        return carried
    place = ""
    frames = traceback.extract_tb(error.__traceback__)
    if frames:
        last = frames[-1]
        place = f" in {FilePath(last.filename).name}, line {last.lineno}"
    text = f"{doing}: {type(error).__name__}{place}: {error}. Stop, correct it and play again."
    return [Finding(rule="play", severity="warning", text=text, where=None, entity=None)]
