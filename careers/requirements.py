"""What an occupation takes: schooling, experience, training, skills, knowledge, software, interests, certificates.

Three kinds of evidence stand apart: what the agency calls typical for entry (Employment Projections), what people in
the job have (census microdata), and what people in the job or experts say it requires (O*NET).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import urlencode

from careers import outlook, ratings, skill_scores, tables, worklife
from careers.errors import NotPublished
from careers.i18n import N_, _
from careers.places import place as find_place
from careers.prompts import OF_SCORED_SKILLS, PROMPTS
from careers.ratings import Coverage, Item
from careers.skill_scores import Scores
from careers.titles import occupation as find_occupation
from careers.worklife import WorkLife

SCHOOLING: Final[dict[str, str]] = {
    "No formal educational credential": N_("no diploma or degree"),
    "High school diploma or equivalent": N_("a high school diploma or equivalent"),
    "Some college, no degree": N_("some college, without a degree"),
    "Postsecondary nondegree award": N_("a certificate from a course after high school"),
    "Associate's degree": N_("a two-year (associate’s) degree"),
    "Bachelor's degree": N_("a four-year (bachelor’s) degree"),
    "Master's degree": N_("a master’s degree"),
    "Doctoral or professional degree": N_("a doctoral or professional degree"),
}
"""The agency's levels of typical entry schooling, from least to most, in plain words."""

EXPERIENCE: Final[dict[str, str]] = {
    "None": N_("no experience in a related job"),
    "Less than 5 years": N_("less than five years in a related job"),
    "5 years or more": N_("five years or more in a related job"),
}

TRAINING: Final[dict[str, str]] = {
    "None": N_("no training on the job"),
    "Short-term on-the-job training": N_("up to a month of training on the job"),
    "Moderate-term on-the-job training": N_("one month to a year of training on the job"),
    "Long-term on-the-job training": N_("more than a year of training on the job"),
    "Apprenticeship": N_("an apprenticeship"),
    "Internship/residency": N_("an internship or residency"),
}

_SPANS: Final = (
    N_("none"),
    N_("up to 1 month"),
    N_("1 to 3 months"),
    N_("3 to 6 months"),
    N_("6 months to 1 year"),
    N_("1 to 2 years"),
    N_("2 to 4 years"),
)

QUESTIONS: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "2.D.1": (
        "schooling",
        N_("Schooling the job requires"),
        (
            N_("less than high school"),
            N_("high school diploma or equivalent"),
            N_("certificate after high school"),
            N_("some college courses"),
            N_("associate’s degree"),
            N_("bachelor’s degree"),
            N_("certificate after a bachelor’s degree"),
            N_("master’s degree"),
            N_("certificate after a master’s degree"),
            N_("professional degree"),
            N_("doctoral degree"),
            N_("training after a doctorate"),
        ),
    ),
    "3.A.1": (
        "experience",
        N_("Experience in related jobs"),
        (*_SPANS, N_("4 to 6 years"), N_("6 to 8 years"), N_("8 to 10 years"), N_("over 10 years")),
    ),
    "3.A.2": (
        "workplace_training",
        N_("Classes given at the workplace"),
        (*_SPANS, N_("4 to 10 years"), N_("over 10 years")),
    ),
    "3.A.3": (
        "on_the_job_training",
        N_("Training on the job"),
        (N_("none, or a short demonstration"), *_SPANS[1:], N_("4 to 10 years"), N_("over 10 years")),
    ),
}
"""O*NET's questions: what they are about, our words for them and for each answer, from least to most."""

ATTAINED_TABLE: Final = "schooling_people_have"
CERTIFICATION: Final = "2.D.4.a"
APPRENTICESHIP: Final = "3.A.4.a"


@dataclass(frozen=True)
class Entry:
    """What people typically need to enter, as the Employment Projections put it.

    Attributes:
        schooling, experience, training: the agency's words; ``None`` as text means that none is required.
        edition: such as 2024–34.
    """

    schooling: str | None
    experience: str | None
    training: str | None
    edition: str

    @property
    def words(self) -> dict[str, str]:
        """The same in plain words: ``schooling``, ``experience``, ``training``, each where the agency names one."""
        named = (
            ("schooling", self.schooling, SCHOOLING),
            ("experience", self.experience, EXPERIENCE),
            ("training", self.training, TRAINING),
        )
        return {kind: _(words.get(value, value)) for kind, value, words in named if value is not None}

    @property
    def source(self) -> tables.Source:
        """Who published it."""
        return tables.record("outlook").source()


