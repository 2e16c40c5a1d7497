"""Formulas as MathML, which browsers draw by themselves: no script, and nothing fetched when a page is read."""

from __future__ import annotations

import re

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

logger = logging.getLogger(__name__)


def _written(node: nodes.Element, *, as_block: bool) -> str:
    # the converter asks on which side a large delimiter stands; for its size either will do
    text = node.astext().replace(r"\Big", r"\Bigl")
    try:
        return tex2mathml(text, as_block=as_block)
    except MathError as error:
        logger.warning("a formula cannot be drawn: %s", error, location=node)
        return ""


def _inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(_written(node, as_block=False))
    raise nodes.SkipNode


def _block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(_written(node, as_block=True))
    raise nodes.SkipNode


FORMULA = re.compile(r"^\.\. math:: .+(?:\n.+)*", re.MULTILINE)


def _unwrapped(app: Sphinx, what: str, name: str, thing: object, options: object, lines: list[str]) -> None:
    """A formula that a docstring wraps, at whatever indent, is one formula."""
    lines[:] = FORMULA.sub(lambda formula: " ".join(formula[0].split()), "\n".join(lines)).split("\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("autodoc-process-docstring", _unwrapped)
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
