"""Fixed pages, whoever drew them: from glyphs and ruling lines to paragraphs and tables."""
