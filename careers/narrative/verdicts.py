"""What a verdict says in words, the same on every page."""

from __future__ import annotations

from careers import format as fmt
from careers.i18n import N_, _
from careers.pay import Verdict

LABELS = {
    "clear": N_("clear difference"),
    "too_close": N_("too close to call"),
    "disagree": N_("too close to call: average and middle disagree"),
    "unknown": N_("cannot be told"),
}


def label(verdict: Verdict) -> str:
    """The verdict in two to six words."""
    return _(LABELS[verdict.outcome])


def against(verdict: Verdict, other: str) -> str:
    """One sentence: how the first average stands against another, with the verdict.

    Args:
        verdict: of the first against the other.
        other: the other, as a noun phrase inside a sentence: "the US", "all occupations in Ohio".
    """
    if verdict.outcome == "unknown" or verdict.difference_usd is None:
        return _("We cannot tell whether average pay differs from {other}: {reason}").format(
            other=other, reason=verdict.reason[:1].lower() + verdict.reason[1:]
        )
    if verdict.outcome == "too_close":
        return _("Average pay against {other} is too close to call: the gap lies within the survey's error.").format(
            other=other
        )
    if verdict.outcome == "disagree":
        return _(
            "Whether pay is higher or lower than {other} is too close to call: average and middle pay disagree."
        ).format(other=other)
    amount = fmt.usd(abs(verdict.difference_usd), verdict.per)
    if verdict.higher == 1:
        text = _("On average that is {amount} more than {other}, a clear difference.")
    else:
        text = _("On average that is {amount} less than {other}, a clear difference.")
    return text.format(amount=amount, other=other)
