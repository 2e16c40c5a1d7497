"""The figure literal, one line as people write it: ``over 500 firms, 2025-05 [br]`` <-> Figure.

Grammar::

    value ["own words"] [(restatement; ...)] [, period] [, status] [[source locator | speaker; ...]]
    value   = [qualifier] number [scale] unit
            | number to number [scale] unit | qualifier number and qualifier number [scale] unit
            | currency number [scale] | part of whole unit | [qualifier] doubled

What could be read in two ways is refused with both readings. A figure is never looked up in a cache:
two texts "about 10 firms" are two unknowns.
"""
