"""What to show, as data: draw lists, plates, rings and HUD blocks that a project writes and the editor draws."""
