"""Where panels stand: docks and their heads, the panels in them, the workspaces that arrange them."""
