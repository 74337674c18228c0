"""Text with tables written as HTML between its lines, as Markdown is and as programs that read PDFs write it."""
