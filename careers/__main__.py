"""``python -m careers``: the dashboard's answers in a terminal, as text for people or as JSON for programs."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final, TypeVar, get_args

import click
import pandas as pd

from careers import (
    columns,
    duties,
    experience,
    explore,
    industries,
    majors,
    offers,
    outlook,
    pay,
    places,
    prices,
    related,
    requirements,
    tables,
    titles,
    worklife,
)
from careers import format as fmt
from careers.answers import plain, source
from careers.errors import CareersError
from careers.i18n import FALLBACK, N_, _, languages, use_language
from careers.narrative import explore as explore_words
from careers.narrative import outlook as outlook_words
from careers.narrative import related as related_words
from careers.narrative import requirements as requirements_words
from careers.narrative import verdicts
from careers.narrative import worklife as worklife_words
from careers.occupation_names import in_language
from careers.pay import PERIOD, Per, ceilings

F = TypeVar("F", bound=Callable[..., Any])

STATISTICS: Final = ("mean", "p10", "p25", "p50", "p75", "p90")
PER_WORDS: Final[dict[Per, str]] = {"year": N_("A year"), "hour": N_("An hour")}


class _Plain(click.Group):
    """Commands that say what they could not find, and what comes close, instead of a stack trace."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CareersError as error:
            click.echo(str(error), err=True)
            for near in error.nearest:
                click.echo(f"  {near.code:<12}{near.title}", err=True)
            raise SystemExit(1) from error


_as_json = click.option("--json/--text", "as_json", default=False, help="JSON for programs, or text (the default).")
_per = click.option("--per", type=click.Choice(get_args(Per)), default="year", help="Pay by the year or by the hour.")
_place = click.option("--place", default="US", metavar="PLACE", help="US, OH, a metro's or a nonmetro area's code.")
_industry = click.option("--industry", metavar="INDUSTRY", help="Such as 44-45, 52, 524 or 541511; only with US.")
_sector = click.option("--industry", metavar="INDUSTRY", help="Such as 44-45, 52, 524 or 541511.")


