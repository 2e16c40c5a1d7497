"""Many amounts at once in one currency, at current prices or those of one year, with the reasons why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

import attrs

from cityinnov.errors import CityinnovError, InputError, MissingInputError
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.money import Deflator, Rates, currency_code, money_of

__all__ = ["InOneCurrency", "Route", "in_one_currency", "restating"]

Route = Literal["deflate, convert", "convert, deflate"]


@attrs.frozen(slots=True)
class InOneCurrency:
    """Amounts of money in one currency, beside what they were stated as.

    Attributes
    ----------
    currency : str
        The currency.
    prices : int or None
        The year whose constant prices they stand in; None for current prices.
    figures : mapping of str to Figure
        The amounts in that currency, by path (of several claims ``hefei.gdp[0]``), each with its lineage.
    originals : mapping of str to Figure
        The same paths, and those that failed, as they were stated.
    failed : mapping of str to CityinnovError
        The amounts that could not be brought there, with the reason.
    """

    currency: str
    prices: int | None
    figures: Mapping[str, Figure]
    originals: Mapping[str, Figure]
    failed: Mapping[str, CityinnovError]


def in_one_currency(
    figures: Iterable[tuple[str, Figure]],
    currency: str,
    rates: Rates,
    *,
    prices: int | None = None,
    indices: Iterable[Deflator] = (),
    route: Route = "deflate, convert",
) -> InOneCurrency:
    """Bring every amount of money to one currency; figures that are no money are left out.

    Parameters
    ----------
    figures : iterable of (path, Figure)
        What to convert, e.g. `case.figures()`.
    currency : str
        The currency wanted.
    rates : Rates
        Where the rates are from.
    prices : int, optional
        The year whose constant prices are wanted.
    indices : iterable of Deflator, optional
        Price indices, one for each currency that is to be deflated; none is taken for granted.
    route : {"deflate, convert", "convert, deflate"}
        With `prices`, what comes first. Deflating first keeps the growth that was measured at home and
        converts at the base year's rate, as the World Bank does; converting first takes each year's rate
        and the prices of the currency wanted. The two differ, and the lineage shows which was taken.

    Raises
    ------
    InputError
        For another route, or two indices of one currency.

    Examples
    --------
    >>> from cityinnov.prices.stated import StatedRates
    >>> rates = StatedRates(["6.90 CNY/USD, 2020 [fed]"])
    >>> amounts = {"nio": Figure.parse("6.9 billion CNY, 2020"), "boe": Figure.parse("9 billion CNY, 2008")}
    >>> view = in_one_currency(amounts.items(), "USD", rates)
    >>> print(*view.figures.values(), "|", *view.failed)
    1 billion USD | boe
    """
    restated = restating(currency, rates, prices=prices, indices=indices, route=route)
    originals = {path: figure for path, figure in _each_by_its_path(figures) if figure.unit.currencies}
    found: dict[str, Figure] = {}
    failed: dict[str, CityinnovError] = {}
    for path, figure in originals.items():
        try:
            found[path] = restated(figure)
        except CityinnovError as error:
            failed[path] = error
    target = currency_code(currency)
    return InOneCurrency(target, prices, FrozenMapping(found), FrozenMapping(originals), FrozenMapping(failed))


def restating(
    currency: str,
    rates: Rates,
    *,
    prices: int | None = None,
    indices: Iterable[Deflator] = (),
    route: Route = "deflate, convert",
) -> Callable[[Figure], Figure]:
    """What brings one amount to a currency, and to the prices of a year; figures that are no money stay as they are.

    Parameters
    ----------
    currency, rates, prices, indices, route
        As of `in_one_currency`, which raises the same errors.

    Returns
    -------
    callable
        From a figure to the figure in that currency; raises what `Figure.convert` and `Figure.deflate` do.

    Examples
    --------
    >>> from cityinnov.prices.stated import StatedRates
    >>> in_dollars = restating("USD", StatedRates(["6.90 CNY/USD, 2020"]))
    >>> print(in_dollars(Figure.parse("6.9 billion CNY, 2020")), "|", in_dollars(Figure.parse("40 %")))
    1 billion USD | 40 %
    """
    target = currency_code(currency)
    if route not in ("deflate, convert", "convert, deflate"):
        raise InputError("no such route", found=repr(route), expected="'deflate, convert' or 'convert, deflate'")
    by_currency: dict[str, Deflator] = {}
    for index in indices:
        if index.currency in by_currency:
            raise InputError(
                f"two price indices of {index.currency}",
                found=f"{by_currency[index.currency].economy} and {index.economy}",
            )
        by_currency[index.currency] = index

    def restated(figure: Figure) -> Figure:
        if not figure.unit.currencies:
            return figure
        if prices is None:
            return figure.convert(target, rates)
        if route == "deflate, convert":
            return figure.deflate(prices, _index(by_currency, money_of(figure.unit).code)).convert(target, rates)
        return figure.convert(target, rates).deflate(prices, _index(by_currency, target))

    return restated


def _each_by_its_path(figures: Iterable[tuple[str, Figure]]) -> Iterator[tuple[str, Figure]]:
    """Figures by path; where several stand under one, as competing claims do, each with its place: ``gdp[1]``."""
    by_path: dict[str, list[Figure]] = {}
    for path, figure in figures:
        by_path.setdefault(path, []).append(figure)
    for path, claims in by_path.items():
        yield from ((path if len(claims) == 1 else f"{path}[{place}]", claim) for place, claim in enumerate(claims))


def _index(by_currency: Mapping[str, Deflator], code: str) -> Deflator:
    if code not in by_currency:
        raise MissingInputError(
            f"there is no price index of {code} to deflate with",
            found=", ".join(by_currency) or "none",
            hint="give indices=[PriceIndex.of(economy), ...], one for each currency",
            missing=code,
        )
    return by_currency[code]
