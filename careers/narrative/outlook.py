"""Sentences of the Outlook: jobs now and projected, openings and why, by state, by industry, and past projections.

Every sentence that holds a figure names the years or the edition it is from.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from careers import format as fmt
from careers import tables
from careers.editions import NewerEdition
from careers.i18n import N_, _, ngettext
from careers.narrative.names import industry_in_sentence, industry_name, job_in_sentence, place_in_sentence
from careers.outlook import (
    ALL_OCCUPATIONS,
    GROWTH_ONLY,
    IndustryOutlooks,
    Outlook,
    PastCheck,
    PastPath,
    Prospects,
    StateOutlook,
    StateOutlooks,
    editions,
)
from careers.requirements import SCHOOLING

KeyFigure = tuple[str, str, str, bool]
"""Label, figure, note, and whether it is the main one."""

FLAT_PCT: Final = 0.5
"""A change smaller than this is told as none."""

MOST_ABSENT: Final = 4
"""States named when they do not project a job; more are counted."""

NEVER_REQUIRED: Final = "None"
"""The agency's own word for a job that needs neither experience nor training."""

TRAINING: Final = {
    "Short-term on-the-job training": N_("up to a month of training on the job"),
    "Moderate-term on-the-job training": N_("one to twelve months of training on the job"),
    "Long-term on-the-job training": N_("more than a year of training on the job"),
    "Apprenticeship": N_("an apprenticeship"),
    "Internship/residency": N_("an internship or residency"),
}

REASONS: Final = {
    "exits": N_("People who stop working"),
    "transfers": N_("People who change occupation"),
    "growth": N_("New jobs"),
    "decline": N_("Jobs that go"),
    "openings": N_("All openings"),
}


PATH_COLUMNS: Final = (
    *("edition", "base_year", "target_year", "employment_base_thousand", "employment_target_thousand"),
    *("employment_change_thousand", "employment_change_pct"),
)
STATE_COLUMNS: Final = (
    *("employment_base_thousand", "employment_target_thousand", "employment_change_pct"),
    *("openings_annual_thousand", "openings_per_100"),
)
INDUSTRY_COLUMNS: Final = (
    *("occupation_share_pct", "employment", "employment_change_pct", "projected_industry_title", "industry_scope_note"),
)
PAST_COLUMNS: Final = (
    *("counted_year", "counted_by", "projected_thousand", "counted_thousand", "gap_pct", "everyone_gap_pct"),
)
"""What the tables below the charts show, besides the rows' names."""

MOST_INDUSTRIES: Final = 10
"""Industries drawn; the table has all."""


def _span(record: Any) -> dict[str, int]:
    return {"base": record.base_year, "target": record.target_year}


def _jobs(thousand: float) -> str:
    return fmt.people(thousand * 1000)


def _of_job(record: Outlook | StateOutlooks | IndustryOutlooks) -> str:
    return job_in_sentence(record.occupation_title)


def _direction(change_pct: float | None) -> int:
    if change_pct is None or abs(change_pct) < FLAT_PCT:
        return 0
    return 1 if change_pct > 0 else -1


# --- Editions ------------------------------------------------------------------------------------------------------


def edition_options() -> dict[str, str]:
    """Editions to choose from, newest first: as the address carries them, with a hyphen → as people write them."""
    newest, *earlier = editions()
    named = {newest: _("{edition} edition, newest here").format(edition=newest)} | {e: e for e in earlier}
    return {edition.replace("–", "-"): words for edition, words in named.items()}


def unknown_edition() -> str:
    """Says that the address asks for an edition that is not here; ``value`` is what it asks for."""
    return _("We have no projections of the edition “{value}”. You see the newest ones here.")


def edition_notes(told: Prospects) -> list[str]:
    """That a newer edition is known to exist, or is here while an earlier one is shown."""
    notes = []
    if told.nation.edition != told.newest_edition:
        notes.append(
            _("You see the {edition} edition, as it was published. A newer one is here: {newest}.").format(
                edition=fmt.edition(told.nation.edition), newest=told.newest_edition
            )
        )
    if told.newer is not None:
        notes.append(_newer(told.newer))
    return notes


# --- The answer ----------------------------------------------------------------------------------------------------


