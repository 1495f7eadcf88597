"""Makes fixes so that nothing is lost: the undo record first, then the file, then the compiler, then the log."""
