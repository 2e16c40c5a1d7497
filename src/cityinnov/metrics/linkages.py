"""Input-output analysis: what the industries of an economy pull, push and hold.

Notation of Miller and Blair (*Input-Output Analysis*, 2nd ed., Cambridge University Press, 2009). Z holds flows: a
row sells, a column buys. x is output, f final demand, v primary inputs, so that Z 1 + f = x and 1' Z + v' = x'. A = Z
/ x by column are technical coefficients, L = (I - A)⁻¹ is the Leontief inverse; B = Z / x by row are allocation
coefficients, G = (I - B)⁻¹ is the Ghosh inverse. Higher is more linked.

A table may be an array, a pandas frame (its labels are kept, its columns put in the order of its rows) or a polars
frame (its rows are taken in the order of its columns). Where only a product with an inverse is asked for, a system is
solved and nothing is inverted. A table without a solution is a `DomainError` that names the sectors that use more
than they make.
"""

from __future__ import annotations

from typing import Any, Literal

from cityinnov.errors import DomainError, InputError
from cityinnov.metrics._input_output import System, allocation, read_flows, sector_positions, technical
from cityinnov.metrics._tables import Array, in_order, named, np, read_column, read_square, square_labels

__all__ = [
    "allocation_coefficients",
    "backward_linkages",
    "check_balance",
    "flq",
    "forward_linkages",
    "ghosh_inverse",
    "hypothetical_extraction",
    "impact",
    "income_multipliers",
    "leontief_inverse",
    "multipliers",
    "output_multipliers",
    "regional_coefficients",
    "required_output",
    "technical_coefficients",
    "upstreamness",
]


def check_balance(Z: Any, x: Any, final_demand: Any, tolerance: float = 1e-3) -> None:
    r"""Raise unless every row adds up: sales to industries and to final demand are output.

    .. math:: \Big| \sum_j z_{ij} + f_i - x_i \Big| \le \text{tolerance} \cdot x_i

    Parameters
    ----------
    Z : table, n x n
        Flows.
    x, final_demand : column of length n
        Output, and the row sums of final demand (consumption, investment, change of stocks, exports).
    tolerance : float
        Share of output that may be missing or too much, for published tables are rounded.

    Raises
    ------
    DomainError
        When a row is off by more; `data['rows']` maps each such row to what it sells beyond its output.

    Examples
    --------
    Miller and Blair's two sectors: 150 + 500 + 350 = 1000 and 200 + 100 + 1700 = 2000.

    >>> check_balance([[150, 500], [200, 100]], [1000, 2000], [350, 1700])
    >>> check_balance([[150, 500], [200, 100]], [1000, 2000], [350, 1600])
    Traceback (most recent call last):
    cityinnov.errors.DomainError: unbalanced table; found row 1 off by -100 of 2000; expected a share of at most 0.001
    """
    flows, output, labels = read_flows(Z, x)
    demand = read_column(final_demand, labels.rows, len(output), "final demand")
    gap = flows.sum(axis=1) + demand - output
    if rows := np.flatnonzero(np.abs(gap) > tolerance * output).tolist():
        raise DomainError(
            "unbalanced table",
            found=", ".join(
                f"row {named(labels.rows, at)!r} off by {gap[at]:.6g} of {output[at]:.6g}" for at in rows[:5]
            ),
            expected=f"a share of at most {tolerance:g}",
            rows={named(labels.rows, at): float(gap[at]) for at in rows},
        )


def technical_coefficients(Z: Any, x: Any) -> Any:
    """Return what each industry buys from each for one unit of its output, ``a_ij = z_ij / x_j``.

    Parameters
    ----------
    Z : table, n x n
        Flows, from the industry of the row to the industry of the column. Negative flows (by-products) are let through.
    x : column of length n
        Output, not negative. An industry without output must not buy or sell; its coefficients are 0.

    Returns
    -------
    table, n x n
        A, in the kind and with the labels of `Z`.

    Raises
    ------
    InputError
        When `Z` is not square or a cell is missing, an output is negative, or there are flows without output; the row
        is named.

    References
    ----------
    Miller and Blair (2009), section 2.2.

    Examples
    --------
    The first industry buys 150 from itself for an output of 1000, and so 0.15 for each unit:

    >>> technical_coefficients([[150, 500], [200, 100]], [1000, 2000])
    array([[0.15, 0.25],
           [0.2 , 0.05]])
    """
    flows, output, labels = read_flows(Z, x)
    return labels.table(technical(flows, output))


