"""Playtests: many seeded runs of an encounter, by autopilot, as it is and with some of its numbers set otherwise."""