def main_figure(told: Prospects) -> KeyFigure:
    """The projected change, with the agency's word and the rate of all occupations beside it."""
    nation = told.nation
    label = _("Jobs in the United States, {base} to {target}, projected").format(**_span(nation))
    if nation.employment_change_pct is None:
        return label, _("not available"), _("{edition} edition").format(edition=fmt.edition(nation.edition)), True
    return label, fmt.pct(nation.employment_change_pct, signed=True), _beside(nation), True


def _beside(nation: Outlook) -> str:
    if nation.soc_code == ALL_OCCUPATIONS:
        return _("the average that every job is held against")
    word = _("“{word}”").format(word=_(nation.growth_word)) if nation.growth_word else ""
    everyone = ""
    if nation.all_occupations_change_pct is not None:
        everyone = _("all occupations {change}").format(change=fmt.pct(nation.all_occupations_change_pct, signed=True))
    return "; ".join(filter(None, (word, everyone)))


def lead(told: Prospects) -> list[str]:
    """The answer in two or three sentences."""
    nation = told.nation
    base, target = nation.employment_base_thousand, nation.employment_target_thousand
    sentences = []
    if base is not None and target is not None:
        text = {
            1: _("The US is projected to have {after} of these jobs in {target}, up from {before} in {base}."),
            0: _("The US is projected to have about as many of these jobs in {target} as in {base}: {after}."),
            -1: _("The US is projected to have {after} of these jobs in {target}, down from {before} in {base}."),
        }[_direction(nation.employment_change_pct)]
        sentences.append(text.format(after=_jobs(target), before=_jobs(base), **_span(nation)))
    if nation.openings:
        sentences.append(_openings_sentence(nation))
    return [" ".join(sentences)] if sentences else [_("The number of jobs is not available for this job.")]


def _openings_sentence(nation: Outlook) -> str:
    text = _("About {openings} open up each year.")
    if (nation.growth_annual_thousand or 0) < 0:
        text = _("Even so, about {openings} open up each year.")
    return text.format(openings=fmt.count(nation.openings or 0))


def key_figures(told: Prospects) -> list[KeyFigure]:
    """Jobs then and now, openings, and the state's own projection."""
    nation = told.nation
    figures: list[KeyFigure] = []
    if nation.openings is not None:
        note = _("{base} to {target}").format(**_span(nation))
        if nation.openings_per_100 is not None:
            number = fmt.index(nation.openings_per_100)
            note = _("{base} to {target}; {number} for every 100 workers").format(number=number, **_span(nation))
        figures.append((_("Openings a year"), fmt.count(nation.openings), note, False))
    if nation.employment_base_thousand is not None:
        label = _("Jobs in {year}").format(year=nation.base_year)
        share = nation.self_employed_pct
        note = _("{share} self-employed").format(share=fmt.pct(share)) if share is not None else ""
        figures.append((label, _jobs(nation.employment_base_thousand), note, False))
    if nation.employment_target_thousand is not None:
        label = _("Jobs in {year}, projected").format(year=nation.target_year)
        note = ""
        if nation.employment_change_thousand is not None:
            change = fmt.count(round(nation.employment_change_thousand * 1000), signed=True)
            note = _("{change} jobs").format(change=change)
        figures.append((label, _jobs(nation.employment_target_thousand), note, False))
    return [*figures, *_state_figure(told)]


def _state_figure(told: Prospects) -> list[KeyFigure]:
    if told.state is None:
        return []
    if told.here is None:
        return [(told.state.title, _("not projected"), _("by its own agency; see the states below"), False)]
    here = told.here
    label = _("{place}, {base} to {target}").format(place=here.place_title, **_span(here))
    if here.employment_change_pct is None:
        return [(label, _("no jobs to start from"), _("the state’s own projection"), False)]
    note = _("the state’s own projection")
    if here.is_in_doubt:
        note = _("the state’s own projection, in doubt: see below")
    elif here.nation_change_pct is not None:
        note = _("the state’s own projection; US in those years {change}").format(
            change=fmt.pct(here.nation_change_pct, signed=True)
        )
    return [(label, fmt.pct(here.employment_change_pct, signed=True), note, False)]


# --- Openings ------------------------------------------------------------------------------------------------------


