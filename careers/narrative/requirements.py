"""Sentences of What it takes: what people do, what the job asks for against the average job, and how to get in."""

from __future__ import annotations

from typing import Final, Literal

import pandas as pd

from careers import format as fmt
from careers.duties import Duties
from careers.i18n import N_, _, ngettext
from careers.narrative.names import job_in_sentence
from careers.ratings import Item
from careers.requirements import Credential, Requirements, Technology
from careers.schooling import Earnings
from careers.skill_scores import Score, Scores
from careers.worklife import GROUPS

LEAST_GAP: Final = {"skill": 0.3, "knowledge": 0.4, "work_activity": 0.4, "work_context": 0.4}
"""Points above the average job from which we say that something stands out.

O*NET asks few people: the standard error of a rating is 0.16 points in the middle for skills and 0.24 for knowledge
(release 29.3), so that smaller gaps lie within a 90% interval.
"""

ENTRY_LABELS: Final = {
    "schooling": N_("Typical schooling to get in"),
    "experience": N_("Experience in related jobs"),
    "training": N_("Training once hired"),
}

NONE_NEEDED: Final = {
    "experience": N_("none needed"),
    "training": N_("none typical"),
}

NO_DIPLOMA: Final = "No formal educational credential"

ZONES: Final = {
    1: N_("little or no preparation"),
    2: N_("some preparation"),
    3: N_("medium preparation"),
    4: N_("a good deal of preparation"),
    5: N_("extensive preparation"),
}
"""O*NET's job zones in our words."""

MOST_NAMED: Final = 12
"""Pieces of software that a sentence names; of more it tells the number."""

MOST_TASKS: Final = 8
MOST_ACTIVITIES: Final = 8


# --- What they do --------------------------------------------------------------------------------------------------


def stands_out(items: tuple[Item, ...]) -> list[Item]:
    """Items that are important and further above the average job than their error, furthest first."""
    return [item for item in items if item.stands_out and item.difference >= LEAST_GAP[item.element_group]]


def _said(item: Item) -> str:
    return item.plain_phrase or item.element_name


def choose_one() -> str:
    """Says so on the page of a group of occupations."""
    return _(
        "What it takes differs from job to job, so this page tells it for single jobs. Choose one in the box above. "
        "What people in the whole group have is shown here."
    )


def first_duties(duties: Duties | None) -> list[str]:
    """The three activities furthest above the average job, in our words; empty where O*NET has not rated them."""
    if duties is None:
        return []
    found = stands_out(tuple(activity.item for activity in duties.activities))
    if not found:
        return [_("No activity stands out from the average job: this work is a mix of many.")]
    return [_said(item) for item in found[:3]]


def duties_title(duties: Duties) -> str:
    """How many activities set the job apart."""
    found = len(stands_out(tuple(activity.item for activity in duties.activities)))
    if not found:
        return _("No activity sets this job clearly apart")
    if found > MOST_ACTIVITIES:
        return _("{shown} of {number} activities that set this job apart").format(shown=MOST_ACTIVITIES, number=found)
    return ngettext("{number} activity sets this job apart", "{number} activities set this job apart", found).format(
        number=found
    )


def duties_caption(duties: Duties) -> str:
    """What the table of activities shows."""
    return _("Importance from 1 to 5, {job} and the average job, furthest above it first, O*NET {edition}").format(
        job=job_in_sentence(duties.occupation_title), edition=fmt.edition(duties.coverage.edition)
    )


def duties_table(duties: Duties) -> pd.DataFrame:
    """The activities that stand out, in our words."""
    return rated(stands_out(tuple(activity.item for activity in duties.activities))[:MOST_ACTIVITIES])


def tasks(duties: Duties) -> list[str]:
    """O*NET's own sentences of tasks, the most important first; empty where they are not on this machine."""
    several = len(duties.coverage.onet_occupations) > 1
    return [
        _("{task} ({title})").format(task=task.task, title=task.onet_title) if several else task.task
        for task in duties.tasks[:MOST_TASKS]
    ]


