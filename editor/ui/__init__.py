"""The window: docks, dialogs, palette, theme; everything here draws and nothing here decides."""
