"""Recorded reviews: keys in, sidecars out, for every key map that comes with the program."""
