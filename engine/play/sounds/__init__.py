"""Sounds that every project has."""
