"""What a screen reader says of the checker page. Part of `make test-all`."""
