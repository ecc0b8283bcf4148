"""Whether several differences shown at once are real: what every comparison shares, whatever is compared."""

from __future__ import annotations

from statistics import NormalDist
from typing import Final

CRITICAL_Z: Final = 1.645
"""|z| from which a single difference is called clear: 90% intervals, as the agencies publish them."""


def holm(zs: list[float], critical_z: float = CRITICAL_Z) -> list[float]:
    """Critical |z| of each of several differences shown at once (Holm's step-down correction).

    The largest |z| has to pass the level shared among all, the next that shared among the rest, and so on; from the
    first that fails on, none passes.

    Args:
        zs: standard errors between the two of each pair.
        critical_z: what one comparison alone would have to reach.

    Returns:
        The critical value of each, in the order they came; infinite after the first failure.
    """
    normal = NormalDist()
    level = 2 * (1 - normal.cdf(critical_z))
    found: dict[int, float] = {}
    failed = False
    for passed, i in enumerate(sorted(range(len(zs)), key=lambda k: -abs(zs[k]))):
        needed = normal.inv_cdf(1 - level / (2 * (len(zs) - passed)))
        failed = failed or abs(zs[i]) < needed
        found[i] = float("inf") if failed else needed
    return [found[i] for i in range(len(zs))]


def part_variance(error_of_part: float, error_of_whole: float, share: float) -> float:
    """Variance of the difference between a part and its whole, which hold the same people in part.

    Args:
        error_of_part, error_of_whole: standard errors, same unit.
        share: the part's share of the whole, 0 to 1.
    """
    variance = error_of_part**2 * (1 - 2 * share) + error_of_whole**2
    return max(variance, error_of_part**2 * (1 - share) ** 2)
