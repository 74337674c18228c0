"""Text to values with spans: units, targets, deadlines, names."""
