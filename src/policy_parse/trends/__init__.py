"""Several plans → each indicator over years and offices."""
