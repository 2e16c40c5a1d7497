"""The grammar of Chinese and Japanese."""
