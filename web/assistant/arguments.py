"""The arguments of a tool, read as the query string of an address is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from web.errors import BadParameter
from web.parameters import Parameter
from web.request_search import number, single


class Arguments:
    """Raises BadParameter for what the tool does not take: an assistant can mend that itself."""

    def __init__(self, given: Mapping[str, Any], taken: Sequence[Parameter]) -> None:
        known = {parameter.name: parameter for parameter in taken}
        for name, value in given.items():
            if name not in known:
                takes = f"It takes: {', '.join(known)}." if known else "It takes none."
                raise BadParameter(name, str(value), f"The tool takes no such argument. {takes}")
        self._values = {
            name: _texts(known[name], value) for name, value in given.items() if value is not None
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def getlist(self, key: str) -> Sequence[str]:
        return self._values.get(key, [])

    def text(self, name: str) -> str:
        return single(self, name)

    def needed(self, name: str, remedy: str) -> str:
        value = self.text(name)
        if not value:
            raise BadParameter(name, value, remedy)
        return value

    def number(self, parameter: Parameter) -> int:
        """Within the bounds that the parameter's schema sets."""
        bounds = parameter.schema
        return number(self, parameter.name, bounds["default"], bounds["minimum"], bounds["maximum"])


def _texts(parameter: Parameter, value: Any) -> list[str]:
    values = value if parameter.repeats and isinstance(value, list) else [value]
    for each in values:
        if isinstance(each, bool) or not isinstance(each, str | int):
            wanted = "a list of texts" if parameter.repeats else "a text or a whole number"
            raise BadParameter(parameter.name, str(value), f"Give {wanted}.")
    return [str(each) for each in values]
