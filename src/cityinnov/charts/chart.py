"""Chart: a drawing as SVG, PNG or a page of its own, without a browser and without the network.

The only module that knows Altair and vl-convert. PNG is drawn with the fonts of this machine, and of the directory that
is given; a script for which they have no letters is named in a warning and in a line below the picture.
"""

from __future__ import annotations

import os
import re
import unicodedata
import warnings
from functools import lru_cache
from html import escape
from typing import Any
from xml.etree import ElementTree

import attrs

from cityinnov.casefile.atomic import write_atomically
from cityinnov.errors import InputError, MissingDependencyError
from cityinnov.wording.locale import LocaleLike, locale_of

__all__ = ["ACCENT", "INK", "MUTED", "PAPER", "RULE", "Chart", "altair", "finished", "font", "undrawable_scripts"]

ACCENT, INK, MUTED, RULE, PAPER = "#1d5470", "#1c1f22", "#565c62", "#ddd8cd", "#fcfbf8"
# A name with a digit as its last word would have to be quoted, and one that is not makes the whole list void.
FONT = "Helvetica Neue, Arial, Liberation Sans, DejaVu Sans, sans-serif"
#: For Chinese, whose letters the fonts above do not have; one that has is to be asked first, or any is taken.
HAN_FONT = f"Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, {FONT}"

Fonts = str | os.PathLike[str] | None
Spec = dict[str, Any]


def font(locale: LocaleLike) -> str:
    """The fonts for a language, the best first."""
    return HAN_FONT if locale_of(locale).language in ("zh", "ja") else FONT


def altair() -> Any:
    """The library charts are described with.

    Raises
    ------
    MissingDependencyError
        If it is not installed.
    """
    try:
        import altair
    except ImportError:
        raise MissingDependencyError.of("altair", "viz") from None
    return altair


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise MissingDependencyError.of("vl_convert", "viz") from None
    return vl_convert


@attrs.frozen(slots=True, kw_only=True)
class Chart:
    """A chart, as a Vega-Lite specification or as an SVG drawing of our own.

    Parameters
    ----------
    title : str
        What it shows, in one line; the title of its page, and its text for who cannot see it.
    spec : dict or None
        Vega-Lite.
    drawing : str or None
        SVG, where there is no specification.

    Examples
    --------
    >>> drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    >>> Chart(title="nothing", drawing=drawing).svg() == drawing
    True
    """

    title: str
    spec: Spec | None = None
    drawing: str | None = None

    def svg(self, *, fonts: Fonts = None) -> str:
        """The chart as SVG, whose letters are drawn by whoever shows it.

        Parameters
        ----------
        fonts : path, optional
            A directory of fonts by which texts are measured.
        """
        if self.drawing is not None:
            return self.drawing
        _register(fonts)
        text: str = _converter().vegalite_to_svg(self.spec)
        return text

    def png(self, *, scale: float = 2.0, fonts: Fonts = None) -> bytes:
        """The chart as PNG.

        Parameters
        ----------
        scale : float, default 2.0
            Pixels per unit of the drawing.
        fonts : path, optional
            A directory of fonts to draw letters with, beside those of this machine.

        Warns
        -----
        UserWarning
            If there are no letters of a script here; the picture says so as well.
        """
        drawing = self.svg(fonts=fonts)
        if lacking := undrawable_scripts(drawing, fonts=fonts):
            note = f"no font here has the letters of {', '.join(lacking)}; give fonts=DIRECTORY"
            warnings.warn(note, UserWarning, stacklevel=2)
            drawing = _with_note(drawing, note)
        picture: bytes = _converter().svg_to_png(drawing, scale=scale)
        return picture

    def html(self) -> str:
        """The chart as one self-contained page; interactive where it has a specification."""
        if self.spec is not None:
            return _page(self.title, _converter().vegalite_to_html(self.spec, bundle=True))
        head = f'<!doctype html>\n<meta charset="utf-8">\n<title>{escape(self.title)}</title>\n'
        style = f"<style>body{{margin:1.5rem;background:{PAPER}}}svg{{max-width:100%;height:auto}}</style>\n"
        return f"{head}{style}{self.svg()}\n"

    def save(self, path: str | os.PathLike[str], *, scale: float = 2.0, fonts: Fonts = None) -> None:
        """Write the chart to a file, as its name says: `.svg`, `.png` or `.html`.

        Raises
        ------
        InputError
            For another kind of file.
        """
        suffix = os.path.splitext(os.fspath(path))[1].lower()
        if suffix == ".png":
            data = self.png(scale=scale, fonts=fonts)
        elif suffix in (".svg", ".html"):
            data = (self.svg(fonts=fonts) if suffix == ".svg" else self.html()).encode("utf-8")
        else:
            raise InputError("no such kind of picture", found=repr(suffix), expected=".svg, .png or .html")
        write_atomically(path, data)

    def _repr_svg_(self) -> str:
        return self.svg()


