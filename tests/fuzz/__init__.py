"""Hostile input: links and requests to the worker that nobody would write, and what must come of them."""