def tasks_note(duties: Duties) -> str:
    """How many tasks there are, and whose sentences they are; or that they are not loaded."""
    if not duties.is_text_loaded:
        return _(
            "O*NET also lists single tasks in its own sentences. They are not on this machine; “python -m etl fetch "
            "--source onet” and “python -m etl build --source onet” put them here."
        )
    if not duties.tasks:
        return _("O*NET lists no tasks for this job.")
    text = ngettext(
        "{shown} of {number} task, as O*NET words it.",
        "{shown} of {number} tasks, as O*NET words them.",
        len(duties.tasks),
    )
    return text.format(shown=min(MOST_TASKS, len(duties.tasks)), number=fmt.count(len(duties.tasks)))


# --- Ratings against the average job -------------------------------------------------------------------------------


def rated(items: list[Item] | tuple[Item, ...]) -> pd.DataFrame:
    """Items with their rating, the average job's and the difference, in the order given."""
    return pd.DataFrame(
        [
            {
                "plain_phrase": _said(item),
                "element_name": item.element_name,
                "element_code": item.element_code,
                "rating": item.rating,
                "average_job_rating": item.average,
                "rating_difference": item.difference,
                "rating_precision": item.rating_precision,
            }
            for item in items
        ]
    )


DUTIES_COLUMNS: Final = ["plain_phrase", "rating", "average_job_rating", "rating_difference"]
RATED_COLUMNS: Final = [
    "element_name",
    "plain_phrase",
    "rating",
    "average_job_rating",
    "rating_difference",
    "rating_precision",
]


def by_weight(items: tuple[Item, ...]) -> list[Item]:
    """Items in the order in which a chart shows them: the important ones first, each furthest above the average job."""
    return sorted(items, key=lambda item: (item.weight < 50, -item.difference))


def rated_words(told: Requirements, group: str, items: tuple[Item, ...]) -> tuple[str, str, str]:
    """Title, subtitle and sentence of a chart of skills or knowledge."""
    above = stands_out(items)
    furthest = sorted(items, key=lambda item: -item.difference)
    names = fmt.listed([item.element_name for item in above[:3]])
    if group == "skill":
        title = (
            _("{names} matter more here than in the average job")
            if len(above) > 1
            else _("{names} matters more here than in the average job")
        )
        none = _("No skill matters clearly more here than in the average job")
        measure = _("Importance of skills, {job} and the average job, O*NET {edition}")
    else:
        title, names = _("Knowledge that matters more here: {names}"), "; ".join(i.element_name for i in above[:3])
        none = _("No field of knowledge matters clearly more here than in the average job")
        measure = _("Importance of knowledge, {job} and the average job, O*NET {edition}")
    first, last = furthest[0], furthest[-1]
    sentence = _(
        "Furthest above the average job: {top} ({top_own} against {top_average}). Furthest below: {low} ({low_own} "
        "against {low_average})."
    ).format(
        top=first.element_name,
        top_own=fmt.one_decimal(first.rating),
        top_average=fmt.one_decimal(first.average),
        low=last.element_name,
        low_own=fmt.one_decimal(last.rating),
        low_average=fmt.one_decimal(last.average),
    )
    subtitle = measure.format(
        job=job_in_sentence(told.occupation_title), edition=fmt.edition(told.coverage[group].edition)
    )
    return title.format(names=names) if above else none, subtitle, sentence


def rating_notes(told: Requirements, group: str, items: tuple[Item, ...]) -> list[str]:
    """Whose ratings answer, how sure they are, and which O*NET itself warns of."""
    said = [
        told.coverage[group].words,
        _("Few people rate each job, so gaps under about {points} mean little.").format(
            points=fmt.points(LEAST_GAP[group])
        ),
    ]
    low = [item.element_name for item in items if item.rating_precision == "low"]
    if low:
        said.append(
            ngettext(
                "O*NET warns that its figure for {names} is imprecise.",
                "O*NET warns that its figures for {names} are imprecise.",
                len(low),
            ).format(names=fmt.listed(low))
        )
    return said


def importance_ends() -> tuple[str, str]:
    """What the ends of the importance scale stand for."""
    return _("not important"), _("extremely important")


def rating_rule() -> str:
    """How the average job is had."""
    return _(
        "O*NET’s importance from 1 to 5. The average job is the average over all rated occupations, each counted with "
        "its number of jobs in the country (OEWS)."
    )


# --- Broad skills as the projections programme scores them ---------------------------------------------------------

LEAST_SCORE_GAP: Final = 0.3
"""Points above all occupations from which a score is told: the ratings behind it are no surer than O*NET's own."""

SCORE_COLUMNS: Final = ["skill_name", "skill_score", "everyone_skill_score", "skill_percentile_rank"]


