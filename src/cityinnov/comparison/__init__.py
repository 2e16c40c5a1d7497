"""Comparison: indicators and metrics across cities or cases, in order as far as the bounds decide it."""
