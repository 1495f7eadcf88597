"""Builders of commands for everyday changes: to entities, to whole files, and from one place to another."""
