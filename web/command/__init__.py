"""The ``minutebook`` command."""

from web.command.main import main

__all__ = ["main"]