def _above(scores: Scores) -> list[Score]:
    return [score for score in scores.scores if score.stands_out and score.difference >= LEAST_SCORE_GAP]


def score_rows(scores: Scores) -> pd.DataFrame:
    """Every scored skill, what stands out first."""
    listed = sorted(scores.scores, key=lambda score: (not score.stands_out, -score.difference))
    return pd.DataFrame(
        [
            {
                "soc_code": scores.soc_code,
                "skill_name": score.skill_name,
                "skill_score": score.skill_score,
                "everyone_skill_score": score.everyone,
                "skill_percentile_rank": score.skill_percentile_rank,
            }
            for score in listed
        ]
    )


def score_words(scores: Scores) -> tuple[str, str, str]:
    """Title, subtitle and sentence of the chart of scores."""
    above, first = _above(scores), max(scores.scores, key=lambda score: score.skill_percentile_rank)
    title = _("No broad skill clearly sets this job apart from all occupations")
    if above:
        names = "; ".join(score.skill_name for score in above[:3])
        title = _("Scores above all occupations: {names}").format(names=names)
    subtitle = _("Importance of 17 broad skills, {job} and all occupations, Employment Projections {edition}").format(
        job=job_in_sentence(scores.occupation_title), edition=fmt.edition(scores.edition)
    )
    text = _("{skill} is where it stands highest: {score} of 5, a higher score than in {share} of occupations.")
    if first.skill_percentile_rank > 99:
        text = _("{skill} is where it stands highest: {score} of 5, a higher score than in nearly all occupations.")
    sentence = text.format(
        skill=first.skill_name,
        score=fmt.one_decimal(first.skill_score),
        share=fmt.pct(first.skill_percentile_rank, 0),
    )
    return title, subtitle, sentence


def score_notes(scores: Scores) -> list[str]:
    """Who scored, and from whose ratings."""
    said = [_("The projections programme of BLS works these scores out from O*NET’s ratings.")]
    if scores.is_borrowed:
        said.append(_("O*NET’s ratings of this job were missing, so BLS took those of a similar one."))
    return said


def score_rule() -> str:
    """How the scores were taken over."""
    return _("Scores from 1 to 5 and ranks as the agency publishes them, of this job and of all occupations together.")


# --- Schooling that people have, and what goes with it -------------------------------------------------------------