def openings_rows(nation: Outlook) -> pd.DataFrame:
    """Why jobs open, one row each, and all openings last; empty where the split is not available.

    Columns: ``openings_reason`` (words), ``openings_annual_thousand`` (below zero for jobs that go), ``is_total``.
    """
    growth = nation.growth_annual_thousand
    parts = {
        "transfers": nation.occupational_transfers_annual_thousand,
        "exits": nation.labor_force_exits_annual_thousand,
        "growth" if (growth or 0) >= 0 else "decline": growth,
        "openings": nation.openings_annual_thousand,
    }
    if any(value is None for value in parts.values()):
        return pd.DataFrame(columns=["openings_reason", "openings_annual_thousand", "is_total"])
    return pd.DataFrame(
        {
            "openings_reason": [_(REASONS[name]) for name in parts],
            # One decimal is what the agency prints; a tenth of the change is not more exact.
            "openings_annual_thousand": [round(float(value or 0), 1) for value in parts.values()],
            "is_total": [name == "openings" for name in parts],
        }
    )


def openings_words(nation: Outlook) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the picture of openings."""
    exits, transfers = nation.labor_force_exits_annual_thousand, nation.occupational_transfers_annual_thousand
    growth, total = nation.growth_annual_thousand, nation.openings_annual_thousand
    subtitle = _("Openings a year on average, {job}, United States, {edition} projections").format(
        job=_of_job(nation), edition=fmt.edition(nation.edition)
    )
    if exits is None or transfers is None or growth is None or total is None:
        return _("Why jobs open"), subtitle, _("The split of openings is not available.")
    parts = sorted((exits, transfers, growth))
    if parts[-1] - parts[-2] < 0.05:
        title = _("Why jobs open")
    elif parts[-1] == growth:
        title = _("New jobs bring most of the openings")
    elif parts[-1] == transfers:
        title = _("Most openings come from people who change occupation")
    else:
        title = _("Most openings come from people who stop working")
    if parts[-1] * 2 < total and parts[-1] - parts[-2] >= 0.05:
        title = {
            growth: _("New jobs bring the largest part of the openings"),
            transfers: _("The largest part of openings comes from people who change occupation"),
            exits: _("The largest part of openings comes from people who stop working"),
        }[parts[-1]]
    figures = {
        "openings": fmt.count(total * 1000),
        "transfers": fmt.count(transfers * 1000),
        "exits": fmt.count(exits * 1000),
        "growth": fmt.count(abs(round(growth * 1000, -2))),
    }
    if round(growth, 1) < 0:
        sentence = _(
            "{transfers} openings a year come from people who change occupation and {exits} from people who stop "
            "working; {growth} jobs a year go. That leaves {openings}."
        )
    else:
        sentence = _(
            "Of {openings} openings a year, {transfers} come from people who change occupation, {exits} from people "
            "who stop working, and {growth} are new jobs."
        )
    return title, subtitle, sentence.format(**figures)


def openings_rule() -> str:
    """How the parts were taken over."""
    return _(
        "Openings, people who stop working and people who change occupation as the agency publishes them. New jobs are "
        "the whole projected change spread evenly over its years. Each figure is rounded by itself."
    )


# --- The path ------------------------------------------------------------------------------------------------------


def path_rows(nation: Outlook, everyone: Outlook) -> pd.DataFrame:
    """The job and all occupations, a row each, with the columns of ``outlook``."""
    records = [nation] if nation.soc_code == everyone.soc_code else [nation, everyone]
    names = ("soc_code", *PATH_COLUMNS)
    frame = pd.DataFrame([{name: getattr(record, name) for name in names} for record in records])
    titles = [job_in_sentence(record.occupation_title) for record in records]
    frame.insert(0, "occupation_title", [title[:1].upper() + title[1:] for title in titles])
    return frame


def path_words(nation: Outlook, everyone: Outlook) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the projected path."""
    change, whole = nation.employment_change_pct, everyone.employment_change_pct
    subtitle = _("Change in jobs since {base}, {job}, United States, {edition} projections").format(
        job=_of_job(nation), edition=fmt.edition(nation.edition), base=nation.base_year
    )
    if change is None or nation.employment_base_thousand is None or nation.employment_target_thousand is None:
        return _("The projected path"), subtitle, _("The projected change is not available.")
    size = {"size": fmt.pct(abs(change)), "target": nation.target_year}
    if whole is None or nation.soc_code == ALL_OCCUPATIONS:
        beside = ""
    else:
        beside = _("all occupations {change}").format(change=fmt.pct(whole, signed=True))
    title = {
        1: _("Projected to grow {size} by {target}"),
        0: _("Projected to stay about the same until {target}"),
        -1: _("Projected to shrink {size} by {target}"),
    }[_direction(change)].format(**size)
    if beside:
        title = _("{finding}; {beside}").format(finding=title, beside=beside)
    sentence = _("From {before} jobs in {base} to {after} in {target}: {change}.").format(
        before=_jobs(nation.employment_base_thousand),
        after=_jobs(nation.employment_target_thousand),
        change=fmt.pct(change, signed=True),
        **_span(nation),
    )
    return title, subtitle, sentence


