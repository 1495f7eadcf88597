"""Compiled searches over fact words."""