@dataclass(frozen=True)
class Attained:
    """Schooling that people in the job have, as the Employment Projections publish it: from age 25 on, all states.

    Attributes:
        shares_pct: percent of people by highest schooling, from least to most, in the order of
            `careers.worklife.GROUPS`.
        is_borrowed: whether the agency took them from a wider group or a similar occupation.
        edition: years of the survey behind them, such as 2021–22.
    """

    shares_pct: dict[str, float]
    is_borrowed: bool
    edition: str

    @property
    def most_common(self) -> str:
        """The level that most have."""
        return max(self.shares_pct, key=self.shares_pct.__getitem__)

    @property
    def source(self) -> tables.Source:
        """Who published it."""
        return tables.record(ATTAINED_TABLE).source()


@dataclass(frozen=True)
class Answer:
    """One answer to one of O*NET's questions: our words for it, and the share who gave it, in percent."""

    category: int
    words: str
    share_pct: float


@dataclass(frozen=True)
class Reported:
    """What people in the job, or experts, said it requires.

    Attributes:
        kind: ``schooling``, ``experience``, ``workplace_training`` or ``on_the_job_training``.
        title: the question in our words.
        answers: every answer, from least to most.
        rating_precision: ``low`` where O*NET calls a figure in it too imprecise, ``not_stated`` where it says nothing.
        onet_occupations_n: how many of O*NET's occupations were averaged.
    """

    kind: str
    title: str
    answers: tuple[Answer, ...]
    rating_precision: str
    onet_occupations_n: int

    @property
    def middle(self) -> Answer:
        """The answer in the middle: at least half say this much or less, and at least half this much or more."""
        below = 0.0
        for answer in self.answers:
            below += answer.share_pct
            if below >= 50:
                return answer
        return self.answers[-1]

    @property
    def most_common(self) -> Answer:
        """The answer most gave; the lesser where two are equal."""
        return max(self.answers, key=lambda answer: (answer.share_pct, -answer.category))


@dataclass(frozen=True)
class Technology:
    """Software named for the occupation.

    Attributes:
        technology_name, technology_category: its name, and what kind it is.
        is_hot: often named in employers' postings, over all occupations.
        is_in_demand: often named in postings for this occupation.
        named_by_n: how many of O*NET's occupations here name it.
    """

    technology_name: str
    technology_category: str
    is_hot: bool
    is_in_demand: bool
    named_by_n: int


STATE_LICENSE: Final = N_("State license")
"""What the hand-kept list calls a licence of a state, for the translation catalogue; certificates keep their names."""


@dataclass(frozen=True)
class Credential:
    """A certificate or licence that career guides name: check with the issuer."""

    credential_kind: Literal["certificate", "licence"]
    credential_name: str
    issuer: str
    credential_note: str | None

    @property
    def words(self) -> str:
        """What to say beside it."""
        if self.credential_note:
            return _(self.credential_note)
        return _("Named in career guides; check with the issuer.")


@dataclass(frozen=True)
class Step:
    """One step on the way in.

    Attributes:
        kind: ``schooling``, ``experience``, ``training``, ``certificate``, ``licence``, ``skills`` or ``apply``.
        words: one plain sentence.
        link: where to go on; None where there is nowhere.
    """

    kind: str
    words: str
    link: str | None


@dataclass(frozen=True)
class Prompt:
    """A skill that sets the job apart, with what to write and what to be ready to tell."""

    skill: str
    resume: str
    interview: str


