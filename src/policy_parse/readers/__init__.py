"""Bytes to Document: one module a format, loaded when first used."""
