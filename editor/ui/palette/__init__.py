"""The command palette: what it finds, how it ranks it, how it shows it."""