@dataclass(frozen=True)
class Requirements:
    """What one occupation takes.

    Attributes:
        soc_code, occupation_title: the occupation asked about.
        entry: typical for entry; None where the projections do not say.
        held: people in the job as the census counts them, with the schooling they have (``held.shares["schooling"]``);
            None where no microdata code covers the job.
        attained: the same as the Employment Projections publish it, older and of all states; None where they do not.
        reported: what people in the job say it requires; empty where O*NET did not ask.
        job_zones: O*NET's 1 (little preparation) to 5 (a great deal), by its own occupation's code.
        job_zone_text: O*NET's sentences for each zone, where loaded on this machine.
        skills, knowledge: every rated item, furthest above the average job first; empty where O*NET has no ratings.
        scores: the broader skills that the projections programme scores; None where it does not.
        interests: O*NET's six interest areas, strongest first; likewise work styles and work values.
        certification, apprenticeship: how important O*NET's respondents call a certificate and an apprenticeship;
            None where not asked.
        technologies: in demand for this job first, then hot, then the rest.
        credentials: named in career guides.
        coverage: whose ratings answer, by group of items; a group O*NET has not rated has no
            ``onet_occupations``.
        links: official pages by kind: ``handbook``, ``certifications``, ``licences``, ``training``, ``jobs``.
        onet_pages: title → address on O*NET OnLine, for each of O*NET's occupations that belong to this one.
        attribution: what has to stand beside O*NET's figures.
    """

    soc_code: str
    occupation_title: str
    entry: Entry | None
    held: WorkLife | None
    attained: Attained | None
    reported: tuple[Reported, ...]
    job_zones: dict[str, int]
    job_zone_text: dict[int, dict[str, str]]
    skills: tuple[Item, ...]
    knowledge: tuple[Item, ...]
    scores: Scores | None
    interests: tuple[Item, ...]
    work_styles: tuple[Item, ...]
    work_values: tuple[Item, ...]
    certification: Item | None
    apprenticeship: Item | None
    technologies: tuple[Technology, ...]
    credentials: tuple[Credential, ...]
    coverage: dict[str, Coverage]
    links: dict[str, str]
    onet_pages: dict[str, str]
    attribution: str

    @property
    def top_skills(self) -> tuple[Item, ...]:
        """Skills that are important and stand out from the average job, furthest first."""
        return tuple(item for item in self.skills if item.stands_out)

    @property
    def top_knowledge(self) -> tuple[Item, ...]:
        """Knowledge that is important and stands out from the average job, furthest first."""
        return tuple(item for item in self.knowledge if item.stands_out)

    @property
    def is_rated(self) -> bool:
        """Whether O*NET has rated the occupation's skills."""
        return bool(self.skills)

    @property
    def unrated_words(self) -> str | None:
        """A sentence that says what O*NET lacks; None where it lacks nothing."""
        if self.is_rated:
            return None
        return ratings.unrated(self.soc_code, "skill").message

    def prompts(self, limit: int = 3) -> tuple[Prompt, ...]:
        """What to show on a résumé and be ready to tell in an interview, for the skills that stand out most.

        Where no skill stands out, the most important ones serve; where O*NET has no ratings, the scored skills.
        """
        strongest = self.top_skills or tuple(sorted(self.skills, key=lambda item: -item.rating))
        named = [(item.element_name, PROMPTS[item.element_code]) for item in strongest]
        if not named and self.scores is not None:
            named = [(score.skill_name, OF_SCORED_SKILLS[score.skill_name]) for score in self.scores.strongest]
        return tuple(
            Prompt(skill, *(_("{skill}: {words}").format(skill=skill, words=_(words)) for words in pair))
            for skill, pair in named[:limit]
        )

    def steps(self) -> tuple[Step, ...]:
        """The way in, in order, as far as the sources tell it."""
        return _steps(self)


def lookup(soc_code: str, place: str = "US") -> Requirements:
    """What an occupation takes.

    Args:
        soc_code: such as ``43-4051``.
        place: where the job search and licence links should look.

    Returns:
        All that is known; what a source lacks is empty or None, and ``coverage`` says whose ratings answer.

    Raises:
        UnknownOccupation, UnknownPlace: no such code.
        NotPublished: none of the sources knows the occupation (groups of occupations, for one).
    """
    job, where = find_occupation(soc_code), find_place(place)
    found: dict[str, tuple[Item, ...]] = {
        group: ratings.items(job.soc_code, group) if ratings.is_rated(job.soc_code, group) else ()
        for group in _RATED_GROUPS
    }
    entry = _entry(job.soc_code)
    belonging = ratings.onet_occupations(job.soc_code)
    if not belonging and entry is None:
        raise ratings.unrated(job.soc_code, "skill")
    credential = {item.element_code: item for item in found["credential"]}
    zones = ratings.job_zones(job.soc_code)
    texts = _job_zone_texts()
    return Requirements(
        job.soc_code,
        job.title,
        entry,
        _held_by(job.soc_code),
        _attained().get(job.soc_code),
        _reported(job.soc_code),
        zones,
        {zone: texts[zone] for zone in sorted(set(zones.values())) if zone in texts},
        found["skill"],
        found["knowledge"],
        skill_scores.scores(job.soc_code),
        _strongest(found["interest"]),
        _strongest(found["work_style"]),
        _strongest(found["work_value"]),
        credential.get(CERTIFICATION),
        credential.get(APPRENTICESHIP),
        _technologies().get(job.soc_code, ()),
        _credentials().get(job.soc_code, ()),
        {group: ratings.coverage(job.soc_code, group) for group in _RATED_GROUPS},
        _links(job.soc_code, job.title, where.title if where.place_code != "US" else ""),
        {near.title: f"{_ONET_ONLINE}/{near.code}" for near in belonging},
        tables.record("onet_ratings").source("onet").citation,
    )