@click.group(cls=_Plain, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--lang", type=click.Choice(languages()), default=FALLBACK, show_default=True, help="Language spoken.")
@click.pass_context
def cli(ctx: click.Context, lang: str) -> None:
    """What US occupations pay, where, in which industries, and whether there will be jobs.

    Occupations go by their code, which `titles` finds; places by the code that `places` finds.
    """
    ctx.with_resource(use_language(lang))


@cli.command("titles")
@click.argument("text")
@click.option("--limit", default=8, show_default=True, type=click.IntRange(1, 50), help="Most answers.")
@_as_json
def find_titles(text: str, limit: int, as_json: bool) -> None:
    """Find the occupations that TEXT may mean, best first."""
    found = [asdict(match) for match in titles.search(text, limit)]
    _matches(text, found, ("soc_code", "title", "matched_title", "score"), as_json)


@cli.command("places")
@click.argument("text")
@click.option("--limit", default=8, show_default=True, type=click.IntRange(1, 50), help="Most answers.")
@_as_json
def find_places(text: str, limit: int, as_json: bool) -> None:
    """Find the places that TEXT may mean, best first."""
    found = [asdict(match) for match in places.search(text, limit)]
    _matches(text, found, ("place_code", "title", "place_kind", "score"), as_json)


@cli.command("pay")
@click.argument("soc_code")
@_place
@_industry
@_as_json
def one_cell(soc_code: str, place: str, industry: str | None, as_json: bool) -> None:
    """What an occupation pays in a place, or in an industry of the whole country."""
    record = pay.lookup(soc_code, place, industry)
    if as_json:
        _json({**asdict(record), "source": source(record.table)})
        return
    where = record.place_title if record.industry_code == industries.ALL else record.industry_title
    row, limits = asdict(record), ceilings()
    click.echo(f"{in_language(record.occupation_title)}, {where}\n")
    for per in PERIOD:
        click.echo(_(PER_WORDS[per]))
        for statistic in STATISTICS:
            _line(columns.heading(name := f"pay_{PERIOD[per]}_{statistic}_usd"), columns.cell(row, name, limits))
    click.echo(_("Jobs and errors"))
    for name in ("employment", "employment_rse_pct", "pay_rse_pct", "jobs_per_1000", "location_quotient"):
        if row[name] is not None or name == "employment":
            _line(columns.heading(name), columns.cell(row, name))
    click.echo()
    _source_line(record.table, record.series)


@cli.command("by-place")
@click.argument("soc_code")
@click.option("--kind", type=click.Choice(get_args(pay.PlaceKind)), help="Only this kind of place.")
@_per
@_as_json
def every_place(soc_code: str, kind: pay.PlaceKind | None, per: Per, as_json: bool) -> None:
    """What an occupation pays in every place."""
    shown = ("place_code", "place_title", "employment", *_spread(per))
    _table(pay.by_place(soc_code, kind), shown, ("pay_by_place",), as_json)


@cli.command("by-industry")
@click.argument("soc_code")
@click.option("--level", type=click.Choice(get_args(industries.Level)), default="sector", show_default=True)
@_per
@_as_json
def every_industry(soc_code: str, level: industries.Level, per: Per, as_json: bool) -> None:
    """What an occupation pays in every industry of the whole country, and where its jobs are."""
    shown = ("industry_code", "industry_title", "occupation_share_pct", *_spread(per))
    _table(pay.by_industry(soc_code, level), shown, ("pay_by_industry",), as_json)


@cli.command("history")
@click.argument("soc_code")
@click.option("--real/--nominal", default=True, help="Add dollars of the newest year (the default), or not.")
@_per
@_as_json
def every_year(soc_code: str, real: bool, per: Per, as_json: bool) -> None:
    """What an occupation has paid in the whole country since 2013."""
    shown = ["year", "employment", *_spread(per)]
    if real:
        shown.append(f"pay_{PERIOD[per]}_p50_real_usd")
    _table(pay.history(soc_code, real), (*shown, "break_kind"), ("pay_history", "pay_by_place"), as_json)


@cli.command("compare")
@click.argument("soc_code")
@_place
@_industry
@click.option("--with-job", metavar="SOC_CODE", help="The other occupation; without it, the same.")
@click.option("--with-place", default="US", metavar="PLACE", help="The other place; without it, the whole country.")
@click.option("--with-industry", metavar="INDUSTRY", help="The other industry.")
@click.option("--real", is_flag=True, help="Compare what the pay buys after local prices.")
@_as_json
def one_verdict(
    soc_code: str,
    place: str,
    industry: str | None,
    with_job: str | None,
    with_place: str,
    with_industry: str | None,
    real: bool,
    as_json: bool,
) -> None:
    """Say whether two averages differ by more than their error."""
    records = pay.lookup(soc_code, place, industry), pay.lookup(with_job or soc_code, with_place, with_industry)
    levels = None
    if real:
        year = prices.common_year([record.place_code for record in records])
        first, second = (prices.parity(record.place_code, year) for record in records)
        levels = first.parity_index, second.parity_index
    verdict = pay.compare(*records, price_levels=levels)
    if as_json:
        _json({"first": asdict(records[0]), "second": asdict(records[1]), "verdict": asdict(verdict)})
        return
    for record in records:
        name = f"pay_{PERIOD[verdict.per]}_mean_usd"
        where = record.place_title if record.industry_code == industries.ALL else record.industry_title
        _line(f"{in_language(record.occupation_title)}, {where}", columns.cell(asdict(record), name, ceilings()))
    if verdict.difference_usd is not None:
        label = _("Difference after local prices") if verdict.is_real else _("Difference")
        _line(label, fmt.usd_change(verdict.difference_usd, verdict.per))
    click.echo()
    _line(_("Verdict"), verdicts.label(verdict))
    click.echo(f"  {verdict.reason}")


def _number(_context: click.Context, _parameter: click.Parameter, value: float) -> float:
    if math.isnan(value):
        raise click.BadParameter("give a number, such as 45610")
    return value


@cli.command("real")
@click.argument("amount", type=click.FloatRange(min=0, max=1e9), callback=_number)
@click.argument("place")
@_as_json
def after_prices(amount: float, place: str, as_json: bool) -> None:
    """What AMOUNT dollars earned in PLACE buy, at the average US price level."""
    answer = prices.real(amount, place)
    if as_json:
        _json({**asdict(answer), "source": source("price_parities")})
        return
    _line(_("Earned in {place}").format(place=answer.parity.place_title), fmt.usd_hour(amount))
    _line(_("Worth at US prices"), fmt.usd_hour(answer.real_usd))
    _line(columns.heading("parity_index"), f"{fmt.index(answer.parity.parity_index)} ({answer.parity.year})")
    if answer.parity.is_likely_high:
        click.echo(_("This is its whole state's price level. Prices there are likely lower."))
    click.echo()
    _source_line("price_parities")


@cli.command("outlook")
@click.argument("soc_code")
@click.option("--edition", help="Such as 2024–34; the newest without it.")
@_as_json
def prospects(soc_code: str, edition: str | None, as_json: bool) -> None:
    """Whether there will be jobs: growth, openings and the usual schooling."""
    found = outlook.lookup(soc_code, edition=edition)
    if as_json:
        _json({**asdict(found), "openings": found.openings, "source": asdict(found.source)})
        return
    click.echo(f"{in_language(found.occupation_title)}, {found.edition}\n")
    change = _("not available") if found.employment_change_pct is None else fmt.pct(found.employment_change_pct)
    _line(_("Change in jobs"), f"{change} ({_(found.growth_word)})" if found.growth_word else change)
    if found.all_occupations_change_pct is not None:
        _line(_("All occupations"), fmt.pct(found.all_occupations_change_pct))
    _line(_("Openings a year"), _("not available") if found.openings is None else fmt.count(found.openings))
    _line(_("Usual schooling"), found.typical_entry_schooling or _("not stated"))
    told = outlook.prospects(found.soc_code, edition=found.edition)
    for note in outlook_words.edition_notes(told):
        click.echo(f"\n{note}")
    click.echo()
    _say_source(found.source)


@cli.command("experience")
@click.argument("soc_code")
@_place
@_sector
@click.option("--years", type=float, help="One estimate, with the steps that lead to it; all bands without it.")
@click.option("--schooling", type=click.Choice(list(experience.SCHOOLING)), help="Highest schooling reached.")
@_per
@_as_json
def with_years(
    soc_code: str,
    place: str,
    industry: str | None,
    years: float | None,
    schooling: str | None,
    per: Per,
    as_json: bool,
) -> None:
    """What an occupation pays with years of potential experience: a model for PLACE and INDUSTRY."""
    profile = experience.profile(soc_code, place, industry, per)
    found = None if years is None else experience.estimate(soc_code, years, place, industry, schooling, per)
    if as_json:
        _json({**asdict(found or profile), "source": source(experience.TABLE)})
        return
    where = profile.base.records[0].place_title
    click.echo(f"{in_language(profile.occupation_title)}, {where}\n")
    for estimate in profile.estimates if found is None else (found.band,):
        label = columns.word("experience_band", estimate.experience_band)
        if estimate.value_usd is None or estimate.low_usd is None or estimate.high_usd is None:
            _line(label, fmt.flag_words(estimate.flag))
            continue
        low, high = fmt.usd(estimate.low_usd, per), fmt.usd(estimate.high_usd, per)
        text = _("{middle}, likely {low} to {high}").format(middle=fmt.usd(estimate.value_usd, per), low=low, high=high)
        badge = {"measured": _("measured"), "modelled": _("modelled")}[estimate.badge]
        _line(label, f"{text} ({badge})")
    click.echo()
    _source_line("pay_by_place")
    _source_line(experience.TABLE)


@cli.command("offer")
@click.argument("soc_code")
@click.argument("amount")
@_per
@_place
@_sector
@click.option("--years", type=float, help="Years of potential experience.")
@click.option("--sure", is_flag=True, help="Do not ask about an amount that looks like a slip.")
@_as_json
def one_offer(
    soc_code: str,
    amount: str,
    per: Per,
    place: str,
    industry: str | None,
    years: float | None,
    sure: bool,
    as_json: bool,
) -> None:
    """Where an offer of AMOUNT dollars stands, as ranges of percentiles."""
    found = offers.check(soc_code, offers.parse(amount), per, place, industry, years, sure=sure)
    if as_json:
        _json({**asdict(found), "source": source("pay_by_place")})
        return
    click.echo(f"{in_language(found.occupation_title)}, {fmt.usd(found.amount_usd, per)}\n")
    for rung in found.rungs:
        label = columns.word("experience_band", rung.code) if rung.kind == "experience" else rung.title
        if rung.position is None:
            _line(label, rung.reason)
            continue
        low, high = (None if end is None else f"{end:.0f}" for end in (rung.position.low_pct, rung.position.high_pct))
        if low and high:
            text = _("above {low} to {high} of 100").format(low=low, high=high)
        elif high:
            text = _("above fewer than {high} of 100").format(high=high)
        elif low:
            text = _("above more than {low} of 100").format(low=low)
        else:
            text = _("within the range of the middle")
        _line(label, text)
    click.echo()
    _source_line("pay_by_place")


@cli.command("majors")
@click.argument("code")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 200), help="Most lines.")
@_as_json
def studies(code: str, limit: int, as_json: bool) -> None:
    """Jobs that people who studied a field hold, or what people in a job studied.

    CODE is an occupation's code, or a field's code or name, such as 6107 or nursing.
    """
    is_job = "-" in code and code.replace("-", "").isdigit()
    found = majors.of(code) if is_job else majors.occupations(code)
    if as_json:
        _json({**asdict(found), "source": source(majors.TABLE)})
        return
    click.echo(f"{found.everyone.title if is_job else found.everyone.field_title}\n")
    for line in found.lines[:limit]:
        middle = line.pay["p50"]
        text = fmt.usd_year(middle.value) if middle.value is not None else fmt.flag_words(middle.flag)
        _line((line.field_title if is_job else line.title)[:42], f"{fmt.pct(line.share_pct):>7}  {text}")
    click.echo()
    _source_line(majors.TABLE)


