"""User space of a PDF page to the frame that it is read in: origin at the top left, turned upright."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class ReadingFrame:
    """The page's box in user space, and the quarter turns (clockwise) after which its text is upright."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space in the reading frame."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def user_point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the reading frame in user space."""
        if self.turn == 0:
            return x + self.left, self.top - y
        if self.turn == 1:
            return y + self.left, x + self.bottom
        if self.turn == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)