def path_rule(nation: Outlook) -> str:
    """How the path was drawn."""
    return _(
        "Jobs in {base} and {target} as the agency publishes them. Nothing is published for the years between, so the "
        "dashed line is straight."
    ).format(**_span(nation))


def beside_words(nation: Outlook) -> list[str]:
    """What else belongs to the answer: the word's meaning, schooling and training."""
    told = []
    if nation.soc_code == ALL_OCCUPATIONS:
        told.append(_("All jobs of every kind, counted together."))
    elif nation.growth_word:
        told.append(
            _("“{word}” is the agency’s own word for a change of this size in the {edition} edition.").format(
                word=_(nation.growth_word).capitalize(), edition=fmt.edition(nation.edition)
            )
        )
    elif nation.employment_change_pct is not None and nation.edition_has_words:
        told.append(
            _(
                "The agency has a word for each size of change, but here the printed figures do not tell which one "
                "fits. Compare it with all occupations instead."
            )
        )
    elif nation.employment_change_pct is not None:
        told.append(
            _(
                "We do not know which words the agency used for growth in the {edition} edition. Compare it with all "
                "occupations instead."
            ).format(edition=fmt.edition(nation.edition))
        )
    if nation.typical_entry_schooling is not None:
        told.append(_entry(nation))
    told.append(_("These figures count the self-employed too, so they are not the number of jobs on the pay pages."))
    return told


def _entry(nation: Outlook) -> str:
    schooling = SCHOOLING[nation.typical_entry_schooling or ""]
    parts = [_(schooling)]
    if nation.on_the_job_training in TRAINING:
        parts.append(_(TRAINING[nation.on_the_job_training]))
    text = _("People typically need {what} to get in and become good at it.")
    if len(parts) == 1:
        text = _("People typically need {what} to get in.")
    sentence = text.format(what=fmt.listed(parts))
    if nation.related_experience == NEVER_REQUIRED:
        sentence += " " + _("Experience in a related job is not asked for.")
    return sentence


def _newer(edition: NewerEdition) -> str:
    if edition.published_on is None:
        return _("A newer edition, {newer}, exists. It is not in these figures.").format(newer=edition.newer_edition)
    return _("A newer edition, {newer}, came out on {day}. It is not in these figures.").format(
        newer=edition.newer_edition, day=fmt.day(edition.published_on)
    )


def newer_link(edition: NewerEdition) -> tuple[str, str]:
    """Words and address of the newer edition at the agency."""
    return _("To the {newer} edition at the agency").format(newer=edition.newer_edition), edition.address


# --- States --------------------------------------------------------------------------------------------------------


def state_rows(states: StateOutlooks) -> pd.DataFrame:
    """All states and the nation, in order of growth, the nation where it belongs: the columns of ``StateOutlooks``, and
    ``is_faint``, whether little can be told from the row.
    """
    rows = states.rows.assign(is_faint=states.rows["is_coarse"] | states.rows["is_in_doubt"])
    if states.nation is None:
        return rows
    nation = states.nation
    own = {name: getattr(nation, name, None) for name in rows.columns}
    own |= {"place_title": _("United States"), "rank": None, "is_faint": nation.is_coarse}
    change = nation.employment_change_pct
    listed = rows.to_dict("records")
    at = sum(1 for row in listed if row["rank"] > 0 and change is not None and row["employment_change_pct"] >= change)
    return pd.DataFrame([*listed[:at], own, *listed[at:]], columns=rows.columns)


