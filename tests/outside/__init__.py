"""What checkers made by others say of the built site and its texts. Part of `make test-all`."""
