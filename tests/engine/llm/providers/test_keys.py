"""Keys: where they lie, and that they never show themselves."""

import copy
import json
import pickle
from dataclasses import asdict, dataclass

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from pydantic import ValidationError

from engine.llm.providers.keys import KeyMissingError, find_key, forget_key, has_key, keyring_title, store_key
from engine.llm.providers.secret import HIDDEN, Screen, Secret, looks_like_key
from engine.llm.providers.settings import KeyPlace, ProviderSettings

PLANTED = "sk-planted-4711"


class KeptInMemory(KeyringBackend):
    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("none")


@pytest.fixture
def ring():
    before = keyring.get_keyring()
    ring = KeptInMemory()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@dataclass
class Holder:
    key: Secret


def test_a_secret_shows_itself_to_no_printer():
    key = Secret(PLANTED)

    shown = [repr(key), str(key), f"{key}", f"{key:>30}", "%s" % key, repr([key]), repr(Holder(key)), ascii(key)]  # noqa: UP031
    shown += [repr(asdict(Holder(key))), repr(copy.copy(key)), repr(copy.deepcopy(key))]

    assert not [each for each in shown if PLANTED in each]
    assert key.reveal() == PLANTED
    assert key == Secret(PLANTED) != Secret("another")


@given(st.text("skp-x", max_size=60), st.sampled_from(["skp-s", "sk", "pp"]), st.data())
def test_a_screen_lets_all_through_but_the_key_however_it_is_cut(text: str, key: str, data: st.DataObject):
    screen, shown, left = Screen(Secret(key)), "", text
    while left:
        size = data.draw(st.integers(1, len(left)))
        shown += screen.passed(left[:size])
        assert key not in shown
        left = left[size:]
    assert shown + screen.rest() == text.replace(key, HIDDEN)
    assert Screen(None).passed(text) == text


@pytest.mark.parametrize("write", [pickle.dumps, json.dumps])
def test_a_secret_can_not_be_written(write: object):
    with pytest.raises(TypeError):
        write(Secret(PLANTED))


@pytest.mark.parametrize("text", ["", " ", "key\n", " key", "ke\ny"])
def test_what_was_copied_wrongly_is_no_key(text: str):
    with pytest.raises(ValueError, match="the key alone"):
        Secret(text)


def test_a_key_in_the_environment_is_found():
    found = find_key(KeyPlace(kind="environment", name="MY_KEY"), {"MY_KEY": f"{PLANTED}\n"})

    assert found == Secret(PLANTED)


def test_a_key_that_is_not_there_is_told_with_what_to_do():
    with pytest.raises(KeyMissingError, match=r"variable MY_KEY holds no key\. Set it"):
        find_key(KeyPlace(kind="environment", name="MY_KEY"), {})


def test_no_key_is_looked_for_where_none_is_needed():
    assert find_key(KeyPlace(), {"OPENAI_API_KEY": PLANTED}) is None


def test_a_key_is_kept_found_and_forgotten_in_the_key_ring(ring: KeptInMemory):
    place = KeyPlace(kind="keyring", name="openai")
    store_key("openai", Secret(PLANTED))
    found = find_key(place)
    assert has_key(place)
    forget_key("openai")
    assert not has_key(place)
    forget_key("openai")

    assert found == Secret(PLANTED)
    assert not ring.kept
    with pytest.raises(KeyMissingError, match="no key named 'openai'"):
        find_key(place)


def test_a_computer_without_a_key_ring_is_told(ring: KeptInMemory):
    keyring.set_keyring(NoKeyring())

    with pytest.raises(KeyMissingError, match=r"can't be used.*environment variable"):
        find_key(KeyPlace(kind="keyring", name="openai"))
    with pytest.raises(KeyMissingError, match="can't be used"):
        store_key("openai", Secret(PLANTED))
    with pytest.raises(KeyMissingError, match="can't be used"):
        keyring_title()


def test_a_key_ring_that_hides_nothing_is_none(ring: KeptInMemory):
    assert keyring_title() == ring.name
    keyring.set_keyring(type("PlaintextKeyring", (KeptInMemory,), {})())

    with pytest.raises(KeyMissingError, match=r"plain text.*environment variable"):
        keyring_title()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"address": "ftp://here"}, "http"),
        ({"address": "https://user:pass@here"}, "no user, password"),
        ({"address": "https://here?key=1"}, "no user, password"),
        ({"address": "http://elsewhere.example/v1"}, "https:// alone"),
        ({"key": {"kind": "environment"}}, "has a name"),
        ({"key": {"kind": "environment", "name": PLANTED}}, "not the key itself"),
        ({"key": "sk-planted"}, "KeyPlace"),
        ({"api_key": "sk-planted"}, "Extra inputs"),
    ],
)
def test_settings_that_would_lose_a_key_are_refused(change: dict, words: str):
    sound = {"name": "Mine", "address": "https://here/v1", "model": "m", "key": {"kind": "keyring", "name": "mine"}}
    ProviderSettings.model_validate(sound)

    with pytest.raises(ValidationError, match=words):
        ProviderSettings.model_validate({**sound, **change})


@pytest.mark.parametrize(
    ("address", "local"),
    [("http://127.0.0.1:1/v1", True), ("http://localhost:1", True), ("http://[::1]:1", True), ("https://a.b", False)],
)
def test_it_is_known_what_leaves_this_computer(address: str, local: bool):
    assert ProviderSettings(name="Mine", address=address, model="m").is_local is local


@pytest.mark.parametrize(
    "pasted",
    [
        PLANTED,
        "sk-ant-api03-Ab9_xY",
        "AIzaSyD4711",
        "0f9d3c7b1a2e4d5f6071829304152637",
        f"x.{'aB3' * 8}",
        f" {PLANTED}",
    ],
)
def test_a_key_that_stands_where_its_name_belongs_is_never_repeated(ring: KeptInMemory, pasted: str):
    places = [KeyPlace(kind="keyring", name=pasted)]
    if pasted.isidentifier():
        places.append(KeyPlace(kind="environment", name=pasted))
    for place in places:
        with pytest.raises(KeyMissingError) as missing:
            find_key(place, {})
        assert "looks like a key itself" in str(missing.value)
        assert pasted.strip() not in str(missing.value)
    with pytest.raises(KeyMissingError, match="looks like a key itself"):
        store_key(pasted, Secret(PLANTED))
    assert not ring.kept


@pytest.mark.parametrize(
    "name",
    [
        "openai",
        "OPENAI_API_KEY",
        "ANTHROPIC_API_KEY_2",
        "my work key",
        "claude-sonnet-4-5-20250929",
        "qwen2.5-coder:7b",
    ],
)
def test_names_are_no_keys(name: str):
    assert not looks_like_key(name)
