"""A server of models for a window's benchmark, in a process of its own; it says its address and ends with its input."""

import asyncio
import sys

from engine.benchmarks.loopback import Deed, LoopbackModels

PIECES, PAUSE_S = 3_000, 0.02
"""A minute of an answer in fifty pieces a second, as fast as large models write."""
PIECE = "word "


async def _serve() -> None:
    async with LoopbackModels(Deed(text=PIECE * PIECES, pieces=PIECES, pause=PAUSE_S)) as server:
        sys.stdout.write(f"{server.address}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve())
