"""What a job costs the public purse, and what a policy gives for its net cost.

Signs, throughout: what the public pays is positive, what comes back to it is negative.

Jobs (heads at a date), full-time equivalents and job-years (a job held for a year) are three units. A
cost per job-year is not a cost per job of ten years' standing; with figures the units keep them apart. All
formulas serve numbers and figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics._numbers import defined, is_array
from cityinnov.metrics._ratio import Number, ratio, sum_of

__all__ = ["cost_per_induced_job", "cost_per_job", "mvpf", "net_cost", "payback", "present_value"]


def cost_per_job(cost: Number, jobs: Number) -> Any:
    r"""Public money per job, whether or not the job would have come anyway.

    .. math:: k = \frac{\text{cost}}{\text{jobs}}

    Parameters
    ----------
    cost : money
        Present value of the incentives (:func:`present_value`), not their nominal sum.
    jobs : number of jobs, full-time equivalents or job-years
        Say whether promised or delivered, direct or with those at suppliers.

    Returns
    -------
    money per job

    Raises
    ------
    DivisionByZeroError
        If there are no jobs.

    References
    ----------
    Bartik (2019), *Making Sense of Incentives*, Upjohn Institute, ch. 2.

    Examples
    --------
    Chattanooga 2008: 577.4 million USD for 2,000 direct jobs.

    >>> cost_per_job(577_400_000, 2_000)
    288700.0
    """
    return ratio(cost, jobs, of="number of jobs")


def cost_per_induced_job(cost: Number, jobs: Number, but_for: Number) -> Any:
    r"""Public money per job that would not have come but for it.

    .. math:: k' = \frac{\text{cost}}{\text{jobs} \cdot b}

    Parameters
    ----------
    cost : money
        Present value of the incentives.
    jobs : number of jobs
        All jobs of the incentivised firms.
    but_for : share
        Share of the decisions that the incentive tipped, in (0, 1]. There is no default: promoters assume
        1, Bartik's review of 30 studies finds 0.02 to 0.25.

    Returns
    -------
    money per job
        Never less than :func:`cost_per_job`.

    Raises
    ------
    DivisionByZeroError
        If there are no jobs.
    DomainError
        If `but_for` is a number outside (0, 1]; in an array, that cell is NaN.

    References
    ----------
    Bartik (2018), *"But For" Percentages for Economic Development Incentives*, Upjohn Institute
    Working Paper 18-289.

    Examples
    --------
    If the money tipped one decision in eight, each of those jobs costs eight times as much:

    >>> cost_per_induced_job(1_000_000, 40, 0.125)
    200000.0
    """
    tipped = defined(
        but_for, lambda share: (share > 0) & (share <= 1), "the but-for share must lie above 0 and not above 1"
    )
    return ratio(cost, jobs * tipped, of="number of induced jobs")


def mvpf(willingness_to_pay: Number, net_cost: Number) -> Any:
    r"""Marginal value of public funds: what beneficiaries would pay for a policy, per unit of its net cost.

    .. math:: \text{MVPF} = \frac{\text{willingness to pay}}{\text{net cost}}

    Parameters
    ----------
    willingness_to_pay : money
        What the policy is worth to those it reaches.
    net_cost : money
        :func:`net_cost`: outlay less what flows back, as by taxes.

    Returns
    -------
    multiple
        Infinite where a policy that is worth something pays for itself.

    Raises
    ------
    DomainError
        If a policy costs nothing and is worth nothing: the ratio would rank it by nothing.
    UndecidableError
        If the bounds of a figure leave open whether the policy pays for itself.
    InputError
        For an array: some of its cells may pay for themselves, others not.

    References
    ----------
    Hendren & Sprung-Keyser (2020), "A unified welfare analysis of government policies",
    Quarterly Journal of Economics 135(3).

    Examples
    --------
    >>> round(mvpf(49_170, 28_020), 2)
    1.75
    >>> mvpf(100, -2_621)
    inf
    """
    if is_array(willingness_to_pay) or is_array(net_cost):
        raise InputError("the marginal value of public funds is taken of one policy at a time", found="an array")
    if net_cost > _nothing_of(net_cost):
        return willingness_to_pay / net_cost
    if willingness_to_pay > _nothing_of(willingness_to_pay):
        return inf
    raise DomainError(
        "a policy without net cost that nobody would pay for has no marginal value of public funds",
        found=f"a willingness to pay of {willingness_to_pay} and a net cost of {net_cost}",
        expected="a positive willingness to pay, or a positive net cost",
    )


def net_cost(flows: Sequence[Number]) -> Any:
    r"""What a policy costs the public in the end.

    .. math:: \sum_i f_i

    Parameters
    ----------
    flows : sequence of money
        Outlays positive, what is recovered negative, all in present values.

    Returns
    -------
    money
        Negative where the policy pays for itself.

    Raises
    ------
    InputError
        If there are no flows.

    References
    ----------
    Hendren & Sprung-Keyser (2020), "A unified welfare analysis of government policies".

    Examples
    --------
    A grant of 100, of which 30 come back as income tax and 15 as sales tax:

    >>> net_cost([100, -30, -15])
    55
    """
    _check_some(flows)
    return sum_of(flows)


def present_value(flows: Sequence[Number], rate: Number, *, first_year: int = 0) -> Any:
    r"""Value today of a yearly stream.

    .. math:: \sum_{t=0}^{n-1} \frac{f_t}{(1 + r)^{t + t_0}}

    Parameters
    ----------
    flows : sequence of money
        One a year.
    rate : float
        Discount rate per year, above -1; real for flows in constant prices, nominal for flows in current prices.
    first_year : int, default 0
        Years until the first flow: 0 where it is paid today, 1 as in Excel's NPV.

    Returns
    -------
    money

    Raises
    ------
    DomainError
        For a rate of -100 % or less.
    InputError
        If there are no flows.

    References
    ----------
    Bartik (2017), *A New Panel Database on Business Incentives*, Upjohn Institute: incentives over 20
    years at 12 %, the rate firms discount at; US federal appraisal takes 3 or 7 %.

    Examples
    --------
    100 today and 121 in two years at 10 %:

    >>> round(present_value([100, 0, 121], 0.1), 9)
    200.0
    """
    _check_some(flows)
    growth = defined(rate + 1, lambda factor: factor > 0, "the discount rate must lie above -100 %")
    return sum_of(flow / growth ** (year + first_year) for year, flow in enumerate(flows))


def payback(flows: Sequence[Number]) -> Any:
    """Years until what was paid has come back.

    Within the year that brings the balance to zero money is taken to come in evenly. Discounted
    payback is the payback of discounted flows.

    Parameters
    ----------
    flows : sequence of money
        One a year, the first today: outlays positive, what comes back negative.

    Returns
    -------
    years
        0 where nothing is ever outstanding. Later outlays that open a new deficit do not count.

    Raises
    ------
    DomainError
        If the flows end before everything is repaid; `data["outstanding"]` says how much is left.
    InputError
        If there are no flows.
    UndecidableError
        If the bounds of figures leave open when the balance is zero.

    References
    ----------
    Brealey, Myers & Allen, *Principles of Corporate Finance*, ch. 5.

    Examples
    --------
    100 paid; 40 come back a year: 20 are left after two years, half of the third.

    >>> payback([100, -40, -40, -40])
    2.5
    """
    _check_some(flows)
    outstanding = flows[0]
    if not outstanding > _nothing_of(outstanding):
        return 0.0
    for year, flow in enumerate(flows[1:], start=1):
        left = outstanding + flow
        if not left > _nothing_of(left):
            return (year - 1) - outstanding / flow
        outstanding = left
    raise DomainError(
        f"what was paid has not come back after {len(flows) - 1} year(s)",
        found=f"{outstanding} outstanding",
        outstanding=outstanding,
    )


def _nothing_of(amount: Any) -> Any:
    """Zero in the unit of the amount, with which alone a figure can be compared."""
    return 0 * amount


def _check_some(flows: Sequence[Number]) -> None:
    if not len(flows):
        raise InputError("there are no flows", expected="at least one amount")