def allocation_coefficients(Z: Any, x: Any) -> Any:
    """Return which share of its output each industry sells to each, ``b_ij = z_ij / x_i``.

    Parameters
    ----------
    Z, x : table n x n, column of length n
        As for `technical_coefficients`.

    Returns
    -------
    table, n x n
        B, in the kind and with the labels of `Z`.

    Raises
    ------
    InputError
        As `technical_coefficients`.

    References
    ----------
    A. Ghosh, "Input-output approach in an allocation system", *Economica* 25 (1958) 58-64.

    Examples
    --------
    The first industry sells 500 of its 1000 to the second:

    >>> allocation_coefficients([[150, 500], [200, 100]], [1000, 2000])
    array([[0.15, 0.5 ],
           [0.1 , 0.05]])
    """
    flows, output, labels = read_flows(Z, x)
    return labels.table(allocation(flows, output))


def leontief_inverse(A: Any) -> Any:
    """Return the Leontief inverse ``L = (I - A)⁻¹``: output of the row for one unit of final demand of the column.

    Parameters
    ----------
    A : table, n x n
        Technical coefficients.

    Returns
    -------
    table, n x n
        L, in the kind and with the labels of `A`. Its columns sum to 1 or more.

    Raises
    ------
    DomainError
        When the matrix is singular or the economy not productive (Hawkins and Simon 1949); the sectors that buy as
        much as they make, or more, are named with their excess.
    InputError
        When `A` is not square or a cell is missing.

    References
    ----------
    W. Leontief, "Quantitative input and output relations in the economic system of the United States", *Review of
    Economics and Statistics* 18 (1936) 105-125. Miller and Blair (2009), section 2.2.

    Examples
    --------
    By hand, with determinant 0.85 * 0.95 - 0.25 * 0.2 = 0.7575: 0.95 / 0.7575 = 1.2541.

    >>> leontief_inverse([[0.15, 0.25], [0.2, 0.05]]).round(4)
    array([[1.2541, 0.33  ],
           [0.264 , 1.1221]])
    """
    coefficients, labels = read_square(A, "A")
    return labels.table(System(coefficients, labels, bought=True).inverse())


def ghosh_inverse(B: Any) -> Any:
    """Return the Ghosh inverse ``G = (I - B)⁻¹``: output of the column for one unit of primary input in the row.

    Parameters
    ----------
    B : table, n x n
        Allocation coefficients.

    Returns
    -------
    table, n x n
        G, in the kind and with the labels of `B`. Its rows sum to 1 or more.

    Raises
    ------
    DomainError
        When the matrix is singular, or the sectors sell more than they make; they are named with their excess.
    InputError
        When `B` is not square or a cell is missing.

    References
    ----------
    As of `allocation_coefficients`; Miller and Blair (2009), section 12.1.

    Examples
    --------
    >>> ghosh_inverse([[0.15, 0.5], [0.1, 0.05]]).round(4)
    array([[1.2541, 0.6601],
           [0.132 , 1.1221]])
    """
    coefficients, labels = read_square(B, "B")
    return labels.table(System(coefficients, labels, bought=False).inverse())


def required_output(A: Any, final_demand: Any) -> Any:
    """Return the output that a final demand calls for, ``x = (I - A)⁻¹ f``, solved and not inverted.

    Parameters
    ----------
    A : table, n x n
        Technical coefficients.
    final_demand : column of length n
        Final demand by industry.

    Returns
    -------
    column of length n
        Output, in the kind and with the labels of `A`.

    Raises
    ------
    DomainError, InputError
        As `leontief_inverse`.

    References
    ----------
    Miller and Blair (2009), section 2.2.

    Examples
    --------
    >>> required_output([[0.15, 0.25], [0.2, 0.05]], [600, 1500]).round(1)
    array([1247.5, 1841.6])
    """
    coefficients, labels = read_square(A, "A")
    demand = read_column(final_demand, labels.rows, len(coefficients), "final demand")
    return labels.per_row(System(coefficients, labels, bought=True).times(demand))


