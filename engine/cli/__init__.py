"""Verbs of the program that need no screen, one file each."""
