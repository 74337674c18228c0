"""Pictures of pages, read by text recognition."""
