"""How things are timed, and how what was measured is held against its limit."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

REPETITIONS = 5


@dataclass(frozen=True)
class Measured:
    """One figure.

    Args:
        name: what was measured.
        value: the figure, or None where it could not be measured here.
        limit: the most it may be; None for a figure that is only told.
        unit: such as ``ms``, ``MB`` or ``× baseline``.
        note: the baseline's own figure, or why nothing was measured.
    """

    name: str
    value: float | None
    limit: float | None
    unit: str
    note: str = ""

    @property
    def is_missed(self) -> bool:
        """Whether the limit is exceeded."""
        return self.value is not None and self.limit is not None and self.value > self.limit

    @property
    def outcome(self) -> str:
        """``pass``, ``FAIL``, ``not measured``, or nothing where there is no limit."""
        if self.value is None:
            return "not measured"
        if self.limit is None:
            return ""
        return "FAIL" if self.is_missed else "pass"


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes, without what earlier ones left behind."""
    gc.collect()
    start = time.perf_counter()
    kept = action()
    taken = time.perf_counter() - start
    del kept
    return taken


def in_turns(actions: Sequence[Callable[[], object]], repetitions: int = REPETITIONS) -> list[float]:
    """Median seconds of each action, warm; they take turns, so that a busy moment meets all of them."""
    for action in actions:
        action()
    rounds = [[seconds(action) for action in actions] for _ in range(repetitions)]
    return [statistics.median(taken) for taken in zip(*rounds, strict=True)]


def each(actions: Iterable[Callable[[], object]], repetitions: int = REPETITIONS) -> list[float]:
    """For each of many short actions, the median seconds of several rounds through all of them."""
    actions = list(actions)
    rounds = []
    for _ in range(repetitions):
        taken = []
        for action in actions:
            start = time.perf_counter()
            action()
            taken.append(time.perf_counter() - start)
        rounds.append(taken)
    return [statistics.median(taken) for taken in zip(*rounds, strict=True)]


def own_peak_memory_mb() -> float:
    """Most memory that this process has needed. Linux's usual figure would count the program that started it, too."""
    status = Path("/proc/self/status")
    if status.is_file():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1e6
    # macOS counts in bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def table(rows: Sequence[Measured]) -> str:
    """The figures as aligned text."""
    cells = [("", "measured", "limit", "", "")]
    for row in rows:
        told = "" if row.value is None else f"{row.value:,.2f} {row.unit}"
        limit = "" if row.limit is None else f"{row.limit:,.2f}"
        cells.append((row.name, told, limit, row.outcome, row.note))
    widths = [max(len(line[i]) for line in cells) for i in range(5)]
    return "\n".join(
        f"{name:<{widths[0]}}  {told:>{widths[1]}}  {limit:>{widths[2]}}  {outcome:<{widths[3]}}  {note}".rstrip()
        for name, told, limit, outcome, note in cells
    )
