"""Fund and Investment: the vehicles of a city's money, and what they put where."""

from __future__ import annotations

from enum import StrEnum

import attrs

from cityinnov.city import City
from cityinnov.entity import Entity
from cityinnov.fields import MONEY, as_amount, as_period, check_unit, choice
from cityinnov.firm import Firm
from cityinnov.organisation import Organisation
from cityinnov.values.figure import Figure
from cityinnov.values.period import Period

__all__ = ["Fund", "Investment", "InvestmentInstrument"]


@attrs.frozen(slots=True, kw_only=True)
class Fund(Entity):
    """A pool of capital with a manager, or a group of investors that acted as one.

    Its sizes are figures: fund_target, fund_committed, fund_called, fund_distributed, fund_nav.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    sponsor : City, Organisation or Firm, optional
        Who set it up.
    manager : Firm or Organisation, optional
        Who decides on its investments.
    vintage : Period, str, int or date, optional
        When it began to invest.

    Examples
    --------
    >>> rescue = Fund("hefei-rescue", name="Hefei investors in NIO", sponsor=City("hefei"), vintage=2020)
    >>> rescue.sponsor.id
    'hefei'
    """

    sponsor: City | Organisation | Firm | None = None
    manager: Firm | Organisation | None = None
    vintage: Period | None = attrs.field(default=None, converter=as_period)


class InvestmentInstrument(StrEnum):
    """What the investor gets."""

    EQUITY = "equity"
    CONVERTIBLE = "convertible"
    LOAN = "loan"
    GRANT = "grant"
    ASSETS = "assets"  # a contribution in kind


def _instrument(instrument: str | None) -> InvestmentInstrument | None:
    return None if instrument is None else choice(InvestmentInstrument, instrument)


@attrs.frozen(slots=True, kw_only=True)
class Investment(Entity):
    """Money, or assets, that an investor put into a firm.

    Parameters
    ----------
    id, name, figures, citations
        As of every `Entity`.
    investee : Firm
        Who received it.
    investor : Fund, City, Organisation or Firm, optional
        Who gave it; None where the source does not say.
    instrument : InvestmentInstrument or str, optional
        equity, convertible, loan, grant or assets; None where the source does not say.
    amount : Figure or str, optional
        How much.
    stake : Figure or str, optional
        The share of the investee acquired.

    Examples
    --------
    >>> nio = Investment(
    ...     "nio-2020",
    ...     investor=Fund("hefei-rescue", sponsor=City("hefei")),
    ...     investee=Firm("nio"),
    ...     amount="7 billion CNY (970 million USD), 2020",
    ... )
    >>> print(nio.amount)
    7 billion CNY (970 million USD), 2020
    >>> print(nio.amount.restated[0])
    970 million USD
    """

    investee: Firm
    investor: Fund | City | Organisation | Firm | None = None
    instrument: InvestmentInstrument | None = attrs.field(default=None, converter=_instrument)
    amount: Figure | None = attrs.field(default=None, converter=as_amount, validator=check_unit(MONEY))
    stake: Figure | None = attrs.field(default=None, converter=as_amount, validator=check_unit("%"))