def finished(drawn: Any, title: str, locale: LocaleLike, subtitle: str = "") -> Chart:
    """What is drawn as a chart, with the look that all have."""
    alt = altair()
    heading = alt.TitleParams(
        title, subtitle=subtitle or alt.Undefined, anchor="start", offset=16, fontSize=16, fontWeight=600, color=INK,
        subtitleColor=MUTED, subtitleFontSize=12, frame="bounds",
    )  # fmt: skip
    made = (
        drawn.properties(title=heading, background=PAPER, padding=18, description=title)
        .configure(font=font(locale))
        .configure_view(stroke=None)
        .configure_axis(labelColor=INK, labelFontSize=12, domainColor=MUTED, tickColor=MUTED, titleColor=MUTED)
        .configure_legend(labelColor=INK, labelFontSize=12, titleColor=MUTED, labelLimit=240)
    )
    spec: dict[str, Any] = made.to_dict()
    spec.pop("usermeta", None)
    return Chart(title=title, spec=spec)


def _page(title: str, page: str) -> str:
    """The page that vl-convert makes, with a title and a language."""
    page = re.sub(r"<title>.*?</title>", "", page, count=1, flags=re.DOTALL)
    return re.sub(r"<head>", lambda head: f"{head[0]}<title>{escape(title)}</title>", page, count=1)


# -- letters ----------------------------------------------------------------------------


def _register(fonts: Fonts) -> None:
    if fonts is None:
        return
    if not os.path.isdir(fonts):
        raise InputError("not a directory of fonts", found=repr(os.fspath(fonts)))
    _converter().register_font_directory(os.fspath(fonts))


def undrawable_scripts(drawing: str, *, fonts: Fonts = None) -> tuple[str, ...]:
    """The scripts in a drawing of which no font here has the letters, by the first letter of each.

    Examples
    --------
    >>> undrawable_scripts('<svg xmlns="http://www.w3.org/2000/svg"><text>Hefei</text></svg>')
    ()
    """
    _register(fonts)
    text = "".join(ElementTree.fromstring(drawing).itertext())
    letters = {_script(letter): letter for letter in reversed(text) if letter.isalpha()}
    given = None if fonts is None else os.fspath(fonts)
    return tuple(sorted(script for script, letter in letters.items() if not _is_drawable(letter, given)))


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "unknown").split()[0]
    return name if name == "CJK" else name.capitalize()


@lru_cache(maxsize=256)
def _is_drawable(letter: str, _fonts: str | None) -> bool:
    """Whether a letter looks other than one that no font has; the fonts are there to be remembered by."""
    return _drawn(letter) != _drawn("\U0010fffd")


def _drawn(letter: str) -> bytes:
    text = f'<text x="4" y="30" font-size="28" font-family="{HAN_FONT}">{letter}</text>'
    picture: bytes = _converter().svg_to_png(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">{text}</svg>', scale=1
    )
    return picture


def _with_note(drawing: str, note: str) -> str:
    """The drawing with a line below it."""
    ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
    root = ElementTree.fromstring(drawing)
    width, height = (float(re.sub(r"[^\d.]", "", root.get(side, "0"))) for side in ("width", "height"))
    root.set("height", f"{height + 22:g}")
    root.set("viewBox", f"0 0 {width:g} {height + 22:g}")
    line = ElementTree.SubElement(root, "{http://www.w3.org/2000/svg}text", x="6", y=f"{height + 14:g}", fill=MUTED)
    line.set("font-size", "11")
    line.set("font-family", FONT)
    line.text = note
    return ElementTree.tostring(root, encoding="unicode")
