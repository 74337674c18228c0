"""What a reader yields: pieces in reading order, laid out once as one text with blocks."""

from policy_parse.document.blocks import Document, DocumentBlock, Notice
from policy_parse.document.build import build_document
from policy_parse.document.pieces import Alignment, Cell, Paragraph, Piece, Table

__all__ = ["Alignment", "Cell", "Document", "DocumentBlock", "Notice", "Paragraph", "Piece", "Table", "build_document"]
