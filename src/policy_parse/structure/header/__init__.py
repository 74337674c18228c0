"""Front and back matter: titles, number, issuers, recipients, dates."""
