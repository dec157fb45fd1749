"""From a policy and some answers to a verdict, in ids."""
