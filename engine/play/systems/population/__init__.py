"""Neutral people who walk from one gathering place to another."""
