"""How the documentation is built: offline, from these pages and the library itself, with warnings as errors."""

import re
import sys
from pathlib import Path

from sphinx.application import Sphinx

import cityinnov

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "cityinnov"
author = "The cityinnov maintainers"
copyright = f"{author}; Apache-2.0"
release = version = cityinnov.__version__

extensions = [
    "myst_nb",  # Markdown, and pages that are notebooks
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "mathml",
    "vocabularies",
    "case_fields",
    "api",
]
exclude_patterns = ["_build", "_extensions"]

html_math_renderer = "mathml"
html_theme = "furo"
html_title = "cityinnov"
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["cityinnov.css"]

myst_enable_extensions = ["deflist", "dollarmath"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_mime_priority_overrides = [("html", "image/svg+xml", 0)]

# Docstrings are numpydoc; single backticks in them are code.
default_role = "code"
napoleon_google_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
autodoc_member_order = "bysource"
autodoc_typehints = "none"  # the docstrings say the types, in words
autodoc_class_signature = "separated"  # and the fields of a class stand in its parameters
add_module_names = False
python_maximum_signature_line_length = 88
toc_object_entries = False  # headings are enough


def without_last_line(app: Sphinx, page: str, source: list[str]) -> None:
    """A session ends with an empty line, so that doctest does not read the fence; readers need not see it."""
    source[0] = re.sub(r"\n\n```$", "\n```", source[0], flags=re.MULTILINE)


def setup(app: Sphinx) -> None:
    app.connect("source-read", without_last_line)
