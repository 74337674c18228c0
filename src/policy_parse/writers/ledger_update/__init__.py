"""A ledger that people work in, brought up to date with its plans: what they typed stays with the work."""
