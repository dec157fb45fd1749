"""What the site needs beyond its pages; hooks for MkDocs, which only hand over."""
