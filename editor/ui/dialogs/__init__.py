"""Questions of every kind: one shape with the safe answer as the default, for names and folders too."""
