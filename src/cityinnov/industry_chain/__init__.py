"""A chain of activities that supply each other, the firms placed in them, and what a city has of them."""