def impact(L: Any, final_demand: Any, coefficients: Any = None) -> Any:
    """Return what a final demand brings about: output ``L f``, or what goes with output, ``c ∘ L f``.

    Parameters
    ----------
    L : table, n x n
        Leontief inverse. Without one at hand, `required_output` is quicker.
    final_demand : column of length n
        Final demand, or a change of it, by industry.
    coefficients : column of length n, optional
        Jobs, income, value added or emissions for each unit of output.

    Returns
    -------
    column of length n
        By industry, in the unit of `final_demand`, or of `coefficients` times it.

    Raises
    ------
    InputError
        When the shapes or labels do not match.

    References
    ----------
    Miller and Blair (2009), sections 2.2 and 6.2.

    Examples
    --------
    New demand of 600 and 1500, with 0.3 and 0.25 jobs for each unit of output:

    >>> L = leontief_inverse([[0.15, 0.25], [0.2, 0.05]])
    >>> impact(L, [600, 1500]).round(1), impact(L, [600, 1500], [0.3, 0.25]).round(1)
    (array([1247.5, 1841.6]), array([374.3, 460.4]))
    """
    inverse, labels = read_square(L, "L")
    output = inverse @ read_column(final_demand, labels.rows, len(inverse), "final demand")
    if coefficients is not None:
        output = output * read_column(coefficients, labels.rows, len(inverse), "coefficients")
    return labels.per_row(output)


def multipliers(L: Any, coefficients: Any) -> Any:
    """Return jobs (income, value added, emissions) everywhere for one unit of final demand of each, ``c' L``.

    Parameters
    ----------
    L : table, n x n
        Leontief inverse. Of a table closed with regard to households these are multipliers with induced effects (type
        II).
    coefficients : column of length n
        The amount for each unit of output: value added / output, jobs / output.

    Returns
    -------
    column of length n
        In the kind and with the labels of `L`.

    Raises
    ------
    InputError
        When the shapes or labels do not match.

    References
    ----------
    Miller and Blair (2009), section 6.2, the *simple* multipliers.

    Examples
    --------
    0.3 * 1.2541 + 0.25 * 0.2640 jobs for one unit of the first:

    >>> multipliers(leontief_inverse([[0.15, 0.25], [0.2, 0.05]]), [0.3, 0.25]).round(4)
    array([0.4422, 0.3795])
    """
    inverse, labels = read_square(L, "L")
    return labels.per_row(read_column(coefficients, labels.rows, len(inverse), "coefficients") @ inverse)


def output_multipliers(A: Any) -> Any:
    """Return the output of the whole economy for one unit of final demand of each industry, the column sums of L.

    Parameters
    ----------
    A : table, n x n
        Technical coefficients. L itself is not needed, and not formed.

    Returns
    -------
    column of length n
        1 or more, in the kind and with the labels of `A`.

    Raises
    ------
    DomainError, InputError
        As `leontief_inverse`.

    References
    ----------
    Miller and Blair (2009), section 6.2.1.

    Examples
    --------
    1.2541 + 0.2640 and 0.3300 + 1.1221:

    >>> output_multipliers([[0.15, 0.25], [0.2, 0.05]]).round(4)
    array([1.5182, 1.4521])
    """
    coefficients, labels = read_square(A, "A")
    return labels.per_row(System(coefficients, labels, bought=True).under(np.ones(len(coefficients))))


