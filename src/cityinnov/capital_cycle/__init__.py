"""What a sponsor's money led into, what came back, and what of it went out again."""