def held_rows(told: Requirements | None, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of schooling that people have, and beside them the agency's own published shares where it has some."""
    if told is None or told.attained is None:
        return frame
    return frame.assign(attained_share_pct=list(told.attained.shares_pct.values()))


def held_notes(told: Requirements | None) -> list[str]:
    """What the agency's own count says, which is older, of all states and without the young."""
    if told is None or told.attained is None:
        return []
    attained = told.attained
    said = _(
        "BLS’s own count, of people from age 25 on in all states, is of {edition}: {share} have {level} as their "
        "highest schooling. It stands in the table beside ours."
    ).format(
        edition=fmt.edition(attained.edition),
        share=fmt.pct(attained.shares_pct[attained.most_common]),
        level=_(GROUPS["schooling"][attained.most_common]),
    )
    if attained.is_borrowed:
        said += " " + _("For this job it shows a wider group of jobs or a similar one.")
    return [said]


EARNING_LEVELS: Final[dict[str, tuple[str, ...]]] = {
    "No formal educational credential": ("below_high_school", "high_school"),
    "High school diploma or equivalent": ("high_school", "bachelors"),
    "Some college, no degree": ("some_college", "bachelors"),
    "Postsecondary nondegree award": ("some_college", "associates"),
    "Associate's degree": ("associates", "bachelors"),
    "Bachelor's degree": ("bachelors", "masters"),
    "Master's degree": ("masters", "bachelors"),
    "Doctoral or professional degree": ("professional", "doctoral", "bachelors"),
}
"""Typical entry → the levels whose earnings are told: its own, and one to hold it against."""

LEVEL_WORDS: Final = {
    "below_high_school": N_("Less than high school: {earnings} a week in the middle, {rate} unemployed."),
    "high_school": N_("High school diploma: {earnings} a week in the middle, {rate} unemployed."),
    "some_college": N_("Some college, no degree: {earnings} a week in the middle, {rate} unemployed."),
    "associates": N_("Associate’s degree: {earnings} a week in the middle, {rate} unemployed."),
    "bachelors": N_("Bachelor’s degree: {earnings} a week in the middle, {rate} unemployed."),
    "masters": N_("Master’s degree: {earnings} a week in the middle, {rate} unemployed."),
    "professional": N_("Professional degree, such as in law: {earnings} a week in the middle, {rate} unemployed."),
    "doctoral": N_("Doctorate: {earnings} a week in the middle, {rate} unemployed."),
}


def earnings(told: Requirements, levels: tuple[Earnings, ...]) -> list[str]:
    """What goes with the job's typical schooling and with another level, over all jobs; empty without typical entry."""
    entry = None if told.entry is None else told.entry.schooling
    if entry is None:
        return []
    known = {level.level: level for level in levels}
    said = [
        _(LEVEL_WORDS[name]).format(
            earnings=fmt.usd_year(known[name].earnings_weekly_p50_usd), rate=fmt.pct(known[name].unemployment_pct)
        )
        for name in EARNING_LEVELS[entry]
    ]
    said.append(
        _(
            "Over all jobs together, full-time workers from age 25 on, {year}. People who study longer differ in more "
            "than schooling, so this does not say what a degree would bring you."
        ).format(year=known[EARNING_LEVELS[entry][0]].year)
    )
    return said


# --- Getting in ----------------------------------------------------------------------------------------------------


def entry_figures(told: Requirements) -> list[tuple[str, str, str, bool]]:
    """Schooling, experience and training as cards, each with the agency's own words and edition."""
    if told.entry is None:
        return []
    cards = []
    words = told.entry.words
    for kind, label in ENTRY_LABELS.items():
        if kind not in words:
            continue
        own = getattr(told.entry, kind)
        text = _(NONE_NEEDED[kind]) if own == "None" else words[kind]
        note = _("BLS, {edition}") if own == "None" else _("BLS, {edition}: “{words}”")
        cards.append(
            (
                _(label),
                text[:1].upper() + text[1:],
                note.format(edition=fmt.edition(told.entry.edition), words=_(own)),
                False,
            )
        )
    return cards


def entry_notes(told: Requirements) -> list[str]:
    """What is missing: typical entry in the projections, skills in O*NET."""
    said = []
    if told.entry is None:
        said.append(_("The Employment Projections name no typical schooling for this job."))
    if told.unrated_words is not None:
        said.append(told.unrated_words)
    return said


def reported(told: Requirements) -> list[str]:
    """What O*NET's respondents said the job requires, and that it need not agree with the agency's view of entry."""
    said = []
    for asked in told.reported:
        if asked.kind == "schooling":
            most = asked.most_common
            said.append(
                _("Asked what schooling the job requires, {share} said: {answer}.").format(
                    share=fmt.pct(most.share_pct, 0), answer=most.words
                )
            )
        elif asked.kind in ("experience", "on_the_job_training"):
            text = {
                "experience": _("Asked about experience in related jobs, the middle answer was: {answer}."),
                "on_the_job_training": _("Asked about training on the job, the middle answer was: {answer}."),
            }[asked.kind]
            said.append(text.format(answer=asked.middle.words))
    if said:
        said.append(
            _(
                "These are answers of people in the job and of experts, collected by O*NET. BLS names what newcomers "
                "typically have, so the two can differ."
            )
        )
    if told.certification is not None:
        said.append(
            _("A certificate weighs {own} of 5 in this job, by O*NET; in the average job {average}.").format(
                own=fmt.one_decimal(told.certification.rating), average=fmt.one_decimal(told.certification.average)
            )
        )
    zones = sorted(set(told.job_zones.values()))
    if zones:
        named = [_("{zone} ({words})").format(zone=zone, words=_(ZONES[zone])) for zone in zones]
        said.append(_("O*NET’s job zone, from 1 to 5: {zones}.").format(zones=fmt.listed(named)))
    return said


STEP_LINKS: Final = {
    "schooling": N_("Find courses"),
    "certificate": N_("Find certificates"),
    "licence": N_("Look up licenses"),
    "apply": N_("Search for jobs"),
}


def steps(told: Requirements) -> list[tuple[str, list[tuple[str, str]]]]:
    """The way in, in order: sentences with the official page that goes on from there. Certificates are one step."""
    certificates = [credential for credential in told.credentials if credential.credential_kind == "certificate"]
    is_said = False
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for step in told.steps():
        words = step.words
        if step.kind == "certificate":
            if is_said:
                continue
            words, is_said = certificates_words(certificates), True
        link = [(_(STEP_LINKS[step.kind]), step.link)] if step.link and step.kind in STEP_LINKS else []
        found.append((words, link))
    return found


def certificates_words(certificates: list[Credential]) -> str:
    """All certificates in one sentence, with their issuers and the caution."""
    names = [_("{name} ({issuer})").format(name=_(c.credential_name), issuer=c.issuer) for c in certificates]
    return ngettext(
        "A certificate can help: {names}. Named in career guides; check with the issuer.",
        "A certificate can help, such as {names}. Named in career guides; check with the issuer.",
        len(names),
    ).format(names=fmt.listed(names))


def prompts(told: Requirements, kind: Literal["resume", "interview"]) -> list[tuple[str, list[tuple[str, str]]]]:
    """For each of the top skills a line for the résumé, or a question to have a story for."""
    return [(getattr(prompt, kind), []) for prompt in told.prompts()]


# --- Tools, interests, links ---------------------------------------------------------------------------------------


def _named(technologies: list[Technology]) -> str:
    names = [technology.technology_name for technology in technologies]
    if len(names) > MOST_NAMED:
        names = [*names[:MOST_NAMED], _("{number} more").format(number=fmt.count(len(names) - MOST_NAMED))]
    return fmt.listed(names)


def technology(told: Requirements) -> list[str]:
    """Software named for the job: in demand for it, then hot everywhere, then how many others."""
    if not told.technologies:
        return [_("O*NET names no software for this job.")]
    wanted = [t for t in told.technologies if t.is_in_demand]
    hot = [t for t in told.technologies if t.is_hot and not t.is_in_demand]
    rest = len(told.technologies) - len(wanted) - len(hot)
    said = []
    if wanted:
        said.append(_("In demand, often named in ads for this job: {names}.").format(names=_named(wanted)))
    if hot:
        said.append(
            _("Used here and hot, often named in ads for all kinds of jobs: {names}.").format(names=_named(hot))
        )
    if rest:
        text = ngettext("O*NET names {number} other program.", "O*NET names {number} other programs.", rest)
        if not said:
            text = _("None is hot or in demand. O*NET names: {names}.")
        said.append(text.format(number=fmt.count(rest), names=_named(list(told.technologies))))
    return said


def interests(told: Requirements) -> list[str]:
    """Interests that suit the job, strongest first, in our words with O*NET's name; then styles and values by name."""
    said = [
        _("{phrase} (O*NET: {name})").format(phrase=item.plain_phrase, name=item.element_name)
        for item in told.interests
        if item.weight >= 50 and item.plain_phrase
    ]
    if not said and told.interests:
        said.append(_("No one interest marks this job."))
    if told.work_styles:
        names = fmt.listed([item.element_name for item in told.work_styles[:3]])
        said.append(_("Ways of working that count most, by O*NET’s names: {names}.").format(names=names))
    if told.work_values:
        names = fmt.listed([item.element_name for item in told.work_values[:2]])
        said.append(_("What the work gives most, by O*NET’s names: {names}.").format(names=names))
    return said or [_("O*NET has not rated which interests suit this job.")]


LINKS: Final = {
    "handbook": N_("Occupational Outlook Handbook (BLS)"),
    "jobs": N_("Job search (CareerOneStop)"),
    "licences": N_("Licenses by state (CareerOneStop)"),
    "certifications": N_("Certificates (CareerOneStop)"),
    "training": N_("Schools and courses (CareerOneStop)"),
}


def links(told: Requirements) -> list[tuple[str, str]]:
    """Official pages about the job: words and address."""
    several = len(told.onet_pages) > 1
    onet = [
        (_("O*NET OnLine: {title}").format(title=title) if several else _("O*NET OnLine"), address)
        for title, address in told.onet_pages.items()
    ]
    pages = {kind: (_(words), told.links[kind]) for kind, words in LINKS.items() if kind in told.links}
    return [*([pages.pop("handbook")] if "handbook" in pages else []), *onet, *pages.values()]


def attribution(told: Requirements, duties: Duties | None) -> list[str]:
    """What has to stand beside O*NET's items, once for each release used."""
    return list(dict.fromkeys([told.attribution, *([duties.attribution] if duties is not None else [])]))
