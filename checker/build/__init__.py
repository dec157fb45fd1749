"""From what people write (Markdown, YAML, catalogues) to what the engine reads. CPython only."""
