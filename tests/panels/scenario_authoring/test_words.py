"""Changes of a rate in words."""

from panels.scenario_authoring.words import points


def test_a_change_has_its_sign_and_none_has_none():
    assert [points(share) for share in (0.0, -0.001, 0.12, -0.5)] == ["0", "0", "+12", "\N{MINUS SIGN}50"]
