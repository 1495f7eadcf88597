"""Work that was not saved: the journal, automatic copies, and how both are brought back."""