def income_multipliers(A: Any, income: Any, kind: Literal["simple", "type-1"] = "simple") -> Any:
    """Return the income in the whole economy for one unit of final demand of each industry, solved and not inverted.

    Parameters
    ----------
    A : table, n x n
        Technical coefficients.
    income : column of length n
        Income (or value added, or jobs) for each unit of output.
    kind : {"simple", "type-1"}
        *simple*: for one unit of final demand, ``h = c' L``; *type-1*: for one unit of the industry's own income,
        ``h_j / c_j``. Type II is the simple one of a table that is closed with regard to households.

    Returns
    -------
    column of length n
        In the kind and with the labels of `A`; type-1 is NaN where an industry has no income of its own.

    Raises
    ------
    DomainError, InputError
        As `leontief_inverse`.

    References
    ----------
    Miller and Blair (2009), section 6.2.2.

    Examples
    --------
    0.3 * 1.2541 + 0.25 * 0.2640 = 0.4422, and 0.4422 / 0.3:

    >>> income_multipliers([[0.15, 0.25], [0.2, 0.05]], [0.3, 0.25]).round(4)
    array([0.4422, 0.3795])
    >>> income_multipliers([[0.15, 0.25], [0.2, 0.05]], [0.3, 0.25], kind="type-1").round(4)
    array([1.4741, 1.5182])
    """
    _one_of(kind, "kind", "simple", "type-1")
    coefficients, labels = read_square(A, "A")
    own = read_column(income, labels.rows, len(coefficients), "income")
    everywhere = System(coefficients, labels, bought=True).under(own)
    if kind == "simple":
        return labels.per_row(everywhere)
    return labels.per_row(np.divide(everywhere, own, out=np.full(len(own), np.nan), where=own != 0))


def backward_linkages(Z: Any, x: Any, kind: Literal["direct", "total", "normalised"] = "total") -> Any:
    r"""Return how much each industry pulls on those it buys from.

    Parameters
    ----------
    Z, x : table n x n, column of length n
        Flows and output.
    kind : {"direct", "total", "normalised"}
        *direct*: column sums of A (Chenery and Watanabe 1958); *total*: column sums of L; *normalised*: those over
        their mean, Rasmussen's power of dispersion, above 1 for an industry that pulls more than most.

    Returns
    -------
    column of length n
        In the kind and with the labels of `Z`.

    Raises
    ------
    DomainError, InputError
        As `leontief_inverse` and `technical_coefficients`.

    References
    ----------
    P. N. Rasmussen, *Studies in Inter-sectoral Relations*, North-Holland, 1956. H. B. Chenery and T. Watanabe,
    "International comparisons of the structure of production", *Econometrica* 26 (1958) 487-521. Miller and Blair
    (2009), section 12.2.

    Examples
    --------
    >>> backward_linkages([[150, 500], [200, 100]], [1000, 2000], kind="direct").round(2)
    array([0.35, 0.3 ])
    >>> backward_linkages([[150, 500], [200, 100]], [1000, 2000], kind="normalised").round(4)
    array([1.0222, 0.9778])
    """
    _one_of(kind, "kind", "direct", "total", "normalised")
    flows, output, labels = read_flows(Z, x)
    coefficients = technical(flows, output)
    if kind == "direct":
        return labels.per_row(coefficients.sum(axis=0))
    return labels.per_row(_scaled(System(coefficients, labels, bought=True).under(np.ones(len(output))), kind))


def forward_linkages(
    Z: Any, x: Any, model: Literal["ghosh", "leontief"], kind: Literal["direct", "total", "normalised"] = "total"
) -> Any:
    """Return how much those who buy from each industry hang on it.

    Parameters
    ----------
    Z, x : table n x n, column of length n
        Flows and output.
    model : {"ghosh", "leontief"}
        *ghosh*: row sums of G, what a unit of primary input sets free downstream (Beyers 1976, Jones 1976; the usual
        measure today); *leontief*: row sums of L, what a unit of every final demand calls for (Rasmussen 1956). They
        differ, so there is no default.
    kind : {"direct", "total", "normalised"}
        *direct*: row sums of the coefficients (B or A); *total*: of the inverse; *normalised*: those over their mean,
        with Leontief Rasmussen's sensitivity of dispersion.

    Returns
    -------
    column of length n
        In the kind and with the labels of `Z`.

    Raises
    ------
    DomainError, InputError
        As `ghosh_inverse` and `technical_coefficients`.

    References
    ----------
    L. P. Jones, "The measurement of Hirschmanian linkages", *Quarterly Journal of Economics* 90 (1976) 323-333. Miller
    and Blair (2009), section 12.2.

    Examples
    --------
    1.2541 + 0.6601 and 0.1320 + 1.1221; then 1.2541 + 0.3300 and 0.2640 + 1.1221:

    >>> forward_linkages([[150, 500], [200, 100]], [1000, 2000], model="ghosh").round(4)
    array([1.9142, 1.2541])
    >>> forward_linkages([[150, 500], [200, 100]], [1000, 2000], model="leontief").round(4)
    array([1.5842, 1.3861])
    """
    _one_of(model, "model", "ghosh", "leontief")
    _one_of(kind, "kind", "direct", "total", "normalised")
    flows, output, labels = read_flows(Z, x)
    bought = model == "leontief"
    coefficients = technical(flows, output) if bought else allocation(flows, output)
    if kind == "direct":
        return labels.per_row(coefficients.sum(axis=1))
    return labels.per_row(_scaled(System(coefficients, labels, bought=bought).times(np.ones(len(output))), kind))


