"""The work of sessions that ended without saving: offered, looked through, taken back."""
