"""Reads PDF files: `parse` makes the Pages, `view.view` shows a page with a passage marked on it.

characters → words → cells and lines → columns → tables and prose, a module for each step.
"""

from knowledge.readers.pdf.reader import opened, parse

__all__ = ["opened", "parse"]
