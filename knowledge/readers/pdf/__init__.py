"""Reads PDF files: `parse` makes the Pages, `boxes.boxes` finds a passage again on its page.

characters → words → cells and lines → columns → tables and prose, a module for each step.
"""

from knowledge.readers.pdf.reader import opened, parse

__all__ = ["opened", "parse"]
