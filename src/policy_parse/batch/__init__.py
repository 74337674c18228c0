"""Many documents in one call: which they are, worker processes that read them, and what became of each."""
