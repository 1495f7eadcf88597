"""Failures on purpose, the same ones in every run: to try that streaming goes on whatever fails."""

import hashlib
import struct
from dataclasses import dataclass
from typing import Literal

from engine.terrain.lattice import ChunkKey

Part = Literal["noise", "jobs", "cache", "upload"]


class InjectedFaultError(Exception):
    """Something that was told to fail did."""


class WorkerDiedError(BaseException):
    """Ends the thread it is raised in, as an error outside of any job would; no `except Exception` holds it back."""


@dataclass(frozen=True)
class Faults:
    """Shares 0..1 of what fails: making a chunk, its worker, the disk cache's reading and writing, the upload.

    Whether one attempt fails is a hash of the seed, the part, the chunk and the attempt: no order of threads and no
    clock changes it.
    """

    noise: float = 0.0
    jobs: float = 0.0
    cache: float = 0.0
    upload: float = 0.0
    seed: int = 1

    def strikes(self, part: Part, key: ChunkKey, attempt: int) -> bool:
        """Whether this attempt at this chunk fails in this part."""
        share: float = getattr(self, part)
        if share <= 0.0:
            return False
        text = struct.pack("<5q", self.seed, *key, attempt) + part.encode()
        drawn = int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")
        return drawn < share * 2.0**64


NO_FAULTS = Faults()
