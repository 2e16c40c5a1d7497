"""What a supplier list says in numbers, year by year and category by category."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

import attrs

from cityinnov.errors import MissingInputError
from cityinnov.supplier_ecosystem.supplier_list import Supplier, count, spend
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period

__all__ = ["Tally"]


@attrs.frozen(slots=True)
class Tally:
    """A supplier list, counted.

    Parameters
    ----------
    listed : tuple of Supplier
        All rows.
    is_local : callable, optional
        Whether a supplier is local; None where nobody says which places are.

    Examples
    --------
    >>> rows = (Supplier(name="Gotion", place="hefei", year=2024), Supplier(name="Bosch", place="wuhu", year=2024))
    >>> tally = Tally(rows, lambda supplier: supplier.place == "hefei")
    >>> print(tally.count(None, None), "of which local:", tally.claims["local"][0].display())
    2 firms, 2024 of which local: 1 firm
    """

    listed: tuple[Supplier, ...]
    is_local: Callable[[Supplier], bool] | None = None

    @cached_property
    def years(self) -> Mapping[Period | None, list[Supplier]]:
        """The rows of each year, in the list's order."""
        found: dict[Period | None, list[Supplier]] = {}
        for each in self.listed:
            found.setdefault(each.year, []).append(each)
        return found

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that the list speaks of."""
        return tuple(dict.fromkeys(each.category for each in self.listed if each.category))

    def rows(self, year: Period | None, category: str | None) -> list[Supplier]:
        """The rows of a year and a category, or of all categories."""
        rows = self.years.get(year, [])
        return rows if category is None else [each for each in rows if each.category == category]

    def count(self, category: str | None, year: Period | None) -> Figure:
        """How many firms of a category, or of all, there are in a year, or in the only one that there is.

        Raises
        ------
        MissingInputError
            If the list does not speak of the year, or of several and none is asked for.
        """
        if year is None and len(self.years) == 1:
            year = next(iter(self.years))
        if year not in self.years:
            known = ", ".join(str(each) if each else "no year" for each in self.years)
            what = f"no suppliers for {year}" if year else "suppliers of several years, of which none is asked for"
            raise MissingInputError(f"the list has {what}", found=known, missing=("listed",))
        return count(self.rows(year, category), year)

    @cached_property
    def claims(self) -> Mapping[str, tuple[Figure, ...]]:
        """What the list says of local suppliers and of spend, a figure for each year that says all of it."""
        found: dict[str, list[Figure]] = {"local": [], "spend": [], "local_spend": []}
        for year, rows in self.years.items():
            local = [] if self.is_local is None else list(filter(self.is_local, rows))
            if self.is_local is not None:
                found["local"].append(count(local, year))
            if all(each.spend is not None for each in rows):
                everything = spend(rows, year)
                found["spend"].append(everything)
                if self.is_local is not None:
                    found["local_spend"].append(spend(local, year) if local else everything * 0)
        return {name: tuple(figures) for name, figures in found.items()}
