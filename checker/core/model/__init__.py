"""What is known: policies compiled, their diagrams, dates, and the words of a language. It decides nothing."""
