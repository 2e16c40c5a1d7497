"""A policy instrument: how it is classified, and what it costs for what it brings."""
