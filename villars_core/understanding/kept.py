"""Keeps what is worked out of a value that never changes, beside the value."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

_Made = TypeVar("_Made")


class kept(Generic[_Made]):  # noqa: N801 (a decorator, named as such)
    """A property worked out once; `functools.cached_property` does the same, but takes a lock for each, many times a message."""

    def __init__(self, work: Callable[[Any], _Made]) -> None:
        """Take what works the property out."""
        self._work, self._name = work, work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, one: None, owner: type) -> "kept[_Made]": ...

    @overload
    def __get__(self, one: object, owner: type) -> _Made: ...

    def __get__(self, one: object | None, owner: type) -> "kept[_Made] | _Made":
        """Work it out and lay it in the instance, where Python finds it before this the next time."""
        if one is None:
            return self
        found = self._work(one)
        # Not through `__dict__`: an instance that was asked for it reads all its other fields more slowly from then on.
        object.__setattr__(one, self._name, found)
        return found
