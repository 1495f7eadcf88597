"""Which findings matter: rules as data, the first that fits gives the priority and its reason."""