_RATED_GROUPS: Final[tuple[ratings.Group, ...]] = (
    "skill",
    "knowledge",
    "interest",
    "work_style",
    "work_value",
    "credential",
)


def _strongest(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (-item.rating, item.element_code)))


def _entry(soc_code: str) -> Entry | None:
    try:
        told = outlook.lookup(soc_code)
    except NotPublished:
        return None
    named = (told.typical_entry_schooling, told.related_experience, told.on_the_job_training)
    return Entry(*named, told.edition) if any(named) else None


def _held_by(soc_code: str) -> WorkLife | None:
    try:
        return worklife.lookup(soc_code)
    except NotPublished:
        return None


def schooling_rank(schooling: str | None) -> int | None:
    """How high a level of typical entry schooling stands, from 0; None where the agency names none."""
    return None if schooling is None else list(SCHOOLING).index(schooling)


# --- Tables, each read once ---------------------------------------------------------------------------------


def _rows(table: str, *columns: str) -> list[tuple[Any, ...]]:
    frame = tables.digest(table)
    return list(zip(*(frame[c].astype(object).tolist() for c in columns), strict=True))


@tables.built_once
def _preparation() -> dict[str, dict[str, list[tuple[int, float, int, str]]]]:
    found: dict[str, dict[str, list[tuple[int, float, int, str]]]] = {}
    for soc, code, category, share, count, precision in _rows(
        "preparation",
        "soc_code",
        "element_code",
        "answer_category",
        "reported_share_pct",
        "onet_occupations_n",
        "rating_precision",
    ):
        found.setdefault(soc, {}).setdefault(code, []).append((int(category), float(share), int(count), precision))
    return found


def _reported(soc_code: str) -> tuple[Reported, ...]:
    asked = _preparation().get(soc_code, {})
    reported = []
    for code, (kind, title, words) in QUESTIONS.items():
        if code not in asked:
            continue
        answers = sorted(asked[code])
        precisions = {answer[3] for answer in answers}
        reported.append(
            Reported(
                kind,
                _(title),
                tuple(Answer(category, _(words[category - 1]), share) for category, share, _n, _p in answers),
                next(p for p in ("low", "not_stated", "ok") if p in precisions),
                max(answer[2] for answer in answers),
            )
        )
    return tuple(reported)


@tables.built_once
def _attained() -> dict[str, Attained]:
    found: dict[str, dict[int, float]] = {}
    told: dict[str, tuple[bool, str]] = {}
    columns = ("soc_code", "attained_order", "attained_share_pct", "is_borrowed", "edition")
    for soc, order, share, is_borrowed, edition in _rows(ATTAINED_TABLE, *columns):
        found.setdefault(soc, {})[int(order)] = float(share)
        told[soc] = bool(is_borrowed), str(edition)
    # Both agencies tell the same seven levels, from least to most.
    levels = tuple(worklife.GROUPS["schooling"])
    return {
        soc: Attained(dict(zip(levels, (share for _order, share in sorted(shares.items())), strict=True)), *told[soc])
        for soc, shares in found.items()
    }


@tables.built_once
def _technologies() -> dict[str, tuple[Technology, ...]]:
    found: dict[str, list[Technology]] = {}
    for soc, *named in _rows(
        "technologies",
        "soc_code",
        "technology_name",
        "technology_category",
        "is_hot",
        "is_in_demand",
        "named_by_n",
    ):
        found.setdefault(soc, []).append(Technology(*named))
    return {
        soc: tuple(sorted(named, key=lambda t: (not t.is_in_demand, not t.is_hot, -t.named_by_n, t.technology_name)))
        for soc, named in found.items()
    }


