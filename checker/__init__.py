"""Support Coverage: whether support covers an issue, who gets it, how to reach it, and which clause says so."""

__version__ = "1.0.0"
