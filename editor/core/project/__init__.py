"""The project that is open: opened, shown, copied, locked, trusted."""