def upstreamness(Z: Any, x: Any) -> Any:
    """Return the mean number of stages between an industry and final use, counting final use as one.

    ``u = (I - B)⁻¹ 1``, the total forward linkage in Ghosh's model.

    Parameters
    ----------
    Z, x : table n x n, column of length n
        Flows and output. For an open economy with stocks, first take imports and the change of stocks off (Antràs et
        al. 2012, equation 9): Z is then what is made at home, and x what is sold.

    Returns
    -------
    column of length n
        1 for an industry that sells to final users alone, more further up; in the kind and with the labels of `Z`.

    Raises
    ------
    DomainError, InputError
        As `ghosh_inverse` and `technical_coefficients`.

    References
    ----------
    P. Antràs, D. Chor, T. Fally and R. Hillberry, "Measuring the upstreamness of production and trade flows", *American
    Economic Review* 102 (2012) 412-416.

    Examples
    --------
    >>> upstreamness([[150, 500], [200, 100]], [1000, 2000]).round(4)
    array([1.9142, 1.2541])
    """
    return forward_linkages(Z, x, model="ghosh")


def hypothetical_extraction(
    Z: Any, x: Any, sectors: Any, kind: Literal["total", "backward", "forward"] = "total"
) -> Any:
    r"""Return the output each industry would lose if some sectors were gone.

    Parameters
    ----------
    Z, x : table n x n, column of length n
        Flows and output.
    sectors : label or position, or a list of them
        What is taken out: labels of a labelled table, positions of an array.
    kind : {"total", "backward", "forward"}
        *total*: the sectors are gone, as buyers, as sellers and to final demand; *backward*: they buy nothing at home
        (their columns of A are zero), while final demand stays; *forward*: they sell nothing to industries at home
        (their rows of B are zero), while primary inputs stay.

    Returns
    -------
    column of length n
        Lost output, in the kind and with the labels of `Z`. Its sum is the :math:`T_j`, :math:`B_j` or :math:`F_j` of
        Miller and Blair; without the sectors' own loss it is what the rest of the economy owes to them.

    Raises
    ------
    DomainError, InputError
        As `leontief_inverse` and `technical_coefficients`; also for a sector that is not in the table.

    References
    ----------
    E. Dietzenbacher and J. A. van der Linden, "Sectoral and spatial linkages in the EC production structure", *Journal
    of Regional Science* 37 (1997) 235-257. Miller and Blair (2009), section 12.2.5.

    Examples
    --------
    Without the first, the second makes f / (1 - a) = 1700 / 0.95 = 1789.5, a loss of 210.5:

    >>> hypothetical_extraction([[150, 500], [200, 100]], [1000, 2000], sectors=0).round(1)
    array([1000. ,  210.5])
    """
    _one_of(kind, "kind", "total", "backward", "forward")
    flows, output, labels = read_flows(Z, x)
    gone = sector_positions(sectors, labels, len(output))
    if kind == "forward":
        coefficients, primary = allocation(flows, output), output - flows.sum(axis=0)
        coefficients[gone] = 0
        return labels.per_row(output - System(coefficients, labels, bought=False).under(primary))
    coefficients, demand = technical(flows, output), output - flows.sum(axis=1)
    coefficients[:, gone] = 0
    if kind == "total":
        coefficients[gone], demand[gone] = 0, 0
    return labels.per_row(output - System(coefficients, labels, bought=True).times(demand))


