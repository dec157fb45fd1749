"""The proof: every reachable combination of answers of a policy explored, and the properties that all must have."""
