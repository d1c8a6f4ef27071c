"""通报: what a place tells the units below it about a period, with the 考核评分 that goes with it."""
