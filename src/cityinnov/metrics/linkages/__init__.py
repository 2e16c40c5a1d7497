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

from cityinnov.metrics.linkages.coefficients import (
    allocation_coefficients,
    check_balance,
    ghosh_inverse,
    leontief_inverse,
    technical_coefficients,
)
from cityinnov.metrics.linkages.effects import (
    impact,
    income_multipliers,
    multipliers,
    output_multipliers,
    required_output,
)
from cityinnov.metrics.linkages.extraction import hypothetical_extraction
from cityinnov.metrics.linkages.linkage import backward_linkages, forward_linkages, upstreamness
from cityinnov.metrics.linkages.regionalisation import flq, regional_coefficients

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
