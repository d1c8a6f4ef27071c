"""Capacity and coverage: what a place's services reach, as cards, flow tables and funnels that ``data/capacity`` lists."""