@cli.command("duties")
@click.argument("soc_code")
@_as_json
def what_people_do(soc_code: str, as_json: bool) -> None:
    """What people do: activities that set the occupation apart, and its tasks where they are loaded."""
    found = duties.lookup(soc_code)
    if as_json:
        _json({**asdict(found), "source": asdict(found.coverage.source)})
        return
    click.echo(f"{in_language(found.occupation_title)}\n")
    click.echo(requirements_words.duties_title(found))
    for row in requirements_words.duties_table(found).to_dict("records"):
        own, average = (fmt.one_decimal(row[name]) for name in ("rating", "average_job_rating"))
        text = _("{own} of 5, average job {average}").format(own=own, average=average)
        click.echo(f"  {row['plain_phrase']} ({text})")
    click.echo(f"\n{requirements_words.tasks_note(found)}")
    for task in requirements_words.tasks(found):
        click.echo(f"  {task}")
    click.echo(f"\n{found.attribution}")


@cli.command("requirements")
@click.argument("soc_code")
@_place
@_as_json
def what_it_takes(soc_code: str, place: str, as_json: bool) -> None:
    """What an occupation takes: schooling, skills and software, and the steps to get in."""
    found = requirements.lookup(soc_code, place)
    if as_json:
        steps = [asdict(step) for step in found.steps()]
        _json({**asdict(found), "steps": steps, "source": source("outlook")})
        return
    click.echo(f"{in_language(found.occupation_title)}\n")
    for label, text, note, _is_main in requirements_words.entry_figures(found):
        _line(label, f"{text} ({note})")
    told = list(requirements_words.entry_notes(found))
    if found.skills:
        told.append(requirements_words.rated_words(found, "skill", found.skills)[0])
    if found.scores is not None:
        told.append(requirements_words.score_words(found.scores)[0])
    if found.held is not None:
        told.append(worklife_words.sentence(found.held, "schooling"))
    told += [*requirements_words.technology(found), *requirements_words.interests(found)]
    click.echo()
    for sentence in told:
        click.echo(sentence)
    click.echo()
    for number, (step, links) in enumerate(requirements_words.steps(found), start=1):
        click.echo(f"{number:>3}. {step}")
        for _words, address in links:
            click.echo(f"     {address}")
    click.echo()
    for table in ("outlook", "skill_scores", worklife.SHARES_TABLE):
        _source_line(table)
    click.echo(found.attribution)


