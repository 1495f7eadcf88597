"""The suite: one file for each benchmark."""
