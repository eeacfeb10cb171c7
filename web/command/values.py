"""Values typed after options, refused in words where they mean nothing."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentTypeError
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from web.dates import Period, period
from web.language import Words
from web.request_search import DATE_REMEDY
from web.settings import port_number

Choice = TypeVar("Choice", bound=StrEnum)


def port(text: str) -> int:
    try:
        return port_number(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def first_day(text: str) -> dt.date:
    return _period(text)[0]


def last_day(text: str) -> dt.date:
    return _period(text)[1]


def one_of(choices: type[Choice], labels: Words[Choice]) -> Callable[[str], Choice]:
    """As programs name it ("annual-report"), or as the pages do ("Annual report")."""
    named = {str(each): each for each in choices} | {
        labels[each].casefold(): each for each in choices
    }

    def read(text: str) -> Choice:
        if text.casefold() in named:
            return named[text.casefold()]
        every = ", ".join(f"{each} ({labels[each]})" for each in choices)
        raise ArgumentTypeError(f"“{text}” is none of these: {every}.")

    return read


def _period(text: str) -> Period:
    try:
        return period(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no date. {DATE_REMEDY}") from None