@cli.command("worklife")
@click.argument("soc_code")
@_as_json
def hours_and_ways(soc_code: str, as_json: bool) -> None:
    """What work is like: hours, part-time, from home, the way to work, who employs, ages."""
    found = worklife.lookup(soc_code)
    if as_json:
        _json({**asdict(found), "source": asdict(found.source)})
        return
    click.echo(f"{in_language(found.occupation_title)}\n")
    for label, text, note, _is_main in (worklife_words.main_figure(found), *worklife_words.key_figures(found)):
        _line(label, f"{text} ({note})" if note else text)
    click.echo()
    for trait in found.shares:
        click.echo(worklife_words.sentence(found, trait))
    click.echo()
    for note in (*worklife_words.first_notes(found, "US", ""), *worklife_words.how_to_read(found)):
        click.echo(note)
    click.echo()
    _say_source(found.source)


@cli.command("related")
@click.argument("soc_code")
@_place
@click.option("--limit", default=12, show_default=True, type=click.IntRange(1, 50), help="Most roles.")
@click.option("--pays-at-least-as-much", is_flag=True, help="Only what pays at least as much there.")
@click.option("--no-more-schooling", is_flag=True, help="Only what takes no more schooling.")
@click.option("--growing", is_flag=True, help="Only what is projected to grow.")
@click.option("--enough-jobs", is_flag=True, help="Only what has at least 100 jobs there.")
@_as_json
def other_roles(soc_code: str, place: str, limit: int, as_json: bool, **filters: bool) -> None:
    """Other roles a person could take, each as a trade-off in PLACE."""
    found = related.find(soc_code, place, limit, **filters)
    if as_json:
        rows = [
            {**asdict(role), "reasons": role.reasons, "growth_pct": role.growth_pct, "jobs": role.jobs}
            for role in found.roles
        ]
        _json({**asdict(found), "roles": rows, "source": source("related_occupations")})
    else:
        click.echo(f"{in_language(found.occupation_title)}, {found.place_title}\n{related_words.now(found)}")
        for number, role in enumerate(found.roles, start=1):
            click.echo(f"\n{number:>3}. {role.soc_code} {role.occupation_title}: {'; '.join(role.reasons)}")
            for label, text, note in related_words.trade_offs(role, related_words.per(found)):
                _line(label, f"{text} ({note})" if note else text)
        click.echo()
        if found.roles:
            click.echo(related_words.shown_of_all(found))
        for table in ("pay_by_place", "outlook"):
            _source_line(table)
        click.echo(found.attribution)
    if found.loosen_words is not None:
        raise CareersError(soc_code, message=found.loosen_words)


