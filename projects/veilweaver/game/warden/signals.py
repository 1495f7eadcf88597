"""What the Warden's court reports to an encounter: triggers, objectives and lines can wait for these."""

SIGNALS = (
    "warden_shifts",
    "warden_overrides",
    "warden_calls",
    "warden_calls_again",
    "warden_turns_shots",
    "warden_returns_blows",
)
