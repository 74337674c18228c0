"""Plans collected in one SQLite file: the flat tables, each plan whole beside them, its corrections, ready queries."""