def flq(regional: Any, national: Any, delta: float) -> Any:
    r"""Return Flegg's location quotients, which say how much of an industry's inputs a region can supply itself.

    .. math:: FLQ_{ij} = \lambda \cdot \frac{SLQ_i}{SLQ_j}\ (i \ne j), \qquad FLQ_{ii} = \lambda \cdot SLQ_i, \qquad
              \lambda = \left[ \log_2 (1 + E^R / E^N) \right]^\delta

    with :math:`SLQ_i` the location quotient of industry *i*, row *i* the supplier and column *j* the buyer.

    Parameters
    ----------
    regional, national : column of length n
        Employment (or output) by industry, the region's part of the nation's.
    delta : float
        In [0, 1): how strongly small regions import. Flegg and Webber found 0.3 for Scotland, others 0.1 to 0.4;
        there is no default, for it decides the result.

    Returns
    -------
    table, n x n
        Below 1 where the region must import; 0 where it lacks the supplier or the buyer. A pandas Series gives a frame.

    Raises
    ------
    DomainError
        When the nation lacks an industry, or the region is empty.
    InputError
        When the region has more of an industry than the nation, or `delta` is out of range.

    References
    ----------
    A. T. Flegg and C. D. Webber, "On the appropriate use of location quotients in generating regional input-output
    tables: reply", *Regional Studies* 31 (1997) 795-805.

    Examples
    --------
    A region with half of the nation's people, in the same proportions: every quotient is lambda, log2(1.5)^0.5 =
    0.7648.

    >>> flq([10, 40], [20, 80], delta=0.5).round(4)
    array([[0.7648, 0.7648],
           [0.7648, 0.7648]])
    """
    if not 0 <= delta < 1:
        raise InputError("delta is out of range", found=f"{delta}", expected="0 or more and below 1")
    labels = square_labels(regional)
    here = read_column(regional, labels.rows, len(regional), "the region")
    there = read_column(national, labels.rows, len(here), "the nation")
    for odd, complaint in (
        (here < 0, "negative in the region"),
        (here > there, "larger in the region than in the nation"),
    ):
        if odd.any():
            name = named(labels.rows, int(np.argmax(odd)))
            raise InputError(f"{name!r} is {complaint}", label=name)
    if (there == 0).any() or here.sum() == 0:
        name = named(labels.rows, int(np.argmin(there)))
        raise DomainError("the region is empty" if here.sum() == 0 else f"the nation has no {name!r}", label=name)
    simple = (here / here.sum()) / (there / there.sum())
    supplied = np.divide(simple[:, None], simple, out=np.zeros((len(simple),) * 2), where=simple > 0)
    np.fill_diagonal(supplied, simple)
    return labels.table(np.log2(1 + here.sum() / there.sum()) ** delta * supplied)


def regional_coefficients(A: Any, quotients: Any) -> Any:
    """Return what a region's industries buy within the region, from the nation's technical coefficients and quotients.

    ``a_ij * min(quotient_ij, 1)``: where a quotient is below 1, the rest is imported from other regions.

    Parameters
    ----------
    A : table, n x n
        The nation's technical coefficients.
    quotients : table, n x n
        Of supplier and buyer, as of `flq`.

    Returns
    -------
    table, n x n
        Regional input coefficients, in the kind and with the labels of `A`.

    Raises
    ------
    InputError
        When the shapes or labels do not match.

    References
    ----------
    As of `flq`; Miller and Blair (2009), section 8.2.

    Examples
    --------
    >>> regional_coefficients([[0.2, 0.1], [0.3, 0.2]], [[0.5, 1.4], [1.0, 0.9]])
    array([[0.1 , 0.1 ],
           [0.3 , 0.18]])
    """
    coefficients, labels = read_square(A, "A")
    shares, _ = read_square(in_order(quotients, labels.rows, "quotients"), "quotients")
    if shares.shape != coefficients.shape:
        raise InputError("A and quotients differ in size", found=f"{len(coefficients)} and {len(shares)} industries")
    return labels.table(coefficients * np.minimum(shares, 1))


def _scaled(linkages: Array, kind: str) -> Array:
    return linkages / linkages.mean() if kind == "normalised" else linkages


def _one_of(choice: str, name: str, *choices: str) -> None:
    if choice not in choices:
        raise InputError(f"unknown {name}", found=repr(choice), expected=" or ".join(map(repr, choices)))
