"""Agent access as a person sees it: the window that starts it, the light in the status bar, what agents send."""
