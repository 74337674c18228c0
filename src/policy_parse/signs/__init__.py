"""What a line of a plan looks like: the signs by which readers and rules tell one kind from another."""
