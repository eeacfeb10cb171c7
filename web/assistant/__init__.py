"""Assistants ask the archive through tools, over the Model Context Protocol."""
