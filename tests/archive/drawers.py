"""A drawer that does what the page's number tells it to: what hostile files do to one."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from archive.page_drawer import draw
from archive.serving import answer_all
from tests.archive.pdf_print import drawn

CRASH, HANG, GROW, FAIL, PLAIN = range(1, 6)


def misdraw(request: Any) -> dict[str, object]:
    match request["page"]:
        case 1:
            os.abort()
        case 2:
            time.sleep(600)
        case 3:
            held = []
            while True:
                held.append(bytearray(10_000_000))
        case 4:
            raise ZeroDivisionError
    sys.stdout.write("drawn\n")
    return draw(drawn([(72, 100, "A page.")]), 1)


if __name__ == "__main__":
    answer_all(misdraw)
