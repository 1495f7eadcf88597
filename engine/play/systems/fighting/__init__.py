"""How harm is done, taken and mended: attacks, wounds, falls and revival."""
