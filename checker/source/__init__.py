"""A saved copy of the vendor's text beside the ledger of its passages: what has changed, and what depends on that."""
