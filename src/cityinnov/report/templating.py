"""The templates of a report: Jinja2 with the words of a language, escaping everything that an author wrote.

HTML is escaped by Jinja2 itself; Markdown has its own escape, which every value of a template passes. Characters that
turn the direction of what follows, or that no reader can see, are replaced in both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from cityinnov.errors import MissingDependencyError
from cityinnov.report.speaker import Speaker, language_tag
from cityinnov.values.notebook import visible

__all__ = ["escaped_markdown", "rendered"]

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&!^@])")
_AT_START = re.compile(r"^([-+=:]|\d{1,9}(?=[.)](?:\s|$)))")


def escaped_markdown(text: str) -> str:
    r"""A text that Markdown, with tables and mathematics, shows as it is, in one line.

    Examples
    --------
    >>> print(escaped_markdown("# *a* | <b> [c](d)"), escaped_markdown("1. x"), escaped_markdown("- y"))
    \# \*a\* \| \<b\> \[c\](d) 1\. x \- y
    """
    line = _MARKDOWN.sub(r"\\\1", " ".join(visible(text).split()))
    if (start := _AT_START.match(line)) is None:
        return line
    return f"{start[0]}\\{line[start.end() :]}" if start[0].isdigit() else f"\\{line}"


def rendered(template: str, speaker: Speaker, **said: Any) -> str:
    """What there is to say, by one of the templates.

    Raises
    ------
    MissingDependencyError
        If Jinja2 is not installed.
    """
    spoken = speaker.messages
    text: str = (
        _environment(template.rpartition(".")[2] == "html")
        .get_template(template)
        .render(
            **said,
            speak=speaker,
            _=spoken.gettext,
            ngettext=spoken.ngettext,
        )
    )
    return text


@lru_cache(maxsize=2)
def _environment(is_html: bool) -> Any:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise MissingDependencyError.of("jinja2", "report") from None

    environment = Environment(
        loader=PackageLoader("cityinnov.report"),
        autoescape=is_html,
        finalize=_seen if is_html else _plain,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(raw=Raw, language_tag=language_tag)
    return environment


def _seen(value: Any) -> Any:
    """What a template prints as HTML, before it is escaped; what is markup already is the template's own."""
    return value if hasattr(value, "__html__") else visible(str(value))


class Raw(str):
    """Text of a template that is Markdown already."""

    __slots__ = ()


def _plain(value: Any) -> Any:
    """What a template prints as Markdown."""
    if isinstance(value, Raw):
        return str(value)
    return escaped_markdown(value if isinstance(value, str) else str(value))
