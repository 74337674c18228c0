"""Times: what a text says of when something is to be done."""
