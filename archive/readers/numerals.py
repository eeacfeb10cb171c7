"""List numbers as HTML and Word print them: 1, a, A, i, I."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def printed_number(number: int, style: str) -> str:
    """A number in one of HTML's list styles; one that the style cannot print stays in figures.

    >>> printed_number(4, "i"), printed_number(28, "a"), printed_number(7, "1")
    ('iv', 'ab', '7')
    """
    if style in ("a", "A") and number > 0:
        return _letters(number, style)
    if style in ("i", "I") and 0 < number < 4000:
        roman = _roman(number)
        return roman if style == "i" else roman.upper()
    return str(number)


def _letters(number: int, first: str) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord(first) + rest) + letters
    return letters


def _roman(number: int) -> str:
    roman = ""
    for value, letters in _ROMAN:
        roman += letters * (number // value)
        number %= value
    return roman
