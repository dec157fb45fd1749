"""Compiled policies and the words of each language, as files that the engine's edges read."""
