"""The grammar of languages written with letters."""
