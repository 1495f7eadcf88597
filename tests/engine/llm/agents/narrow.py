"""A program with few files that lets agents in: `python -m tests.engine.llm.agents.narrow FOLDER`.

It says a line of JSON for each line that it reads: how writing a file went. When its input ends it stops the server,
and says what is left of it.
"""

import asyncio
import json
import os
import resource
import stat
import sys
from pathlib import Path
from typing import Any

from engine.document import Document
from engine.llm.agents.access import AgentAccess
from engine.llm.agents.calls import CallTrail
from engine.llm.agents.desk import Desk
from engine.llm.agents.reception import Reception
from engine.llm.agents.source import FolderSource
from engine.llm.proposals.kept import KeptProposals

MOST_FILES = 1024


def say(**told: Any) -> None:
    """One line."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def sockets() -> int:
    """How many are open in this process."""
    found = 0
    for number in range(MOST_FILES):
        try:
            found += stat.S_ISSOCK(os.fstat(number).st_mode)
        except OSError:
            continue
    return found


def written(path: Path) -> str:
    """Write a file, as saving does; why that did not work."""
    try:
        path.write_text("saved")
    except OSError as error:
        return str(error)
    return ""


async def main(folder: Path) -> None:
    """Serve until nothing more is read."""
    errors: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: errors.append(str(context)))
    desk = Desk(FolderSource(Document.open(folder, trusted=True)), KeptProposals(folder.parent / "kept"))
    reception = Reception(desk, CallTrail())
    access = AgentAccess(reception, "1")
    before = sockets()
    await access.start()
    assert access.token is not None
    say(address=access.address, token=access.token.reveal())
    while await asyncio.to_thread(sys.stdin.readline):
        say(error=written(folder.parent / "saved.txt"), sockets=sockets(), turned_away=access.turned_away)
    await reception.close()
    await access.stop()
    tasks = [repr(each) for each in asyncio.all_tasks() if each is not asyncio.current_task()]
    say(errors=errors[:3], count=len(errors), tasks=tasks, sockets=sockets() - before)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_FILES, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    asyncio.run(main(Path(sys.argv[1])))
