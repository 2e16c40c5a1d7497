"""Dependency: what comes from one source alone, and which imports could not be replaced.

Higher is more dependent. With figures a threshold may fall inside the bounds; then a test is `None`, undecidable, and
is never rounded to yes or no.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from cityinnov.errors import InputError, UndecidableError
from cityinnov.metrics._numbers import aligned, amounts, label, shares
from cityinnov.metrics._ratio import Number, sum_of
from cityinnov.metrics.concentration import hhi

__all__ = ["ImportDependency", "import_dependency", "single_source_share"]

CONCENTRATED = 0.4
"""Herfindahl index above which origins count as concentrated (European Commission 2021; CEPII GeoDep 2024)."""


def single_source_share(sources: Sequence[Any], spend: Sequence[Any] | None = None) -> Any:
    """Return the share of items that have a single source.

    ``sum(spend of items with one source) / sum(spend)``

    Parameters
    ----------
    sources : sequence of int or dimensionless Figure, array or Series of length n
        How many sources each item (part, material, product) has. An item without a source is bought from nobody and is
        refused.
    spend : sequence of float or Figure, array or Series of length n, optional
        What is spent on each; without it every item counts once.

    Returns
    -------
    float or Figure
        In [0, 1].

    Raises
    ------
    InputError
        When an item has no source.
    UndecidableError
        When the bounds of a figure do not say whether an item has one source or more.

    References
    ----------
    M. Treleven and S. B. Schweikhart, "A risk/benefit analysis of sourcing strategies: single vs. multiple sourcing",
    *Journal of Operations Management* 7 (1988) 93-114.

    Examples
    --------
    Two of four parts have one source; they take 60 of 100:

    >>> single_source_share([1, 1, 2, 5])
    0.5
    >>> single_source_share([1, 1, 2, 5], spend=[50, 10, 30, 10])
    0.6
    """
    weights = [1] * len(amounts(sources, "item")) if spend is None else spend
    counts, weights = aligned(sources, weights, name="item")
    parts = list(shares(weights, "item"))
    single = [0 * parts[0]]  # none, in case no item is single-sourced
    for position, (count, part) in enumerate(zip(counts, parts, strict=True)):
        if count < 1:
            name = label(counts, position)
            raise InputError(
                f"item {name!r} has no source", found=f"{count}", hint="leave out what nobody supplies", label=name
            )
        if count <= 1:
            single.append(part)
    return sum_of(single)


@attrs.frozen
class ImportDependency:
    """What the three tests of import dependency see, and what they say.

    Attributes
    ----------
    import_concentration : float or Figure
        Herfindahl index of the countries the product is imported from.
    world_concentration : float or Figure
        Herfindahl index of the countries that export it to anywhere.
    imports, exports : float or Figure
        Of the product, by the country in question.
    """

    import_concentration: Any
    world_concentration: Any
    imports: Any
    exports: Any

    @property
    def tests(self) -> dict[str, bool | None]:
        """Whether each test is met; `None` where the threshold is undecidable, for it lies inside the bounds."""
        return {
            "imports are concentrated": _over(self.import_concentration, CONCENTRATED),
            "world exports are concentrated": _over(self.world_concentration, CONCENTRATED),
            "imports exceed exports": _over(self.imports, self.exports),
        }

    @property
    def dependent(self) -> bool | None:
        """True when all tests are met, False when one is not, and `None` when it hangs on an undecidable one."""
        met = self.tests.values()
        if False in met:
            return False
        return None if None in met else True


def import_dependency(
    imports: Number, exports: Number, partner_shares: Sequence[Any], world_shares: Sequence[Any]
) -> ImportDependency:
    """Apply the three tests of import dependency to one product of one country.

    A product is dependent when its imports come from few countries (Herfindahl index over 0.4), the world's exports
    of it do (over 0.4), and imports exceed exports, so that home supply is no substitute. Each threshold must be
    exceeded, not met.

    Parameters
    ----------
    imports, exports : float or Figure
        Of the product, by the country, in one unit.
    partner_shares : sequence of float or Figure, array or Series
        What it imports from each country, as shares or amounts.
    world_shares : the same
        What each country exports to the world.

    Returns
    -------
    ImportDependency
        The measures, the tests and the verdict, each test `None` where bounds straddle its threshold.

    Raises
    ------
    DomainError
        When nothing is imported, or nothing exported by anyone.
    InputError
        When an amount is negative or missing.

    Notes
    -----
    These are the tests of CEPII's GeoDep, which also asks that they hold in two years of three: apply it to each year.
    The European Commission (2021), refined by Arjona, Connell and Herghelegiu (2023), asks instead of the second that
    imports from outside the Union exceed half of all imports.

    References
    ----------
    K. Lefebvre and P. Wibaux, "Import dependencies: where does the EU stand?", CEPII Policy Brief 47, 2024. R. Arjona,
    W. Connell and C. Herghelegiu, "An enhanced methodology to monitor the EU's strategic dependencies and
    vulnerabilities", Single Market Economics Papers 14, European Commission, 2023.

    Examples
    --------
    Imports come 80 : 20 from two countries (0.64 + 0.04 = 0.68), the world's exports from three alike (1/3):

    >>> product = import_dependency(100, 20, partner_shares=[80, 20], world_shares=[1, 1, 1])
    >>> round(product.import_concentration, 2)
    0.68
    >>> product.tests["world exports are concentrated"], product.dependent
    (False, False)
    """
    amounts([imports], "import")
    amounts([exports], "export")
    return ImportDependency(hhi(partner_shares), hhi(world_shares), imports, exports)


def _over(value: Any, threshold: Any) -> bool | None:
    try:
        return bool(value > threshold)
    except UndecidableError:
        return None
