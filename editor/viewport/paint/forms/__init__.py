"""The forms of HUD blocks: how a block is measured and painted, one file for each form."""
