"""From a verdict to what a person or a script reads, in one language."""
