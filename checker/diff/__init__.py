"""What changes between two versions of a policy: which answer sets, by which clauses, for whom."""
