"""Agencies' marks, and the flags they become.

A figure is never bare: beside ``pay_annual_p50_usd`` stands ``pay_annual_p50_flag``. The value is null unless the
flag is ``ok`` or ``collapsed``.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

Flag = Literal["ok", "top_coded", "not_released", "hourly_only", "annual_only", "collapsed"]
FLAGS: Final[tuple[str, ...]] = get_args(Flag)
"""Every flag a figure can carry, in the order in which the published tables code them."""

FLAGS_WITH_VALUE: Final[frozenset[str]] = frozenset({"ok", "collapsed"})
"""Flags of cells that hold a number; all others are null."""

PERCENTILES: Final[tuple[int, ...]] = (10, 25, 50, 75, 90)
