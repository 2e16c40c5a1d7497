"""How much closer together the plants of an industry stand than chance would put them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics._numbers import is_array, is_zero, labels, shares, summed
from cityinnov.metrics.concentration.indices import hhi

__all__ = ["ellison_glaeser"]


def ellison_glaeser(
    plants: Sequence[Any], regions: Sequence[Any], region_sizes: Mapping[Any, Any] | Sequence[Any]
) -> Any:
    r"""Return the Ellison-Glaeser index: concentration in space beyond what a few large plants would show by chance.

    .. math:: \gamma = \frac{G - (1 - \sum_r x_r^2) H}{(1 - \sum_r x_r^2)(1 - H)}, \qquad G = \sum_r (s_r - x_r)^2

    with :math:`s_r` the industry's and :math:`x_r` the whole economy's share in region *r*, and *H* the Herfindahl
    index of the plants.

    Parameters
    ----------
    plants : sequence of float or Figure, or array, of length n
        Employment of each plant of the industry.
    regions : sequence or integer array of length n
        The region each plant stands in: a key of `region_sizes`, or a position in it.
    region_sizes : mapping, Series, sequence or array
        Total employment (or area, or population) of every region, those without a plant included.

    Returns
    -------
    float or Figure
        0 for plants placed as by dart throws, above it for attraction or spillovers (Ellison and Glaeser call 0.05
        high), below it for repulsion; at most 1.

    Raises
    ------
    DomainError
        When there is one plant, or one region: nothing can be told from chance.
    InputError
        When a plant stands in a region without a size.

    References
    ----------
    G. Ellison and E. L. Glaeser, "Geographic concentration in U.S. manufacturing industries: a dartboard approach",
    *Journal of Political Economy* 105 (1997) 889-927.

    Examples
    --------
    Two equal plants in the first of two equal regions: H = 1/2, G = 1/4 + 1/4, 1 - sum x² = 1/2, so (1/2 - 1/4) /
    (1/4).

    >>> ellison_glaeser([10, 10], ["hefei", "hefei"], {"hefei": 100, "wuhu": 100})
    1.0
    """
    names = labels(region_sizes)
    if isinstance(region_sizes, Mapping):
        names, region_sizes = list(region_sizes), list(region_sizes.values())
    sizes = shares(region_sizes, "region")
    herfindahl, spread = hhi(plants), 1 - hhi(region_sizes)
    if is_zero(1 - herfindahl) or is_zero(spread):
        raise DomainError("one plant or one region alone cannot be told from chance", expected="two or more of each")
    located = shares(_by_region(plants, _positions(regions, names, len(sizes)), len(sizes)), "region")
    excess = summed(lambda industry, economy: (industry - economy) ** 2, located, sizes)
    return (excess - spread * herfindahl) / (spread * (1 - herfindahl))


def _positions(regions: Sequence[Any], names: Sequence[Any] | None, count: int) -> Any:
    """Return the position of each plant's region among the regions; without names they are positions already."""
    found: Any = regions
    if names is not None:
        positions = {name: at for at, name in enumerate(names)}
        found = [positions.get(region, -1) for region in regions]
    if is_array(found):
        found = _whole_numbers(found)
        beyond = found.view("u8").max() >= count  # read without its sign, a negative one is huge
    else:
        beyond = min(found) < 0 or max(found) >= count
    if beyond:
        odd = next(region for region, at in zip(regions, found, strict=True) if not 0 <= at < count)
        raise InputError("a plant stands in a region that has no size", found=repr(odd), region=odd)
    return found


def _whole_numbers(regions: Any) -> Any:
    """Return positions as an array of integers of 8 bytes."""
    import numpy as np

    positions = np.asarray(regions)
    if positions.dtype.kind not in "iu":
        raise InputError(
            "regions are given by position", found=f"an array of {positions.dtype}", expected="an array of integers"
        )
    return positions.astype(np.int64, copy=False)


def _by_region(plants: Sequence[Any], positions: Any, count: int) -> Any:
    """Return the industry's employment in every region."""
    if len(plants) != len(positions):
        raise InputError("each plant has one region", found=f"{len(plants)} plants, {len(positions)} regions")
    if is_array(plants):
        import numpy as np

        return np.bincount(positions, weights=plants, minlength=count)
    located = [0 * plants[0]] * count  # none, in the unit of the plants
    for plant, at in zip(plants, positions, strict=True):
        located[at] = located[at] + plant
    return located
