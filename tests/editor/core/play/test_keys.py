"""Which keys do what in the running game: defaults, the user's own choice, keys that two would share."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.play.keys import MOUSE_TITLES, NAMED, ROLES, TAKEN, PlayKeys, is_key
from editor.core.settings.settings import Settings
from engine.world.ids import DASH, RANGED

KEYS = st.sampled_from(sorted([*"abcdefghijklmnopqrstuvwxyz0123456789", *NAMED, *MOUSE_TITLES]))
STEPS = st.lists(st.tuples(st.sampled_from([role.id for role in ROLES]), KEYS | st.none()), max_size=12)


@given(STEPS)
def test_no_key_ever_does_two_things(steps):
    own: dict[str, list[str]] = {}
    for role, key in steps:
        keys = PlayKeys(own)
        own = keys.as_default(role) if key is None else keys.with_key(role, key)
        after = PlayKeys(own)
        if key is not None:
            assert key in after.by_role[role]
            assert after.sharing(role, key) == []
    bound = [key for keys in PlayKeys(own).by_role.values() for key in keys]
    assert len(bound) == len(set(bound))


def test_the_defaults_are_told_as_people_read_them():
    keys = PlayKeys()
    assert keys.keys_of(RANGED) == "Right click, E"
    assert keys.walking == "W A S D"
    assert PlayKeys(keys.without("dash")).keys_of(DASH) == "no key"


def test_who_gets_a_key_takes_it_from_whoever_had_it():
    own = PlayKeys().with_key("dash", "f")
    assert own == {"dash": ["space", "f"], "use": []}
    assert PlayKeys(own).as_default("use") == {}, "the default of one is back, and the other is as it was"


@pytest.mark.parametrize("key", [*TAKEN, "f5", "mouse ", ""])
def test_a_key_that_the_game_cannot_have_is_refused_with_a_reason(key):
    with pytest.raises(ValueError, match=r"\."):
        PlayKeys().with_key("dash", key)


def test_own_keys_live_in_the_settings_and_nonsense_in_the_file_is_passed_over(tmp_path: Path):
    path = tmp_path / "settings.json"
    Settings(path).set_play_keys(PlayKeys().with_key("dash", "x"))
    assert PlayKeys(Settings(path).play_keys).by_role["dash"] == ("space", "x")

    path.write_text('{"appearance": {"theme": "pink"}, "play_keys": {"dash": ["x", 3, "f99"], "fly": ["z"], "use": 1}}')
    keys = PlayKeys(Settings(path).play_keys)
    assert keys.by_role["dash"] == ("x",)
    assert keys.by_role["use"] == ("f",)
    assert not keys.uses("z")
    assert not is_key("f99")