@tables.built_once
def _credentials() -> dict[str, tuple[Credential, ...]]:
    found: dict[str, list[Credential]] = {}
    for soc, kind, name, issuer, note in _rows(
        "credentials", "soc_code", "credential_kind", "credential_name", "issuer", "credential_note"
    ):
        found.setdefault(soc, []).append(Credential(kind, name, issuer, note if isinstance(note, str) else None))
    order = {"certificate": 0, "licence": 1}
    return {soc: tuple(sorted(named, key=lambda c: order[c.credential_kind])) for soc, named in found.items()}


@tables.built_once
def _job_zone_texts() -> dict[int, dict[str, str]]:
    frame = tables.load_local("job_zones")
    if frame is None:
        return {}
    columns = ("job_zone", "name", "experience", "education", "training")
    return {
        int(zone): dict(zip(columns[1:], texts, strict=True))
        for zone, *texts in zip(*(frame[c].astype(object).tolist() for c in columns), strict=True)
    }


@tables.built_once
def _handbook() -> dict[str, str]:
    return dict(_rows("handbook_pages", "soc_code", "handbook_address"))


# --- Ways on ------------------------------------------------------------------------------------------------

_ONET_ONLINE: Final = "https://www.onetonline.org/link/summary"
_CAREERONESTOP: Final = "https://www.careeronestop.org/toolkit"


def _links(soc_code: str, title: str, place: str) -> dict[str, str]:
    links = {"handbook": _handbook()[soc_code]} if soc_code in _handbook() else {}
    # Searched by name there; what a title leaves out ("…, Except Advertising") would only get in the way.
    keyword = title.split(",")[0]
    search = urlencode({"keyword": keyword, **({"location": place} if place else {})})
    return links | {
        "certifications": f"{_CAREERONESTOP}/training/find-certifications.aspx?{urlencode({'keyword': keyword})}",
        "licences": f"{_CAREERONESTOP}/training/find-licenses.aspx?{search}",
        "training": f"{_CAREERONESTOP}/training/find-local-training.aspx?{search}",
        "jobs": f"{_CAREERONESTOP}/jobs/find-jobs.aspx?{search}",
    }


def _steps(told: Requirements) -> tuple[Step, ...]:
    steps: list[Step] = []

    def add(kind: str, words: str, link: str | None = None) -> None:
        steps.append(Step(kind, words, link))

    words = told.entry.words if told.entry else {}
    if "schooling" in words:
        none = told.entry is not None and told.entry.schooling == "No formal educational credential"
        add(
            "schooling",
            _("You can start without a diploma or degree.")
            if none
            else _("Get {schooling}. That is what people typically enter with.").format(schooling=words["schooling"]),
            told.links.get("training"),
        )
    if "experience" in words:
        none = told.entry is not None and told.entry.experience == "None"
        add(
            "experience",
            _("You do not need experience in a related job.")
            if none
            else _("First gain {experience}.").format(experience=words["experience"]),
        )
    for credential in told.credentials:
        name = _("{name} ({issuer})").format(name=_(credential.credential_name), issuer=credential.issuer)
        if credential.credential_kind == "licence":
            add("licence", f"{_(credential.credential_name)}: {credential.words}", told.links.get("licences"))
        else:
            add("certificate", f"{name}: {credential.words}", told.links.get("certifications"))
    if not any(credential.credential_kind == "licence" for credential in told.credentials):
        add("licence", _("Check whether your state asks for a license."), told.links.get("licences"))
    if told.prompts():
        named = ", ".join(prompt.skill for prompt in told.prompts())
        words_for = (
            _("Show the skills that set this job apart: {skills}.")
            if told.top_skills or (not told.skills and told.scores is not None and told.scores.any_stands_out)
            else _("Show the skills this job asks for most: {skills}.")
        )
        add("skills", words_for.format(skills=named))
    add("apply", _("Look for open jobs."), told.links.get("jobs"))
    if "training" in words:
        none = told.entry is not None and told.entry.training == "None"
        add(
            "training",
            _("Once hired, no training on the job is typical.")
            if none
            else _("Once hired, expect {training}.").format(training=words["training"]),
        )
    return tuple(steps)