def state_words(told: Prospects, states: StateOutlooks) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the states' chart."""
    ranked = states.rows[states.rows["rank"].notna()]
    subtitle = _("Projected change in jobs, {job}, states and territories, {edition} projections of the states").format(
        job=_of_job(states), edition=fmt.edition(states.edition)
    )
    if ranked.empty:
        return _("Too few jobs in any state to rank"), subtitle, _("No state has 100 of these jobs.")
    first, last = (_row(ranked.iloc[at]) for at in (0, -1))
    here = told.here
    whole = None if states.nation is None else states.nation.employment_change_pct
    if here is not None and here.employment_change_pct is not None and whole is not None and not here.is_in_doubt:
        title = _("{place} projected {change} by {target}, the whole country {whole}").format(
            place=here.place_title,
            change=fmt.pct(here.employment_change_pct, signed=True),
            whole=fmt.pct(whole, signed=True),
            target=states.target_year,
        )
    elif (ranked["rank"] == 1).sum() == 1 and not first["is_coarse"]:
        title = _("{place} projected the most growth by {target}: {change}").format(
            place=first["place_title"],
            change=fmt.pct(first["employment_change_pct"], signed=True),
            target=states.target_year,
        )
    else:
        title = _("What the states projected for {base} to {target}").format(**_span(states))
    sentence = _("Highest: {first} ({high}). Lowest: {last} ({low}).").format(
        first=place_in_sentence(first["place_code"], first["place_title"]),
        high=fmt.pct(first["employment_change_pct"], signed=True),
        last=place_in_sentence(last["place_code"], last["place_title"]),
        low=fmt.pct(last["employment_change_pct"], signed=True),
    )
    if states.nation is not None and whole is not None:
        sentence += " " + _("Whole country in the same edition: {change} and {openings} openings a year.").format(
            change=fmt.pct(whole, signed=True), openings=fmt.count(states.nation.openings)
        )
    return title, subtitle, sentence


def doubt(here: StateOutlook) -> str:
    """Says of a state's projection that is in doubt why it is."""
    place = place_in_sentence(here.place_code, here.place_title)
    place = place[:1].upper() + place[1:]
    if here.listed_share_pct is not None:
        return _(
            "The jobs that {place} lists by occupation for {year} add up to only {share} of its own total. So its "
            "projection for this job is of a part of the jobs: do not lean on its figures."
        ).format(place=place, year=here.base_year, share=fmt.pct(here.listed_share_pct, 0))
    return _(
        "{place} projects from only {base} {job} in {year}, while the pay survey counts {surveyed} in {edition}. It "
        "can hardly mean the same jobs, so do not lean on its figures."
    ).format(
        place=place,
        job=job_in_sentence(here.occupation_title),
        base=_jobs(here.employment_base_thousand),
        year=here.base_year,
        surveyed=fmt.count(here.surveyed_employment or 0),
        edition=fmt.edition(tables.record("pay_by_place").source().edition),
    )


def _row(row: pd.Series) -> dict[str, Any]:
    return {str(name): value for name, value in row.items()}


def state_notes(told: Prospects, states: StateOutlooks) -> list[str]:
    """What has to be known beside the states' chart: its years, what is left out, what is coarse."""
    text = _(
        "Each state makes its own projection, for {base} to {target}. The national figures above are of the "
        "{national} edition: other years, so do not hold the two against each other."
    )
    if told.nation.edition == states.edition:
        text = _(
            "Each state makes its own projection, for {base} to {target}, and they do not add up to the national "
            "figures above, which the federal agency makes for the same years."
        )
    notes = [text.format(national=fmt.edition(told.nation.edition), **_span(states))]
    notes += told.gaps
    if told.here is not None and told.here.is_in_doubt:
        notes.append(doubt(told.here))
    others = states.rows[states.rows["is_in_doubt"]]
    if told.here is not None:
        others = others[others["place_code"] != told.here.place_code]
    if len(others):
        notes.append(
            _(
                "In doubt and not ranked: {places}. What a state lists there is far from all of its jobs, or from what "
                "the pay survey counts."
            ).format(places=fmt.listed(list(others["place_title"])))
        )
    if told.state is not None and told.place.place_code != told.state.place_code:
        notes.append(
            _("Projections are made for whole states: {state} stands for {place}.").format(
                state=told.state.title, place=told.place.title
            )
        )
    few = states.rows[states.rows["openings_annual_thousand_flag"] == GROWTH_ONLY]
    if len(few):
        notes.append(
            _(
                "{places}: openings count new jobs only, not those that people leave, so do not hold them against "
                "those of other states."
            ).format(places=fmt.listed(list(few["place_title"])))
        )
    if states.n_left_out:
        notes.append(
            ngettext(
                "{number} place with fewer than 100 of these jobs is not ranked.",
                "{number} places with fewer than 100 of these jobs are not ranked.",
                states.n_left_out,
            ).format(number=fmt.count(states.n_left_out))
        )
    if (states.rows["is_coarse"] | states.rows["is_in_doubt"]).any():
        notes.append(
            _(
                "Pale bars: in doubt, or fewer than 1,000 jobs. States round jobs to tens, which alone can move so few "
                "by a point."
            )
        )
    if states.absent:
        if len(states.absent) <= MOST_ABSENT:
            text = _("Not projected under this code in {places}.")
            notes.append(text.format(places=fmt.listed(list(states.absent))))
        else:
            text = _("Not projected under this code in {number} states and territories.")
            notes.append(text.format(number=len(states.absent)))
    return notes


