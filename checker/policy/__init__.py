"""From what people write (Markdown and YAML) to a compiled policy, or a report of everything wrong with it."""
