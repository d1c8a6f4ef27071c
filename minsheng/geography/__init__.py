"""Places: codes, names, what lies below what, and what became of each."""
