"""How a screen reader reads the checker page. Part of `make test-all`."""
