"""``minutebook serve``: the pages and the API, until it is stopped."""

from __future__ import annotations

import argparse
import sys

import uvicorn

from indexer.library import Library
from web.app import create_app


def run(options: argparse.Namespace) -> int:
    library = Library.open(options.archive)
    sys.stderr.write(f"Minutebook is at http://{options.host}:{options.port}/ (Ctrl-C stops it)\n")
    uvicorn.run(
        create_app(library, options.site),
        host=options.host,
        port=options.port,
        log_level="warning",
        server_header=False,
    )
    library.close()
    return 0
