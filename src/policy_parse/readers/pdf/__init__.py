"""PDF through pdfium."""
