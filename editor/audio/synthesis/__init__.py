"""Makes the sounds that ship with the program, from formulas: nothing recorded, nothing borrowed."""
