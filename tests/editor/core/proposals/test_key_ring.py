"""The key-ring as the settings use it, while it waits for its owner to unlock it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.errors import KeyringLocked

from editor.core.jobs import Jobs
from editor.core.proposals.key_ring import AT_WORK, KeyRing
from editor.core.settings.settings import Settings
from engine.llm.providers.keys import SERVICE
from tests.engine.llm.providers.test_keys import KeptInMemory

PATIENCE_S = 20.0
PLANTED = "sk-planted-4711"


class AsksItsOwner(KeptInMemory):
    """Puts nothing away before it was unlocked."""

    def __init__(self) -> None:
        super().__init__()
        self.unlocked = threading.Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        assert self.unlocked.wait(PATIENCE_S)
        self.kept[service, username] = password


@pytest.fixture
def ring() -> Iterator[AsksItsOwner]:
    before, made = keyring.get_keyring(), AsksItsOwner()
    keyring.set_keyring(made)
    yield made
    made.unlocked.set()
    keyring.set_keyring(before)


def settle(jobs: Jobs, service: KeyRing) -> None:
    """Let the window's beats come until the key-ring has answered."""
    beat = threading.Event()
    for _ in range(10_000):
        jobs.pump()
        if not service.is_busy:
            return
        beat.wait(0.002)
    raise AssertionError("no answer came")


def test_a_name_that_is_looked_for_meanwhile_waits_until_the_key_is_put_away(tmp_path: Path, ring: AsksItsOwner):
    settings, jobs = Settings(tmp_path / "settings.json"), Jobs()
    service = KeyRing(jobs, settings)
    assert service.store("openai", PLANTED) == ""
    assert service.look("openai") == ""
    assert service.look("another") == ""
    assert service.store("openai", "sk-second-4711") == AT_WORK
    service.forget("openai")
    ring.unlocked.set()
    settle(jobs, service)
    assert ring.kept == {(SERVICE, "openai"): PLANTED}
    assert (settings.assistant.key_in, settings.assistant.key_name) == ("keyring", "openai")
    assert (service.told.name, service.told.has_key) == ("another", False)
    service.look("openai")
    settle(jobs, service)
    assert service.told.has_key
    jobs.close()


def test_why_a_key_was_not_stored_is_told_beside_what_is_found_of_another_name(tmp_path: Path):
    class Refusing(AsksItsOwner):
        def set_password(self, service: str, username: str, password: str) -> None:
            assert self.unlocked.wait(PATIENCE_S)
            raise KeyringLocked

    settings, jobs, before, made = Settings(tmp_path / "settings.json"), Jobs(), keyring.get_keyring(), Refusing()
    made.kept[SERVICE, "another"] = PLANTED
    keyring.set_keyring(made)
    try:
        service = KeyRing(jobs, settings)
        service.store("openai", PLANTED)
        service.look("another")
        made.unlocked.set()
        settle(jobs, service)
        assert (service.told.name, service.told.has_key) == ("another", True)
        assert "KeyringLocked" in service.told.problem
        service.look("another")
        settle(jobs, service)
        assert service.told.problem == "", "it is told once"
    finally:
        jobs.close()
        keyring.set_keyring(before)