def state_rule() -> str:
    """How the states' figures were taken over."""
    return _(
        "As the states publish them, brought together by Projections Central. Places are ranked by change where they "
        "have at least 100 of these jobs."
    )


# --- Industries ----------------------------------------------------------------------------------------------------


def industry_rows(industries: IndustryOutlooks) -> pd.DataFrame:
    """The rows of `IndustryOutlooks` with names as a reader says them."""
    rows = industries.rows.copy()
    rows["industry_title"] = [
        industry_name(code, title) for code, title in zip(rows["industry_code"], rows["industry_title"], strict=True)
    ]
    return rows


def industry_words(industries: IndustryOutlooks) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the industries' chart."""
    subtitle = _(
        "Share of {job} in each industry, {pay_edition}, and projected change in all jobs of that industry, {edition}"
    ).format(
        job=_of_job(industries),
        pay_edition=fmt.edition(industries.pay_edition),
        edition=fmt.edition(industries.edition),
    )
    known = industries.rows.dropna(subset=["occupation_share_pct", "employment_change_pct"])
    share = industries.in_growing_pct
    if known.empty or share is None:
        return _("The industries that employ these workers"), subtitle, _("No number of jobs is released.")
    title = _("{share} of these jobs are in industries projected to grow").format(share=fmt.pct(share, 0))
    if share >= 99.5:
        title = _("Nearly all of these jobs are in industries projected to grow")
    elif share < 0.5:
        title = _("Hardly any of these jobs are in industries projected to grow")
    named = [
        _("{industry} ({share} of these jobs, the industry {change})").format(
            industry=industry_in_sentence(row["industry_code"], row["industry_title"]),
            share=fmt.pct(row["occupation_share_pct"]),
            change=fmt.pct(row["employment_change_pct"], signed=True),
        )
        for row in known.head(3).to_dict("records")
    ]
    sentence = _("Most jobs: {industries}.").format(industries=fmt.listed(named))
    if industries.all_industries_change_pct is not None:
        sentence += " " + _("All industries together, {base} to {target}: {change}.").format(
            change=fmt.pct(industries.all_industries_change_pct, signed=True), **_span(industries)
        )
    return title, subtitle, sentence


def industry_notes(industries: IndustryOutlooks) -> list[str]:
    """What the growth is of, and where it is of more or other jobs than the row names."""
    notes = [
        _(
            "Growth is that of the whole industry, all its jobs together ({edition} edition). How this job fares "
            "inside an industry is not projected here."
        ).format(edition=fmt.edition(industries.edition))
    ]
    shown = industry_rows(industries).head(MOST_INDUSTRIES)
    notes += [
        f"{row['industry_title']}: {_(row['industry_scope_note'])}"
        for row in shown.to_dict("records")
        if row["industry_scope_note"]
    ]
    wider = dict.fromkeys(shown.loc[shown["is_wider"], "industry_title"])
    if wider:
        notes.append(
            _("Growth of a wider industry, named in the table, stands for: {industries}.").format(
                industries=fmt.listed(list(wider))
            )
        )
    return notes


def no_industries(nation: Outlook) -> str:
    """Says so where the agency releases no industry of the detail asked for."""
    return _("For {job}, the agency publishes no industries in this detail.").format(job=_of_job(nation))


def all_industries(industries: IndustryOutlooks) -> tuple[str, float] | None:
    """Words and change of all industries together."""
    change = industries.all_industries_change_pct
    if change is None:
        return None
    return _("All industries together"), change


def industry_rule(industries: IndustryOutlooks) -> str:
    """How shares and growth were put side by side."""
    return _(
        "Shares: jobs in the industry out of all jobs of this occupation, {pay_edition}. Growth: as the agency "
        "publishes it for the same industry, {edition}; where it publishes none, that of the next wider one."
    ).format(pay_edition=fmt.edition(industries.pay_edition), edition=fmt.edition(industries.edition))