@cli.command("explore")
@_place
@click.option("--schooling", type=click.Choice(list(requirements.SCHOOLING)), help="The most that entry may ask for.")
@click.option("--training", type=click.Choice(list(requirements.TRAINING)), help="The most training on the job.")
@click.option("--least-pay", "pay_at_least_usd", type=float, help="Least middle pay there, in dollars.")
@click.option("--least-growth", "growth_at_least_pct", type=float, help="Least projected change in jobs, percent.")
@click.option("--skill", metavar="CODE", help="O*NET's code of a skill that stands out, such as 2.B.1.f.")
@click.option("--interest", metavar="CODE", help="O*NET's code of an interest among the two strongest.")
@click.option("--words", "text", metavar="WORDS", help="Words of a title.")
@click.option("--list", "listed", type=click.Choice(list(explore.LISTS)), help="A list that people ask for.")
@click.option("--order", type=click.Choice(explore.ORDERS), default="jobs", show_default=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Most rows as text.")
@_per
@_as_json
def every_occupation(place: str, limit: int, as_json: bool, **wishes: Any) -> None:
    """Occupations that fit what matters to a person, in PLACE."""
    found = explore.table(place, **wishes)
    if as_json:
        rows, left_out = (frame.astype(object).to_dict("records") for frame in (found.frame, found.left_out))
        parts = {name: getattr(found, name) for name in ("place_code", "per", "filters", "listed", "order", "edition")}
        sources = [source(table) for table in ("pay_by_place", "outlook", "onet_ratings")]
        _json({**parts, "rows": rows, "left_out": left_out, "sources": sources})
    elif len(found.frame):
        for sentence in explore_words.lead(found):
            click.echo(sentence)
        if found.listed is not None:
            click.echo(explore_words.left_out(found))
        click.echo()
        shown = ("soc_code", *explore_words.list_columns(found)[:6])
        _table(found.frame.head(limit), shown, ("pay_by_place", "outlook"), as_json=False)
    if not len(found.frame):
        raise CareersError(place, message=explore_words.nothing_left(found))


def _spread(per: Per) -> tuple[str, ...]:
    return tuple(f"pay_{PERIOD[per]}_{statistic}_usd" for statistic in ("p10", "p50", "p90"))


def _say_source(told: tables.Source) -> None:
    click.echo(_("Source: {title}, {agency}, {edition}.").format(**asdict(told)))


def _source_line(table: str, series: str | None = None) -> None:
    _say_source(tables.record(table).source())
    if series is not None:
        click.echo(_("Series: {series}").format(series=series))


def _json(answer: Any) -> None:
    click.echo(json.dumps(plain(answer), ensure_ascii=False, indent=1, allow_nan=False))


def _line(label: str, text: str) -> None:
    click.echo(f"  {label:<42}  {text}")


def _matches(text: str, found: list[dict[str, Any]], shown: tuple[str, ...], as_json: bool) -> None:
    """Print what a search found; finding nothing is told apart by the exit status."""
    if as_json:
        _json(found)
    elif found:
        _aligned([[f"{match[c]:.0f}" if c == "score" else str(match[c]) for c in shown] for match in found])
    if not found:
        raise CareersError(text, message=_("Nothing comes close to “{text}”.").format(text=text[:60]))


def _table(frame: pd.DataFrame, shown: tuple[str, ...], behind: tuple[str, ...], as_json: bool) -> None:
    rows = frame.astype(object).to_dict("records")
    if as_json:
        _json({"rows": rows, "sources": [source(table) for table in behind]})
        return
    limits = ceilings()
    headings = [_("Change in codes or method") if c == "break_kind" else columns.heading(c) for c in shown]
    cells = [[_text({str(k): v for k, v in row.items()}, c, limits) for c in shown] for row in rows]
    _aligned([headings, *cells])
    click.echo()
    for table in behind:
        _source_line(table)


def _text(row: Mapping[str, Any], column: str, limits: Mapping[str, float]) -> str:
    if column == "break_kind":
        return "" if plain(row[column]) is None else str(row[column])
    # A year of its own has its own ceiling, which stands in its row.
    own = {per: row[f"ceiling_{per}_usd"] for per in limits if f"ceiling_{per}_usd" in row}
    return columns.cell(row, column, own or limits)


def _aligned(rows: Iterable[list[str]]) -> None:
    rows = list(rows)
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(part.ljust(width) for part, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    cli(prog_name="python -m careers")
