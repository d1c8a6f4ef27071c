"""What a few typed words ask for: where, when, which figure. Deterministic, offline, never a guess at a value."""
