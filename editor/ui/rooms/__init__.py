"""The built-in docks of the window, one folder each, in the shape of panels."""
