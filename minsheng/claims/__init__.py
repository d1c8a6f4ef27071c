"""What a text claims: its statistical figures with place, time, indicator and the interval each admits. No store, no model."""
