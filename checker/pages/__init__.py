"""What the build writes on pages: tables, comparison, evidence, glossary terms, notices."""
