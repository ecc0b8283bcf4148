"""The contract of the published tables: every field once, every table's fields, key, sources and caveats.

``FIELDS`` gives type, unit and meaning; ``TABLES`` refers to it. A test fails when a published column is not described
here. Words that people read are marked with ``N_`` so that the translation catalogue finds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from data import survey_format
from etl.cells import PERCENTILES

Kind = Literal["text", "category", "count", "figure", "year", "truth", "flag"]


def N_(text: str) -> str:  # noqa: N802 - the customary gettext name for "extract, translate later"
    """Mark ``text`` for the translation catalogue and return it unchanged."""
    return text


@dataclass(frozen=True)
class Field:
    """One column, wherever it stands.

    Args:
        kind: ``text`` and ``category`` are strings (a category repeats, and is read back as one), ``count`` and
            ``year`` whole numbers, ``figure`` a 64-bit float, ``truth`` a boolean, ``flag`` one of ``etl.cells.FLAGS``.
        unit: unit of the number, or "" for text.
        meaning: one plain sentence.
        minimum, maximum: bounds that every value keeps, or None.
        allowed: the only values a category may take, or None.
        nullable: whether a row may lack it.
    """

    kind: Kind
    unit: str
    meaning: str
    minimum: float | None = None
    maximum: float | None = None
    allowed: tuple[str, ...] | None = None
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """One published table: its columns in order, what makes a row unique, where it comes from, what to beware of."""

    title: str
    fields: tuple[str, ...]
    key: tuple[str, ...]
    sources: tuple[str, ...]
    caveats: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()


def _figure(unit: str, meaning: str, minimum: float | None = 0.0, maximum: float | None = None) -> Field:
    return Field("figure", unit, meaning, minimum, maximum, nullable=True)


def _flag(of: str) -> Field:
    return Field("flag", "", N_("What kind of figure stands in {figure}.").format(figure=of))


def _pay_fields() -> dict[str, Field]:
    """Mean and percentiles by the hour and year, each with its flag."""
    fields: dict[str, Field] = {}
    for per, unit in (("hourly", "US dollars per hour"), ("annual", "US dollars per year")):
        fields[f"pay_{per}_mean_usd"] = _figure(unit, N_("Average (mean) pay."))
        fields[f"pay_{per}_mean_flag"] = _flag(f"pay_{per}_mean_usd")
        for p in PERCENTILES:
            fields[f"pay_{per}_p{p}_usd"] = _figure(
                unit, N_("Pay that {percent}% of workers do not exceed.").format(percent=p)
            )
            fields[f"pay_{per}_p{p}_flag"] = _flag(f"pay_{per}_p{p}_usd")
    return fields


PAY_FIELDS: Final[tuple[str, ...]] = tuple(_pay_fields())
"""Column names of mean and percentile pay and their flags, hourly first."""

ANNUAL_PERCENTILE_FIELDS: Final[tuple[str, ...]] = tuple(
    f"pay_annual_p{p}_{part}" for p in PERCENTILES for part in ("usd", "flag")
)

PLACE_KINDS: Final = ("nation", "state", "metro", "nonmetro")
OCCUPATION_LEVELS: Final = ("total", "major", "minor", "broad", "detailed")
INDUSTRY_LEVELS: Final = ("all", "ownership", "sector", "3-digit", "4-digit", "5-6-digit", "government")
TITLE_SOURCES: Final = (
    "oews",
    "soc",
    "soc_direct_match",
    "onet_occupation",
    "onet_alternate",
    "onet_reported",
    "everyday",
)
ATTAINED: Final = (
    "below_high_school",
    "high_school",
    "some_college",
    "associates",
    "bachelors",
    "masters",
    "doctoral_or_professional",
)
EARNERS: Final = ("professional", "doctoral", "all")
ELEMENT_GROUPS: Final = (
    "skill",
    "knowledge",
    "work_activity",
    "ability",
    "interest",
    "work_style",
    "work_value",
    "work_context",
    "credential",
)
WORK_LIFE_TRAITS: Final = ("weekly_hours", "way_to_work", "travel_minutes", "employer", "schooling", "age")
_SURVEY_YEARS: Final = (survey_format.FIRST_YEAR, survey_format.LAST_YEAR)
EXPERIENCE_BANDS: Final = ("all", "0-5", "5-10", "10-20", "20+")
EXPERIENCE_SPLITS: Final = ("division", "sector", "schooling", "experience")
SCHOOLING_LEVELS: Final = ("all", "up_to_high_school", "some_college_or_associate", "bachelor", "graduate")
EVIDENCE_BADGES: Final = ("measured", "modelled", "not_shown")

FIELDS: Final[dict[str, Field]] = {
    # Who and where
    "soc_code": Field("category", "", N_("Occupation code as OEWS publishes it (SOC 2018, with a few broad codes).")),
    "soc_2018_code": Field("category", "", N_("Detailed code of the 2018 Standard Occupational Classification.")),
    "soc_2018_title": Field("text", "", N_("Title of that detailed SOC 2018 code.")),
    "oews_soc_code": Field(
        "category",
        "",
        N_("OEWS code that answers for this SOC code; missing where OEWS has none."),
        nullable=True,
    ),
    "shared_by": Field(
        "count", "occupations", N_("How many occupations of that level the same source code covers."), 1
    ),
    "occupation_title": Field("text", "", N_("Name of the occupation.")),
    "occupation_level": Field(
        "category", "", N_("Level in the classification, from total to detailed."), allowed=OCCUPATION_LEVELS
    ),
    "major_group_code": Field("category", "", N_("Major group that the occupation belongs to."), nullable=True),
    "sort_order": Field("count", "", N_("Position in the agency's own list."), 0),
    "place_code": Field(
        "category",
        "",
        N_("US, a state's two letters, a metro's CBSA code, or a nonmetro area's seven digits."),
    ),
    "place_title": Field("text", "", N_("Name of the place.")),
    "place_name": Field("text", "", N_("An everyday name that people use for the place.")),
    "place_kind": Field("category", "", N_("Nation, state, metro or nonmetro area."), allowed=PLACE_KINDS),
    "oews_area_code": Field("category", "", N_("Seven-digit area code in the OEWS files.")),
    "state_codes": Field(
        "text",
        "",
        N_("Letters of the states that the place touches, main state first, joined by ';'."),
        nullable=True,
    ),
    "state_fips_code": Field("category", "", N_("Two-digit Census code of the main state."), nullable=True),
    "is_territory": Field("truth", "", N_("Guam, Puerto Rico or the Virgin Islands.")),
    "latitude_degrees": Field("figure", "degrees north", N_("Latitude of the middle."), -20, 72, nullable=True),
    "longitude_degrees": Field("figure", "degrees east", N_("Longitude of the middle."), -180, 180, nullable=True),
    "industry_code": Field("category", "", N_("Industry as people write it: 44-45, 52, 524, 5241, 541511.")),
    "oews_industry_code": Field("category", "", N_("Six-character industry code in the OEWS files.")),
    "industry_title": Field("text", "", N_("Name of the industry.")),
    "industry_level": Field("category", "", N_("Level of detail of the industry."), allowed=INDUSTRY_LEVELS),
    "sector_code": Field("category", "", N_("Sector that the industry belongs to."), nullable=True),
    # Jobs
    "employment": _figure("jobs", N_("Wage and salary jobs, without the self-employed.")),
    "employment_flag": _flag("employment"),
    "employment_rse_pct": _figure("percent", N_("Relative standard error of the number of jobs.")),
    "pay_rse_pct": _figure("percent", N_("Relative standard error of the average pay.")),
    "jobs_per_1000": _figure("jobs per 1,000", N_("Of 1,000 jobs in the place, how many are in this occupation.")),
    "location_quotient": _figure(
        "ratio", N_("The occupation's share of the place's jobs, divided by its share of all US jobs.")
    ),
    **_pay_fields(),
    # Time and prices
    "year": Field("year", "year", N_("Reference year; for OEWS, May of that year."), 1900, 2100),
    "price_index": _figure("index, 1982–84 = 100", N_("Consumer prices in US cities (CPI-U), yearly average.")),
    "parity_kind": Field(
        "category", "", N_("Whether the price level is a state's or a metro's."), allowed=("state", "metro")
    ),
    "parity_component": Field(
        "category",
        "",
        N_("What the price level covers: everything, or one kind of spending."),
        allowed=("all", "goods", "housing", "utilities", "other_services"),
    ),
    "parity_index": _figure("index, US = 100", N_("Regional price parity: the place's prices against the US.")),
    "ceiling_hourly_usd": _figure("US dollars per hour", N_("Highest hourly pay that the edition prints.")),
    "ceiling_annual_usd": _figure("US dollars per year", N_("Highest yearly pay that the edition prints.")),
    "break_note": Field("text", "", N_("What changed in the method or the codes in that year."), nullable=True),
    "break_kind": Field("category", "", N_("What kind of change it was."), allowed=("codes", "method"), nullable=True),
    # Titles
    "title": Field("text", "", N_("A wording that people use for the occupation.")),
    "title_source": Field("category", "", N_("Who lists that wording."), allowed=TITLE_SOURCES),
    "onet_soc_code": Field("category", "", N_("Eight-digit O*NET-SOC code behind the wording."), nullable=True),
    "language_code": Field("category", "", N_("Language of the name, as a two-letter code.")),
    "name": Field("text", "", N_("What the occupation is called in that language.")),
    "name_use": Field(
        "category",
        "",
        N_("Whether the name is shown, or only found by those who type it."),
        allowed=("shown", "everyday"),
    ),
    # Outlook
    "edition": Field("category", "", N_("Edition of the source, as it names itself.")),
    "base_year": Field("year", "year", N_("Year the projection starts from."), 2000, 2100),
    "target_year": Field("year", "year", N_("Year the projection leads to."), 2000, 2100),
    "employment_base_thousand": _figure("thousand jobs", N_("Jobs in the base year, with the self-employed.")),
    "employment_target_thousand": _figure("thousand jobs", N_("Projected jobs in the target year.")),
    "employment_change_thousand": _figure("thousand jobs", N_("Projected change in jobs."), minimum=None),
    "employment_change_pct": _figure("percent", N_("Projected change in jobs, as a share."), minimum=-100),
    "openings_annual_thousand": _figure("thousand openings per year", N_("Projected openings a year, on average.")),
    "labor_force_exit_rate_pct": _figure(
        "percent per year", N_("Share of people in the job who stop working altogether in a year."), 0, 100
    ),
    "occupational_transfer_rate_pct": _figure(
        "percent per year", N_("Share of people in the job who change to another occupation in a year."), 0, 100
    ),
    "labor_force_exits_annual_thousand": _figure(
        "thousand openings per year", N_("Openings because people stop working altogether.")
    ),
    "occupational_transfers_annual_thousand": _figure(
        "thousand openings per year", N_("Openings because people change to another occupation.")
    ),
    "self_employed_pct": _figure("percent", N_("Share of self-employed people in the base year."), 0, 100),
    "typical_entry_schooling": Field(
        "category", "", N_("Schooling that people typically need to enter."), nullable=True
    ),
    "related_experience": Field(
        "category", "", N_("Experience in a related job that employers commonly expect."), nullable=True
    ),
    "on_the_job_training": Field("category", "", N_("Training on the job that people typically need."), nullable=True),
    "lower_bound_pct": Field(
        "figure", "percent", N_("Smallest whole-percent change the word stands for."), nullable=True
    ),
    "upper_bound_pct": Field(
        "figure", "percent", N_("Largest whole-percent change the word stands for."), nullable=True
    ),
    "growth_word": Field("category", "", N_("Word the agency uses for growth in this span.")),
    "growth_word_source": Field("text", "", N_("Where the agency states these words.")),
    "matrix_industry_code": Field("category", "", N_("Industry code of the National Employment Matrix.")),
    "matched_industry_code": Field(
        "category",
        "",
        N_("Our code of the same industry in OEWS; missing where a line puts several together or none of them."),
        nullable=True,
    ),
    "industry_scope_note": Field(
        "text", "", N_("Where the projection covers other jobs of the industry than OEWS does."), nullable=True
    ),
    "attained_schooling": Field(
        "category", "", N_("Highest schooling that people have."), allowed=(*ATTAINED, *EARNERS)
    ),
    "attained_order": Field("count", "", N_("Position of the schooling, from lowest to highest."), 1, 7),
    "attained_share_pct": _figure("percent", N_("Share of people from 25 on in the occupation."), 0, 100),
    "is_borrowed": Field("truth", "", N_("Taken by the agency from a wider group or a similar occupation.")),
    "earnings_weekly_p50_usd": _figure("US dollars per week", N_("Middle weekly earnings of full-time workers.")),
    "unemployment_pct": _figure("percent", N_("Share of the labor force without work."), 0, 100),
    "skill_name": Field("category", "", N_("The agency's name of the skill.")),
    "skill_score": _figure("points, 1 to 5", N_("How much the skill matters, from not to extremely important."), 1, 5),
    "skill_percentile_rank": _figure("percent", N_("Share of occupations with a lower score."), 0, 100),
    "source_name": Field("category", "", N_("Our short name of a source.")),
    "edition_at_hand": Field("text", "", N_("Edition that our figures are from.")),
    "newer_edition": Field("text", "", N_("Newer edition that the agency has published.")),
    "published_on": Field("text", "", N_("Day on which it was published, where known."), nullable=True),
    "newer_address": Field("text", "", N_("Where the newer edition is.")),
    # O*NET
    "onet_title": Field("text", "", N_("O*NET's name of one of its occupations.")),
    "job_zone": Field(
        "count", "", N_("How much preparation the occupation takes: 1 little, 5 a great deal."), 1, 5, nullable=True
    ),
    "rated_groups": Field(
        "text", "", N_("Groups of items that O*NET rated for that occupation, joined by ';'."), nullable=True
    ),
    "element_code": Field("category", "", N_("O*NET's code of the item, such as 2.A.1.b.")),
    "element_name": Field("text", "", N_("O*NET's name of the item, such as Active Listening.")),
    "element_group": Field("category", "", N_("What kind of item it is."), allowed=ELEMENT_GROUPS),
    "plain_phrase": Field("text", "", N_("The item in our own plain words."), nullable=True),
    "rating_scale": Field(
        "category",
        "",
        N_("What the rating says about the item."),
        allowed=("importance", "interest", "extent", "context", "impact"),
    ),
    "rating_minimum": Field("figure", "points", N_("Lowest value of the item's scale."), -3, 5),
    "rating_maximum": Field("figure", "points", N_("Highest value of the item's scale."), 3, 7),
    "rating": Field("figure", "points", N_("Rating of the item, averaged over O*NET's occupations."), -3, 7),
    "level": _figure("points, 0 to 7", N_("Level of the item that the job needs, averaged likewise."), 0, 7),
    "onet_occupations_n": Field("count", "occupations", N_("How many of O*NET's occupations answer here."), 1),
    "rating_precision": Field(
        "category",
        "",
        N_("Low where O*NET calls a figure averaged here too imprecise, not stated where it says nothing."),
        allowed=("ok", "low", "not_stated"),
    ),
    "answer_category": Field("count", "", N_("Number of the answer in O*NET's list, from least to most."), 1, 12),
    "reported_share_pct": _figure("percent", N_("Share of the answers, by workers or experts."), 0, 100),
    "related_soc_code": Field("category", "", N_("Code of the related occupation.")),
    "relatedness_tier": Field(
        "category", "", N_("How near O*NET puts it: first tier, second or third."), allowed=("first", "second", "third")
    ),
    "relatedness_position": Field("count", "", N_("Place in O*NET's list, 1 nearest."), 1, 20),
    "named_by_n": Field("count", "occupations", N_("How many of O*NET's occupations name it."), 1),
    "technology_name": Field("category", "", N_("Name of the software.")),
    "technology_category": Field("category", "", N_("Kind of software.")),
    "is_hot": Field("truth", "", N_("Often named in employers' job postings, says O*NET.")),
    "is_in_demand": Field("truth", "", N_("Often named in job postings for this occupation, says O*NET.")),
    "credential_kind": Field(
        "category", "", N_("Certificate from an issuer, or licence from a state."), allowed=("certificate", "licence")
    ),
    "credential_name": Field("text", "", N_("Name of the certificate or licence.")),
    "issuer": Field("text", "", N_("Who gives it.")),
    "credential_note": Field("text", "", N_("What to know about it."), nullable=True),
    "handbook_title": Field("text", "", N_("Title of the handbook's page, which may cover several occupations.")),
    "handbook_address": Field("text", "", N_("Address of the page in the Occupational Outlook Handbook.")),
    # Experience
    "census_occupation_code": Field(
        "category", "", N_("Four-digit Census occupation codes of the microdata, joined by ';', or “all”.")
    ),
    "experience_band": Field(
        "category",
        "",
        N_("Years of potential experience: lower end included, upper end not."),
        allowed=EXPERIENCE_BANDS,
    ),
    "people_n": Field("count", "people", N_("People in the sample."), 0),
    "workers_weighted": _figure("workers", N_("Workers those people stand for.")),
    "workers_share_pct": _figure("percent", N_("Share of the workers of all bands together."), 0, 100),
    "workers_share_se_points": _figure("percentage points", N_("Standard error of that share.")),
    "pay_annual_p50_se_usd": _figure("US dollars per year", N_("Standard error of the median.")),
    "split": Field(
        "category",
        "",
        N_("What the people are told apart by: division, industry, schooling or finer experience bands."),
        allowed=EXPERIENCE_SPLITS,
    ),
    "split_group": Field("category", "", N_("The group: a division, sector, level of schooling or span of years.")),
    "schooling_level": Field(
        "category", "", N_("Highest schooling of the people counted, or all."), allowed=SCHOOLING_LEVELS
    ),
    "effective_n": _figure("people", N_("How many equally weighted people would tell as much.")),
    "pay_ratio_log": _figure(
        "log of a ratio", N_("Median pay of these people over that of everyone in the occupation."), None
    ),
    "pay_ratio_log_se": _figure("log of a ratio", N_("Standard error of that ratio.")),
    "group_ratio_log": _figure("log of a ratio", N_("What is usual in the occupation's group."), None),
    "group_ratio_log_se": _figure("log of a ratio", N_("Standard error of what is usual in the group.")),
    "between_ratio_log_sd": _figure("log of a ratio", N_("How far occupations differ from what is usual there.")),
    "own_weight": _figure("share of 1", N_("How much the occupation's own people count in the estimate."), 0, 1),
    "estimate_ratio_log": _figure("log of a ratio", N_("The ratio drawn toward what is usual in the group."), None),
    "estimate_ratio_log_se": _figure("log of a ratio", N_("Standard error of the estimate.")),
    "evidence_badge": Field(
        "category",
        "",
        N_("Measured on enough people, modelled with the help of its group, or not shown."),
        allowed=EVIDENCE_BADGES,
    ),
    "wage_level_1_usd": _figure(
        "US dollars per pay period", N_("Level I: the mean of the lowest third of the pay surveyed.")
    ),
    "wage_level_4_usd": _figure(
        "US dollars per pay period", N_("Level IV: the mean of the upper two thirds of the pay surveyed.")
    ),
    "wage_level_1_flag": _flag("wage_level_1_usd"),
    "degree_field_code": Field("category", "", N_("Census code of the field of the first bachelor's degree, or all.")),
    "degree_field_title": Field("text", "", N_("Name of the field of study.")),
    "graduates_weighted": _figure("people", N_("People with a bachelor's degree or more that the sample stands for.")),
    "field_share_pct": _figure(
        "percent", N_("Of working people who studied the field, how many are in these occupations."), 0, 100
    ),
    "field_share_se_points": _figure("percentage points", N_("Standard error of that share.")),
    "job_share_pct": _figure(
        "percent",
        N_("Of working graduates in these occupations, how many studied the field."),
        0,
        100,
    ),
    "job_share_se_points": _figure("percentage points", N_("Standard error of that share.")),
    "paid_n": Field("count", "people", N_("People in the sample whose pay is told: full-time, year-round."), 0),
    # Work life
    "at_work_n": Field("count", "people", N_("People in the sample who were at work that week."), 0),
    "travelers_n": Field("count", "people", N_("People in the sample who travelled to work that week."), 0),
    "weekly_hours_mean": _figure("hours per week", N_("Usual hours of work, on average."), 0, 99),
    "weekly_hours_mean_flag": _flag("weekly_hours_mean"),
    "weekly_hours_mean_se": _figure("hours per week", N_("Standard error of the average hours.")),
    "part_time_pct": _figure("percent", N_("Share of people who usually work under 35 hours a week."), 0, 100),
    "part_time_flag": _flag("part_time_pct"),
    "part_time_se_points": _figure("percentage points", N_("Standard error of the share who work part-time.")),
    "from_home_pct": _figure("percent", N_("Share of people at work that week who worked from home."), 0, 100),
    "from_home_flag": _flag("from_home_pct"),
    "from_home_se_points": _figure("percentage points", N_("Standard error of the share who work from home.")),
    "travel_minutes_mean": _figure("minutes one way", N_("Travel time to work of those who travel, on average.")),
    "travel_minutes_mean_flag": _flag("travel_minutes_mean"),
    "travel_minutes_mean_se": _figure("minutes one way", N_("Standard error of the average travel time.")),
    "age_p50_years": _figure("years", N_("Age that half of the people do not exceed."), 16, 100),
    "age_p50_flag": _flag("age_p50_years"),
    "age_p50_se_years": _figure("years", N_("Standard error of that age.")),
    "trait": Field("category", "", N_("What people are grouped by."), allowed=WORK_LIFE_TRAITS),
    "trait_group": Field("category", "", N_("The group.")),
    "trait_group_order": Field("count", "", N_("Place of the group in its natural order."), 1),
    "share_pct": _figure("percent", N_("Share of people in that group."), 0, 100),
    "share_flag": _flag("share_pct"),
    "share_se_points": _figure("percentage points", N_("Standard error of the share.")),
    # Surveys
    "survey_row": Field("count", "", N_("Row in the survey file, counted from 1."), 1),
    "survey_source": Field("category", "", N_("Who published the survey figure.")),
    "survey_publisher": Field("text", "", N_("Article or guide that reported it.")),
    "reported_title": Field("text", "", N_("Job title as reported.")),
    "experience_from_years": _figure("years", N_("Start of the experience span; missing where none was given.")),
    "experience_to_years": _figure("years", N_("End of the experience span; missing where open or not given.")),
    "experience_label": Field("text", "", N_("Name of the experience span as reported."), nullable=True),
    "statistic": Field("category", "", N_("What the figure is."), allowed=survey_format.STATISTICS),
    "pay_period": Field(
        "category", "", N_("Whether the figure is per year or per hour."), allowed=survey_format.PAY_PERIODS
    ),
    "pay_usd": _figure("US dollars per pay period", N_("The figure as reported.")),
    "sample_size": _figure("people", N_("People surveyed, where reported.")),
    "as_of_from_year": Field("year", "year", N_("First year in which it may have been reported."), *_SURVEY_YEARS),
    "as_of_to_year": Field("year", "year", N_("Last year in which it may have been reported."), *_SURVEY_YEARS),
    "survey_address": Field("text", "", N_("Address of the article, where known."), nullable=True),
}

_OEWS_CAVEATS: Final = (
    N_("Counts wage and salary jobs only. The self-employed are not in these figures."),
    N_("Pay is base pay with tips, commissions and production bonuses, without overtime and year-end bonuses."),
    N_("Percentiles have no published error. Averages and numbers of jobs do."),
)

_EXPERIENCE_CAVEATS: Final = (
    N_("Potential experience is age minus schooling minus six: years someone could have worked."),
    N_("A picture of different people in one year, not one person's path."),
    N_("Full-time, year-round employees. Owners of incorporated firms are not counted."),
    N_("Groups of fewer than 30 people are not shown."),
    N_("The highest pay in each state is replaced by one average, so very high pay is shown as “at least”."),
)

_WORK_LIFE_CAVEATS: Final = (
    N_("Civilians with a job, the self-employed included."),
    N_("People answered for themselves or for others in their household, about one week."),
    N_("Groups of fewer than 30 people are not shown."),
)

TABLES: Final[dict[str, Table]] = {
    "occupations": Table(
        N_("Occupations"),
        ("soc_code", "occupation_title", "occupation_level", "major_group_code", "sort_order"),
        ("soc_code",),
        ("oews",),
    ),
    "industries": Table(
        N_("Industries"),
        (
            "industry_code",
            "industry_title",
            "industry_level",
            "sector_code",
            "oews_industry_code",
            "sort_order",
        ),
        ("industry_code",),
        ("oews",),
        (
            N_("Levels overlap: a sector holds its three-digit industries, and so on. Never add across levels."),
            N_("Some government lines repeat jobs that are counted elsewhere. Never add them to the sectors."),
        ),
    ),
    "places": Table(
        N_("Places"),
        (
            "place_code",
            "place_title",
            "place_kind",
            "state_codes",
            "state_fips_code",
            "is_territory",
            "latitude_degrees",
            "longitude_degrees",
            "oews_area_code",
            "sort_order",
        ),
        ("place_code",),
        ("oews", "centroids"),
        (N_("Metros cross state lines. States and metros are never added."),),
    ),
    "place_names": Table(
        N_("Everyday names of places"),
        ("place_name", "place_code"),
        ("place_name", "place_code"),
        ("oews",),
        (N_("Our own list of what people call a place. Some names belong to several places."),),
    ),
    "pay_by_place": Table(
        N_("Pay and jobs by place"),
        (
            "soc_code",
            "place_code",
            "employment",
            "employment_flag",
            "employment_rse_pct",
            "pay_rse_pct",
            "jobs_per_1000",
            "location_quotient",
            *PAY_FIELDS,
        ),
        ("soc_code", "place_code"),
        ("oews",),
        _OEWS_CAVEATS,
    ),
    "pay_by_industry": Table(
        N_("Pay and jobs by industry, whole country"),
        (
            "soc_code",
            "industry_code",
            "employment",
            "employment_flag",
            "employment_rse_pct",
            "pay_rse_pct",
            *PAY_FIELDS,
        ),
        ("soc_code", "industry_code"),
        ("oews",),
        (*_OEWS_CAVEATS, N_("Industries are published for the whole country only, not by state or metro.")),
    ),
    "pay_history": Table(
        N_("Pay and jobs in the whole country, earlier years"),
        (
            "soc_code",
            "year",
            "occupation_title",
            "occupation_level",
            "employment",
            "employment_flag",
            "employment_rse_pct",
            "pay_rse_pct",
            *PAY_FIELDS,
        ),
        ("soc_code", "year"),
        ("oews_history",),
        (
            *_OEWS_CAVEATS,
            N_("The agency advises against reading these yearly estimates as a time series."),
            N_("Years are joined on the same code only. Codes and methods changed in 2018 to 2021."),
        ),
    ),
    "pay_editions": Table(
        N_("Pay ceilings and breaks by year"),
        ("year", "ceiling_hourly_usd", "ceiling_annual_usd", "break_kind", "break_note"),
        ("year",),
        ("oews_history", "oews"),
    ),
    "soc_crosswalk": Table(
        N_("SOC 2018 codes and the OEWS codes that answer for them"),
        ("soc_2018_code", "soc_2018_title", "oews_soc_code", "shared_by"),
        ("soc_2018_code",),
        ("soc", "oews"),
    ),
    "titles": Table(
        N_("Wordings people use for occupations"),
        ("title", "soc_code", "title_source", "onet_soc_code"),
        ("title", "soc_code", "title_source"),
        ("oews", "soc", "onet", "crosswalk"),
        (N_("Names only. Some wordings belong to several occupations."),),
    ),
    "occupation_names": Table(
        N_("Names of occupations in other languages"),
        ("language_code", "soc_code", "name", "name_use"),
        ("language_code", "soc_code", "name"),
        ("oews",),
        (N_("Our own list: the agency names its occupations in English only. The largest occupations have a name."),),
    ),
    "price_index": Table(N_("Consumer prices (CPI-U), yearly average"), ("year", "price_index"), ("year",), ("cpi",)),
    "price_parities": Table(
        N_("Price levels of states and metros"),
        ("place_code", "year", "parity_kind", "parity_component", "parity_index"),
        ("place_code", "year", "parity_component"),
        ("parities",),
        (
            N_("State price levels reach 2024, metro price levels 2023. One comparison uses one year."),
            N_("Metro price levels follow older metro borders, so some metros have none."),
            N_("The error of these price levels is not published."),
        ),
    ),
    "outlook": Table(
        N_("Job outlook"),
        (
            "soc_code",
            "edition",
            "base_year",
            "target_year",
            "occupation_title",
            "occupation_level",
            "employment_base_thousand",
            "employment_target_thousand",
            "employment_change_thousand",
            "employment_change_pct",
            "self_employed_pct",
            "openings_annual_thousand",
            "labor_force_exits_annual_thousand",
            "occupational_transfers_annual_thousand",
            "labor_force_exit_rate_pct",
            "occupational_transfer_rate_pct",
            "typical_entry_schooling",
            "related_experience",
            "on_the_job_training",
        ),
        ("soc_code", "edition"),
        ("projections", "projections_archive"),
        (
            N_("Holds several editions. Figures of different editions are never mixed."),
            N_("Counts the self-employed too, so its job numbers differ from the pay tables' and are never mixed."),
            N_("A projection is not a promise. It has no published error."),
        ),
    ),
    "outlook_by_state": Table(
        N_("Job outlook by state"),
        (
            "soc_code",
            "place_code",
            "edition",
            "base_year",
            "target_year",
            "employment_base_thousand",
            "employment_target_thousand",
            "employment_change_pct",
            "openings_annual_thousand",
        ),
        ("soc_code", "place_code", "edition"),
        ("state_projections",),
        (
            N_("Projected by the states, in other years than the newest national projections. Never mixed with them."),
            N_("Jobs and openings are rounded to tens, so a change in percent is coarse where jobs are few."),
            N_("Some states use older or combined job codes, so a job may be missing there under its newer code."),
        ),
    ),
    "industry_outlook": Table(
        N_("Job outlook by industry"),
        (
            "matrix_industry_code",
            "matched_industry_code",
            "industry_title",
            "edition",
            "base_year",
            "target_year",
            "employment_base_thousand",
            "employment_target_thousand",
            "employment_change_thousand",
            "employment_change_pct",
            "industry_scope_note",
        ),
        ("matrix_industry_code", "edition"),
        ("industry_projections",),
        (
            N_("Growth of a whole industry, all its jobs together. A job can move otherwise inside it."),
            N_("Levels overlap: a sector holds its industries. Never add across levels."),
            N_("Wage and salary jobs, save the lines that count the self-employed and everyone."),
        ),
    ),
    "schooling_people_have": Table(
        N_("Schooling that people in the job have"),
        ("soc_code", "attained_schooling", "attained_order", "attained_share_pct", "is_borrowed", "edition"),
        ("soc_code", "attained_schooling"),
        ("education",),
        (
            N_("People from 25 years on. What they have, not what the job takes."),
            N_("Where the census knows a wider group only, several occupations share its figures."),
        ),
        ("soc_code", "attained_order"),
    ),
    "earnings_by_schooling": Table(
        N_("Earnings and unemployment by schooling"),
        ("attained_schooling", "earnings_weekly_p50_usd", "unemployment_pct", "edition"),
        ("attained_schooling",),
        ("education",),
        (N_("People from 25 years on; earnings of full-time wage and salary workers, from a household survey."),),
    ),
    "skill_scores": Table(
        N_("Skill scores by occupation"),
        ("soc_code", "skill_name", "skill_score", "skill_percentile_rank", "is_borrowed", "edition"),
        ("soc_code", "skill_name"),
        ("skills",),
        (N_("Worked out by the agency from O*NET's ratings. O*NET's own ratings stand in another table."),),
    ),
    "growth_rulings": Table(
        N_("Growth words that the handbook itself prints for figures on a cut"),
        ("edition", "soc_code", "growth_word", "growth_word_source"),
        ("edition", "soc_code"),
        ("projections",),
        (N_("Kept by hand for occupations whose printed figures do not tell the word."),),
    ),
    "growth_words": Table(
        N_("Words for growth, by edition"),
        ("edition", "growth_word", "lower_bound_pct", "upper_bound_pct", "growth_word_source"),
        ("edition", "growth_word"),
        ("projections",),
    ),
    "newer_editions": Table(
        N_("Newer editions that we know of"),
        ("source_name", "edition_at_hand", "newer_edition", "published_on", "newer_address"),
        ("source_name", "newer_edition"),
        ("release_notes",),
        (N_("Our own list. There may be newer editions that are not on it."),),
    ),
    "onet_occupations": Table(
        N_("O*NET's occupations and the OEWS occupations they belong to"),
        ("onet_soc_code", "onet_title", "soc_2018_code", "oews_soc_code", "job_zone", "rated_groups"),
        ("onet_soc_code",),
        ("onet", "onet_extract", "soc", "oews"),
        (N_("Where several belong to one OEWS occupation, each counts the same in its averages."),),
    ),
    "onet_elements": Table(
        N_("Items that O*NET rates, with our plain words"),
        (
            "element_code",
            "element_group",
            "element_name",
            "plain_phrase",
            "rating_scale",
            "rating_minimum",
            "rating_maximum",
            "edition",
        ),
        ("element_code",),
        ("onet", "onet_extract"),
        (N_("The plain words are ours. They sum an item up and do not define it."),),
    ),
    "onet_ratings": Table(
        N_("Skills, knowledge, activities, interests and more, by occupation"),
        ("soc_code", "element_code", "rating", "level", "onet_occupations_n", "rating_precision"),
        ("soc_code", "element_code"),
        ("onet", "onet_extract"),
        (
            N_("Ratings by workers, experts or analysts from small samples, gathered over many years."),
            N_("Averages over O*NET's occupations where several belong to one OEWS occupation."),
        ),
    ),
    "preparation": Table(
        N_("Schooling, experience and training that people in the job call required"),
        (
            "soc_code",
            "element_code",
            "answer_category",
            "reported_share_pct",
            "onet_occupations_n",
            "rating_precision",
        ),
        ("soc_code", "element_code", "answer_category"),
        ("onet",),
        (N_("What workers or experts answered, not what an employer or a law demands."),),
    ),
    "related_occupations": Table(
        N_("Related occupations"),
        (
            "soc_code",
            "related_soc_code",
            "relatedness_tier",
            "relatedness_position",
            "named_by_n",
            "onet_occupations_n",
        ),
        ("soc_code", "related_soc_code"),
        ("onet",),
        (N_("Where several of O*NET's occupations belong to one, the nearest relation among them stands."),),
    ),
    "technologies": Table(
        N_("Software named for occupations"),
        ("soc_code", "technology_name", "technology_category", "is_hot", "is_in_demand", "named_by_n"),
        ("soc_code", "technology_name", "technology_category"),
        ("onet",),
    ),
    "credentials": Table(
        N_("Certificates and licences named in career guides"),
        ("soc_code", "credential_kind", "credential_name", "issuer", "credential_note"),
        ("soc_code", "credential_name"),
        ("career_guides",),
        (N_("Named in career guides. Check with the issuer."),),
    ),
    "handbook_pages": Table(
        N_("Pages of the Occupational Outlook Handbook"),
        ("soc_code", "handbook_title", "handbook_address"),
        ("soc_code",),
        ("crosswalk",),
        (N_("Addresses as of September 2023."),),
    ),
    "pay_by_experience": Table(
        N_("Pay by years of potential experience"),
        (
            "soc_code",
            "experience_band",
            "year",
            "census_occupation_code",
            "shared_by",
            "people_n",
            "workers_weighted",
            "workers_share_pct",
            "workers_share_se_points",
            *ANNUAL_PERCENTILE_FIELDS,
            "pay_annual_p50_se_usd",
        ),
        ("soc_code", "experience_band"),
        ("acs", "census_occupations", "soc", "oews"),
        _EXPERIENCE_CAVEATS,
    ),
    "experience_groups": Table(
        N_("Pay by experience within divisions, industries and schooling, and in finer bands"),
        (
            *("soc_code", "split", "split_group", "experience_band", "year"),
            *("people_n", "workers_weighted"),
            *ANNUAL_PERCENTILE_FIELDS,
            "pay_annual_p50_se_usd",
        ),
        ("soc_code", "split", "split_group", "experience_band"),
        ("acs", "census_occupations", "soc", "oews"),
        (
            *_EXPERIENCE_CAVEATS,
            N_("A census division stands here only where the files hold all of its states."),
            N_("Industry as people report it. Government here is public administration alone."),
        ),
    ),
    "experience_index": Table(
        N_("How pay moves with experience, drawn toward the group of occupations where people are few"),
        (
            *("soc_code", "experience_band", "schooling_level", "year", "people_n", "effective_n"),
            *("pay_ratio_log", "pay_ratio_log_se", "group_ratio_log", "group_ratio_log_se", "between_ratio_log_sd"),
            *("own_weight", "estimate_ratio_log", "estimate_ratio_log_se", "evidence_badge"),
        ),
        ("soc_code", "experience_band", "schooling_level"),
        ("acs", "census_occupations", "soc", "oews"),
        (
            *_EXPERIENCE_CAVEATS[:3],
            N_("A model: a cell of few people is drawn toward what is usual in its group of occupations."),
        ),
    ),
    "majors": Table(
        N_("Fields of study and the jobs people hold"),
        (
            *("degree_field_code", "census_occupation_code", "year", "people_n", "graduates_weighted"),
            *("field_share_pct", "field_share_se_points", "job_share_pct", "job_share_se_points", "paid_n"),
            *ANNUAL_PERCENTILE_FIELDS,
            "pay_annual_p50_se_usd",
        ),
        ("degree_field_code", "census_occupation_code"),
        ("acs", "census_occupations", "soc", "oews"),
        (
            N_("People with a bachelor's degree or more who have a job. The field is that of the first bachelor's."),
            N_("Pay is that of full-time, year-round employees among them."),
            N_("Groups of fewer than 30 people are not shown."),
            _EXPERIENCE_CAVEATS[4],
        ),
    ),
    "degree_fields": Table(
        N_("Names of the fields of study"),
        ("degree_field_code", "degree_field_title"),
        ("degree_field_code",),
        ("acs",),
    ),
    "wage_levels": Table(
        N_("Prevailing wage levels: four levels of skill in a job and place"),
        ("soc_code", "place_code", "pay_period", "wage_level_1_usd", "wage_level_4_usd", "wage_level_1_flag"),
        ("soc_code", "place_code"),
        ("wage_levels", "oews", "soc"),
        (
            N_("Levels of skill that a job asks for, never years of experience."),
            N_("Levels II and III stand evenly between I and IV; the file says the same to the cent."),
            N_("A level may come from a wider area than the one named. The copy at hand does not tell which."),
            N_("Rules for employers who hire from abroad, drawn from an older survey than the May 2025 pay."),
        ),
    ),
    "work_life": Table(
        N_("Hours, working from home, travel and age"),
        (
            "soc_code",
            "year",
            "census_occupation_code",
            "shared_by",
            *("people_n", "at_work_n", "travelers_n", "workers_weighted"),
            *("weekly_hours_mean", "weekly_hours_mean_flag", "weekly_hours_mean_se"),
            *("part_time_pct", "part_time_flag", "part_time_se_points"),
            *("from_home_pct", "from_home_flag", "from_home_se_points"),
            *("travel_minutes_mean", "travel_minutes_mean_flag", "travel_minutes_mean_se"),
            *("age_p50_years", "age_p50_flag", "age_p50_se_years"),
        ),
        ("soc_code",),
        ("acs", "census_occupations", "soc", "oews"),
        _WORK_LIFE_CAVEATS,
    ),
    "work_life_shares": Table(
        N_("Who does the work: employers, schooling, age, hours, way to work"),
        (
            *("soc_code", "trait", "trait_group", "trait_group_order", "year", "people_n"),
            *("share_pct", "share_flag", "share_se_points"),
        ),
        ("soc_code", "trait", "trait_group"),
        ("acs", "census_occupations", "soc", "oews"),
        (*_WORK_LIFE_CAVEATS, N_("Ways to work and travel times are of people who travel to work.")),
        ("soc_code", "trait", "trait_group_order"),
    ),
    "pay_surveys": Table(
        N_("Pay that published guides reported from surveys"),
        ("survey_row", *survey_format.COLUMNS),
        ("survey_row",),
        ("survey",),
        (N_("Figures as each guide reported them. They disagree, and they are several years old."),),
    ),
}
