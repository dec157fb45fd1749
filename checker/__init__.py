"""Support Coverage: is this issue supported, for whom, by which channel, and which clause says so."""

__version__ = "1.0.0"
