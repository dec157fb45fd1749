"""The engine: standard library only, no I/O, no clock; the same bytes run in CPython and in the browser."""
