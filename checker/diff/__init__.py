"""What changes between two versions of a policy: which answer sets, which clauses cause it, who it concerns."""
