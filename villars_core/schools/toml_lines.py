"""Finds the line of a key in a TOML file, so that each mistake is told with its line; the TOML reader itself keeps none."""

import re

from villars_core.schools.tables import Path

_OPENS = re.compile(r"\{")


def line_of(path: Path, text: str) -> int | None:
    """Return the line, from 1, of the value that a path of names and numbers leads to; None where the path is empty.

    A name leads to its header or its key, a number to the n-th table of a list; what cannot be followed further stays where it is.
    """
    if not path:
        return None
    lines = text.splitlines()
    first, last = 0, len(lines)
    names: list[str] = []
    position = 0
    while position < len(path):
        name = str(path[position])
        number = path[position + 1] if position + 1 < len(path) and isinstance(path[position + 1], int) else None
        found = _header([*names, name], number, lines[first:last])
        if found is None and number is None and _leads_on([*names, name], path[position + 1 :], lines[first:last]):
            names.append(name)
            position += 1
            continue
        if found is None:
            return _key(name, number, lines, first, last) + 1
        begins, ends = found
        first, last = first + begins, min(first + ends, last)
        names.append(name)
        position += 1 if number is None else 2
    return first + 1


def _header(names: list[str], number: str | int | None, lines: list[str]) -> tuple[int, int] | None:
    """Return where a table's own lines begin and end: its header, and the next table that is not part of it."""
    dotted = re.escape(".".join(names))
    opening = re.compile(rf"\s*\[\[\s*{dotted}\s*\]\]" if isinstance(number, int) else rf"\s*\[\s*{dotted}\s*\]")
    inner = re.compile(rf"\s*\[+\s*{dotted}\.")
    headers = [one for one, line in enumerate(lines) if opening.match(line)]
    wanted = number if isinstance(number, int) else 0
    if wanted >= len(headers):
        return None
    begins = headers[wanted]
    after = (one for one in range(begins + 1, len(lines)) if lines[one].lstrip().startswith("[") and not inner.match(lines[one]))
    return begins, next(after, len(lines))


def _leads_on(names: list[str], rest: Path, lines: list[str]) -> bool:
    """Tell whether a table without a header of its own has one further down the path."""
    if not rest or isinstance(rest[0], int):
        return False
    return _header([*names, rest[0]], None, lines) is not None


def _key(name: str, number: str | int | None, lines: list[str], first: int, last: int) -> int:
    """Return the line of a key among a table's own lines; of the n-th inline table where a list of them follows."""
    pattern = re.compile(rf"\s*\"?{re.escape(name)}\"?\s*=")
    found = next((one for one in range(first, last) if pattern.match(lines[one])), None)
    if found is None:
        return first
    if not isinstance(number, int):
        return found
    seen = -1
    for one in range(found, last):
        seen += len(_OPENS.findall(lines[one]))
        if seen >= number:
            return one
    return found
