"""What a document says about itself: header, outline, tables."""
