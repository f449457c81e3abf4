"""Boxes on a page, and the turns between how a PDF places text and how a reader sees it.

Coordinates are points from the top left corner, y downwards. Does not know text or pdfium's pages.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A rectangle in PDF user space (y upwards), looked at after `quarters` turns to the right."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int = 0

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarters % 2 else (width, height)

    def placed(self, x0: float, low: float, x1: float, high: float) -> Box:
        """A user-space box as seen in this frame."""
        match self.quarters:
            case 0:
                return Box(
                    x0=x0 - self.left, top=self.top - high, x1=x1 - self.left, bottom=self.top - low
                )
            case 1:
                return Box(
                    x0=low - self.bottom,
                    top=x0 - self.left,
                    x1=high - self.bottom,
                    bottom=x1 - self.left,
                )
            case 2:
                return Box(
                    x0=self.right - x1,
                    top=low - self.bottom,
                    x1=self.right - x0,
                    bottom=high - self.bottom,
                )
        return Box(
            x0=self.top - high, top=self.right - x1, x1=self.top - low, bottom=self.right - x0
        )
