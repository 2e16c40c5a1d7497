"""An anchor firm's suppliers: lists of them, where they count as local, and what share of them does."""
