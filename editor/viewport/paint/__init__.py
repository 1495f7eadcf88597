"""What is painted over the picture at full resolution: names, labels, HUD, chips; QPainter only."""
