"""Starts the program: `python -m editor`, and the entry point of the frozen application."""

import multiprocessing

from editor.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