# --- Past projections ----------------------------------------------------------------------------------------------


def past_rows(past: tuple[PastPath, ...]) -> pd.DataFrame:
    """One row per edition and later count; the newest edition has one row and no count yet."""
    rows: list[dict[str, Any]] = []
    for path in past:
        start = {
            name: getattr(path, name)
            for name in (
                *("edition", "base_year", "target_year"),
                *("employment_base_thousand", "employment_target_thousand"),
            )
        }
        rows += [
            start
            | {
                "counted_year": check.year,
                "counted_by": check.counted_by,
                "projected_thousand": round(check.projected_thousand, 1),
                "counted_thousand": check.counted_thousand,
                "gap_pct": check.gap_pct,
                "everyone_gap_pct": check.everyone_gap_pct,
            }
            for check in path.checks
        ] or [start | {"counted_year": path.base_year, "projected_thousand": path.employment_base_thousand}]
    return pd.DataFrame(rows)


def latest_check(past: tuple[PastPath, ...]) -> PastCheck | None:
    """The oldest path against the newest count: the longest span that can be told."""
    return next((path.checks[-1] for path in past if path.checks), None)


def past_words(told: Prospects) -> tuple[str, str, str]:
    """Title, subtitle and sentence of how past projections fared."""
    subtitle = _("Jobs counted later against projected paths, {job}, United States, {editions} editions").format(
        job=_of_job(told.nation), editions=fmt.listed([path.edition for path in told.past])
    )
    check = latest_check(told.past)
    if check is None:
        return _("No past projection to compare with"), subtitle, _("Only one edition holds this job.")
    path = next(path for path in told.past if path.checks)
    words = {"year": check.year, "edition": path.edition, "gap": fmt.pct(abs(check.gap_pct))}
    if abs(check.gap_pct) < FLAT_PCT:
        title = _("In {year} jobs were about where the {edition} projection put them").format(**words)
    elif check.gap_pct > 0:
        title = _("In {year} there were {gap} more jobs than the {edition} path").format(**words)
    else:
        title = _("In {year} there were {gap} fewer jobs than the {edition} path").format(**words)
    sentence = _("The {edition} path passes {projected} jobs in {year}; {counted} were counted.").format(
        projected=_jobs(check.projected_thousand), counted=_jobs(check.counted_thousand), **words
    )
    if check.everyone_gap_pct is not None and told.nation.soc_code != ALL_OCCUPATIONS:
        text = _("All occupations together were {gap} above theirs.")
        if check.everyone_gap_pct < 0:
            text = _("All occupations together were {gap} below theirs.")
        sentence += " " + text.format(gap=fmt.pct(abs(check.everyone_gap_pct)))
    return title, subtitle, sentence


def past_trust(past: tuple[PastPath, ...]) -> list[str]:
    """How far off projections usually are, so that the newest one is read with care."""
    told = [_("A projection is a best guess from what was known at its start. It carries no published error.")]
    check = latest_check(past)
    if check is None:
        return told
    path = next(path for path in past if path.checks)
    years = check.year - path.base_year
    told.append(
        ngettext(
            "After {years} year, half of all occupations were more than {typical} above or below the {edition} path.",
            "After {years} years, half of all occupations were more than {typical} above or below the {edition} path.",
            years,
        ).format(years=years, typical=fmt.pct(check.typical_gap_pct), edition=fmt.edition(path.edition))
    )
    told.append(
        _("This job was {gap} off, less than {share} of them.").format(
            gap=fmt.pct(abs(check.gap_pct)), share=fmt.pct(check.further_off_pct, 0)
        )
        if check.further_off_pct >= 50
        else _("This job was {gap} off, more than {share} of them.").format(
            gap=fmt.pct(abs(check.gap_pct)), share=fmt.pct(100 - check.further_off_pct, 0)
        )
    )
    told.append(
        _(
            "Later editions also count a little differently and revise old counts, so part of a gap is not a wrong "
            "guess."
        )
    )
    return told


def past_rule() -> str:
    """How the gap was computed."""
    return _(
        "Joined on the same job code only. A path is the straight line between an edition’s first and last year, which "
        "is ours; the counts are each later edition’s own first year."
    )
