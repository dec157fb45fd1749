"""The proof is tested itself: what is broken on purpose must be found out."""
