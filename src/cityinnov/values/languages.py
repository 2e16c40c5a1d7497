"""Who says and reads figures in a language: found when they are first asked for.

Words stand on floors above figures, and nothing here imports upward. The package offers them as entry points of the
group `cityinnov.languages` (see pyproject.toml): Python's own way for what lies below to find what lies above, which
needs no registry that an import would have to fill.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cityinnov.errors import MissingDependencyError

if TYPE_CHECKING:
    from cityinnov.values.figure import Figure

__all__ = ["Formats", "Languages", "Parses", "spoken"]

GROUP = "cityinnov.languages"


class Formats(Protocol):
    """Says a figure in a language."""

    def __call__(self, figure: Figure, locale: Any, *, whole: bool, compact: bool, digits: int | None) -> str:
        """The figure in words."""


class Parses(Protocol):
    """Reads a figure that is said in a language."""

    def __call__(self, text: str, locale: Any) -> Figure:
        """The figure that the words say."""


class Languages(NamedTuple):
    """What figures need of languages."""

    format: Formats
    parse: Parses


@lru_cache(maxsize=1)
def spoken() -> Languages:
    """The formatter and the reader that are installed.

    Raises
    ------
    MissingDependencyError
        If cityinnov runs from files that are not installed, or from newer ones than are.

    Examples
    --------
    >>> spoken().format.__name__, spoken().parse.__name__
    ('format_figure', 'read_figure')
    """
    offered = entry_points(group=GROUP)
    try:
        return Languages(*(offered[name].load() for name in Languages._fields))
    except KeyError:
        raise MissingDependencyError(
            "cityinnov is not installed, or was before it knew languages",
            hint="install it (again): pip install -e .",
            module="cityinnov",
        ) from None
