"""ReinvestmentRule: how much a fund must invest locally (in Chinese 返投) for what its sponsor puts in.

The rule is data: the multiple required, what counts towards it, and how much of a fund the sponsor may provide by
stage. Its evaluator says what counted and what did not, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Protocol

import attrs

from cityinnov.entity.fields import FigureLike, as_citations, as_tuple, check_unit, choice, not_negative
from cityinnov.errors import InputError, MissingInputError, UndecidableError
from cityinnov.metrics.leverage import leverage, reinvestment_ratio
from cityinnov.metrics.ownership import stake
from cityinnov.values.arithmetic import total
from cityinnov.values.figure import Figure
from cityinnov.values.frozen import FrozenMapping
from cityinnov.values.source import Citation

__all__ = [
    "ContributionCheck",
    "Countable",
    "Counted",
    "InvestmentStage",
    "Qualifying",
    "ReinvestmentCheck",
    "ReinvestmentRule",
]


class InvestmentStage(StrEnum):
    """How old the firms are that a fund invests in."""

    SEED = "seed"
    EARLY = "early"
    GROWTH = "growth"
    MATURE = "mature"


class Qualifying(StrEnum):
    """What an investment may count as towards a reinvestment rule."""

    LOCAL_FIRM = "local-firm"
    RELOCATED_FIRM = "relocated-firm"  # moved in after, or because of, the investment
    FOLLOW_ON_ROUND = "follow-on-round"  # money that others put into the same firm later
    RELATED_FUND = "related-fund"  # invested by another fund of the same manager


class Countable(Protocol):
    """What the evaluator asks of an investment."""

    @property
    def id(self) -> str:
        """What findings call it."""

    @property
    def amount(self) -> Figure | None:
        """How much was invested."""

    @property
    def counts_as(self) -> Qualifying | None:
        """As what it may count."""


def _kinds(kinds: Iterable[str]) -> tuple[Qualifying, ...]:
    return tuple(choice(Qualifying, kind) for kind in as_tuple(kinds))


def _figure(value: FigureLike) -> Figure:
    return Figure.of(value)


def _caps(caps: Mapping[str, FigureLike]) -> Mapping[str, Figure]:
    if not isinstance(caps, Mapping):
        raise InputError("expected shares by stage", found=repr(caps)[:60], hint="e.g. {seed: '50 %', early: '40 %'}")
    return FrozenMapping(
        [(choice(InvestmentStage, stage).value, not_negative(Figure.of(cap))) for stage, cap in caps.items()]
    )


def _convention(_: object, field: attrs.Attribute[str | None], value: str | None) -> None:
    if value is not None:
        leverage(1.0, 1.0, convention=value)  # type: ignore[arg-type]  # whose check of the name is the one there is


@attrs.frozen(slots=True, kw_only=True)
class ReinvestmentRule:
    """What a sponsor asks of a fund for its money.

    Parameters
    ----------
    required : Figure or str
        Qualifying local investment per unit of the sponsor's contribution: ``1.5 times``.
    counts : iterable of Qualifying or str
        What counts: local-firm, relocated-firm, follow-on-round, related-fund.
    contribution_caps : mapping of stage to Figure or str, optional
        The largest share of a fund that the sponsor provides, by the stage the fund invests in: seed, early, growth,
        mature.
    leverage : {"private/public", "total/public"}, optional
        What the rule's text means by leverage.
    citations : Citation, text or iterable of Citation, optional
        Where the rule stands.

    Examples
    --------
    >>> rule = ReinvestmentRule(
    ...     required="1.5 times",
    ...     counts=["local-firm", "relocated-firm"],
    ...     contribution_caps={"seed": "50 %", "early": "40 %", "growth": "20 %"},
    ... )
    >>> rule.contribution(Figure.parse("300 million CNY, 2020"), Figure.parse("1 billion CNY, 2020"), "growth").is_kept
    False
    """

    required: Figure = attrs.field(converter=_figure, validator=check_unit("×"))
    counts: tuple[Qualifying, ...] = attrs.field(default=(Qualifying.LOCAL_FIRM,), converter=_kinds)
    contribution_caps: Mapping[str, Figure] = attrs.field(
        factory=FrozenMapping, converter=_caps, validator=check_unit("%")
    )
    leverage: str | None = attrs.field(default=None, validator=_convention)
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_citations)

    def evaluate(self, contribution: Figure, investments: Iterable[Countable]) -> ReinvestmentCheck:
        """Qualifying local investment over the sponsor's contribution, against the multiple required.

        Parameters
        ----------
        contribution : Figure
            What the sponsor put into the fund.
        investments : iterable of Investment
            Everything that may count: each says as what, in `counts_as`.

        Raises
        ------
        MissingInputError
            If nothing is invested that counts and has an amount, so that there is no currency to say "nothing" in.

        Examples
        --------
        >>> from cityinnov.firm import Firm
        >>> from cityinnov.investment import Investment
        >>> rule = ReinvestmentRule(required="1.5 times")
        >>> made = [Investment("a", investee=Firm("a"), amount="300 million CNY, 2021", counts_as="local-firm"),
        ...         Investment("b", investee=Firm("b"), amount="90 million CNY, 2021", counts_as="related-fund")]
        >>> check = rule.evaluate(Figure.parse("200 million CNY, 2021"), made)
        >>> print(check.ratio, check.is_met)
        1.5 × True
        >>> for item in check.left_out:
        ...     print(f"{item.id}: {item.reason}")
        b: a related-fund does not count
        """
        items = [self._counted(investment) for investment in investments]
        amounts = [item.amount for item in items if item.amount is not None and not item.reason]
        qualifying = (
            total(amounts, nominal=True, mixed_status=True)
            if amounts
            else Figure.exact(0, contribution.unit, contribution.period)
        )
        ratio: Figure = reinvestment_ratio(qualifying, contribution)
        return ReinvestmentCheck(
            rule=self, qualifying=qualifying, contribution=contribution, ratio=ratio.to("×"), items=tuple(items)
        )

    def _counted(self, investment: Countable) -> Counted:
        kind, amount = investment.counts_as, investment.amount
        if kind is None:
            reason = "nothing says that it is local"
        elif kind not in self.counts:
            reason = f"a {kind} does not count"
        elif amount is None:
            reason = "its amount is not known"
        else:
            reason = ""
        return Counted(investment.id, amount, kind, reason)

    def contribution(self, contribution: Figure, fund: Figure, stage: InvestmentStage | str) -> ContributionCheck:
        """The sponsor's share of a fund, against the cap of its stage, and the leverage by the rule's convention.

        Parameters
        ----------
        contribution, fund : Figure
            What the sponsor puts in, and all partners together.
        stage : InvestmentStage or str
            What the fund invests in.

        Raises
        ------
        MissingInputError
            If the rule has no cap for the stage.
        """
        stage = choice(InvestmentStage, stage)
        if stage.value not in self.contribution_caps:
            raise MissingInputError(
                f"the rule has no cap for the stage {stage}",
                found=", ".join(self.contribution_caps) or "no caps",
                missing=(f"contribution_caps.{stage}",),
            )
        share: Figure = stake(contribution, fund)
        convention: Any = self.leverage
        multiple = leverage(fund - contribution, contribution, convention=convention) if convention else None
        return ContributionCheck(
            stage=stage,
            share=share.to("%"),
            cap=self.contribution_caps[stage.value],
            leverage=multiple.to("×") if multiple is not None else None,
            convention=self.leverage,
        )


@attrs.frozen(slots=True)
class Counted:
    """An investment as the rule sees it: it counts where `reason` is empty, otherwise that says why not."""

    id: str
    amount: Figure | None
    kind: Qualifying | None
    reason: str


@attrs.frozen(slots=True, kw_only=True)
class ReinvestmentCheck:
    """What a rule's evaluator found.

    Parameters
    ----------
    rule : ReinvestmentRule
    qualifying, contribution, ratio : Figure
        What counts, what the sponsor put in, and the one over the other.
    items : tuple of Counted
        Every investment looked at.
    """

    rule: ReinvestmentRule
    qualifying: Figure
    contribution: Figure
    ratio: Figure
    items: tuple[Counted, ...]

    @property
    def is_met(self) -> bool | None:
        """Whether the ratio is at least what is required; None where the bounds do not decide."""
        return _decided(self.ratio, self.rule.required)

    @property
    def shortfall(self) -> Figure:
        """What is still to be invested: below zero where more than required was."""
        return total([self.contribution * self.rule.required, -self.qualifying], nominal=True, mixed_status=True)

    @property
    def left_out(self) -> tuple[Counted, ...]:
        """What did not count, each with the reason."""
        return tuple(item for item in self.items if item.reason)


@attrs.frozen(slots=True, kw_only=True)
class ContributionCheck:
    """The sponsor's share of a fund beside the cap of its stage."""

    stage: InvestmentStage
    share: Figure
    cap: Figure
    leverage: Figure | None = None
    convention: str | None = None

    @property
    def is_kept(self) -> bool | None:
        """Whether the share is at most the cap; None where the bounds do not decide."""
        return _decided(self.cap, self.share)


def _decided(greater: Figure, smaller: Figure) -> bool | None:
    try:
        return greater >= smaller
    except UndecidableError:
        return None
