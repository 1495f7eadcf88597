"""Measures two commits by turns on this machine, before anybody is told that one is slower."""
