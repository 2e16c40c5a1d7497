"""The reference page of the checks, from their own docstrings."""

from __future__ import annotations

from cityinnov.checks.registry import RULES
from cityinnov.checks.rule import Rule

__all__ = ["FAMILIES", "reference_page"]

#: What the first digit of a code stands for.
FAMILIES = {
    "C1": "Restatements",
    "C2": "Parts and wholes",
    "C3": "Growth",
    "C4": "Comparability",
    "C5": "Wording",
    "C6": "Time",
    "C7": "Provenance",
    "C8": "Money put in",
    "C9": "Accepted findings",
}

_HEAD = """\
# Checks

`cityinnov check FILE` runs them all; `--select C1,C503` only some, `--ignore` all but some. A note is to be known
before quoting, a warning says that a figure should not be quoted as it stands, an error that it cannot be true. The
command exits with 1 if there is a warning or an error.

A finding that stands as it is, is accepted in the case file, with the reason:

```yaml
accepted:
  - {check: C101, at: investments.nio-2020.amount, because: The dollars are the article's own.}
```

This page is made of the docstrings of the checks: `cityinnov checks --format markdown > docs/reference/checks.md`.
Each example runs as a test: one that fires, and one that does not.
"""


def reference_page() -> str:
    """All checks with code, severity, what they find and why, and examples, as Markdown.

    Examples
    --------
    >>> reference_page().startswith("# Checks")
    True
    """
    rows = [
        f"| [{rule.code}](#{_anchor(rule)}) | {rule.name} | {rule.severity} | {rule.summary} |"
        for rule in RULES.values()
    ]
    table = "\n".join(["| code | name | severity | finds |", "|---|---|---|---|", *rows])
    sections = []
    for beginning, family in FAMILIES.items():
        rules = [rule for rule in RULES.values() if rule.code.startswith(beginning)]
        sections.append(f"## {family}\n\n" + "\n".join(map(_section, rules)))
    return f"{_HEAD}\n{table}\n\n" + "\n".join(sections).rstrip("\n")


def _anchor(rule: Rule) -> str:
    return f"{rule.code} {rule.name}".lower().replace(" ", "-")


def _section(rule: Rule) -> str:
    """A rule as Markdown: its docstring, the numpydoc headings as bold words, the examples as a code block."""
    text, _, examples = rule.documentation.partition("Examples\n--------\n")
    text = text.replace("References\n----------\n", "**References.** ").rstrip()
    return f"### {rule.code} {rule.name}\n\n*{rule.severity}* · {text}\n\n```python\n{examples.rstrip()}\n```\n"
