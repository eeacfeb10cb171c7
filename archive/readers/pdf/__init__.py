"""Reads PDFs: printed minutes, reports and annual reports."""

from archive.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
