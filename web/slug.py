"""Names as a part of an address: plain letters that last as long as the name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

_DIGITS = 6
"""Of a SHA-256, that tell apart names with the same letters."""


@dataclass(frozen=True, slots=True)
class Address:
    """What stands for a name in an address."""

    slug: str
    former: tuple[str, ...] = ()
    """Others that may have stood for it, when it had a namesake or had none."""


class Addressed(Protocol):
    @property
    def address(self) -> Address: ...


Thing = TypeVar("Thing", bound=Addressed)


def slug(name: str, otherwise: str) -> str:
    """``children-and-families``; ``otherwise`` where the name has no letter that an address can hold."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("'", ""))
    letters = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or otherwise


def addresses(names: Mapping[str, str], otherwise: str) -> dict[str, Address]:
    """Each key's address, made from its name.

    Of namesakes, every one has a few digits besides that its key alone decides: an address never passes
    from one to another, whatever comes or goes.
    """
    plain = {key: slug(name, otherwise) for key, name in names.items()}
    uses = Counter(plain.values())
    found: dict[str, Address] = {}
    for key, letters in plain.items():
        digits = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
        told_apart = f"{letters}-{digits}"
        is_alone = uses[letters] == 1
        own, other = (letters, told_apart) if is_alone else (told_apart, letters)
        found[key] = Address(own, (other,))
    return found


def at_address(sought: str, every: Iterable[Thing]) -> Thing | None:
    """What an address leads to; an older one leads there too while it can mean nothing else."""
    former: list[Thing] = []
    for each in every:
        if each.address.slug == sought:
            return each
        if sought in each.address.former:
            former.append(each)
    return former[0] if len(former) == 1 else None
