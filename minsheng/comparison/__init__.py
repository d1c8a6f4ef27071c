"""县区对比: the units directly below a place, compared fairly or not at all."""
