"""How long it takes until the checker's verdict stands on the page, beside bounds. `make bench` runs it."""
