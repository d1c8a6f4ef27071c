"""会议演示: a chosen list of figures, one a screen, each with what a leader asks of it."""
