"""``minutebook serve``: the pages and the API, until it is stopped."""

from __future__ import annotations

import argparse
import errno
import gc
import socket
import sys
from contextlib import closing, suppress

import uvicorn

from web.app import create_app
from web.command.opening import opened

_PAGE = 20_000
"""Objects that a page is made of, about, all of them gone when it is sent: no need to look earlier."""


def run(options: argparse.Namespace) -> int:
    host, port = options.host, options.port
    with closing(opened(options)) as library, listening(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        sys.stderr.write(f"Minutebook is at http://{shown}:{port}/ (Ctrl-C stops it)\n")
        app = create_app(library, options.site)
        gc.freeze()  # all of this stays: it need not be looked through while questions are answered
        gc.set_threshold(_PAGE)
        config = uvicorn.Config(app, log_level="warning", server_header=False)
        with suppress(KeyboardInterrupt):  # uvicorn has ended in good order by then
            uvicorn.Server(config).run(sockets=[listener])
    return 0


def listening(host: str, port: int) -> socket.socket:
    """A socket that already listens, so that nobody is told of an address that cannot be had.

    Raises OSError with what to do about it.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family)
        # Each connection takes this over: an answer's body would else wait, by Nagle's algorithm, until
        # its headers are acknowledged, which takes a client some 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise OSError(
                f"Port {port} of {host} is in use. Stop what uses it, or give another: --port 8080"
            ) from error
        raise OSError(
            f"Cannot listen at {host}, port {port} ({error.strerror}). "
            "Give another address (--host) or port (--port)."
        ) from error
