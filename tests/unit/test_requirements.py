"""What an occupation takes: each kind of evidence apart, in plain words, and what is missing said."""

from __future__ import annotations

import time

import numpy as np
import pytest

from careers import ratings, requirements, skill_scores, tables
from careers.errors import NotPublished, UnknownOccupation, UnknownPlace
from careers.prompts import OF_SCORED_SKILLS, PROMPTS
from careers.requirements import EXPERIENCE, QUESTIONS, SCHOOLING, TRAINING, Answer, Reported
from tests.timing import SLACK


def test_typical_entry_is_the_agencys_with_plain_words_beside():
    entry = requirements.lookup("43-4051").entry
    assert (entry.schooling, entry.experience, entry.training) == (
        "High school diploma or equivalent",
        "None",
        "Short-term on-the-job training",
    )
    assert entry.words == {
        "schooling": "a high school diploma or equivalent",
        "experience": "no experience in a related job",
        "training": "up to a month of training on the job",
    }
    assert entry.source.name == "projections"


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("typical_entry_schooling", SCHOOLING),
        ("related_experience", EXPERIENCE),
        ("on_the_job_training", TRAINING),
    ],
)
def test_every_word_of_the_agency_has_plain_words_and_no_more(column, words):
    newest = tables.load("outlook")
    newest = newest[newest["base_year"] == newest["base_year"].max()]
    assert set(newest[column].dropna().astype(object)) == set(words)


def test_schooling_has_a_rank():
    ranks = [requirements.schooling_rank(level) for level in SCHOOLING]
    assert ranks == list(range(8))
    assert requirements.schooling_rank(None) is None


def test_what_people_in_the_job_report_is_as_printed():
    schooling, experience, _classes, training = requirements.lookup("43-4051").reported
    assert [(a.words, a.share_pct) for a in schooling.answers if a.share_pct] == [
        ("high school diploma or equivalent", 54.76),
        ("some college courses", 17.36),
        ("associate’s degree", 13.67),
        ("bachelor’s degree", 14.22),
    ]
    # 11.07 + 2.07 + 10.11 + 0.10 + 25.59 = 48.94, and 22.96 more passes the half.
    assert experience.middle == Answer(6, "1 to 2 years", 22.96)
    assert experience.most_common == Answer(5, "6 months to 1 year", 25.59)
    assert training.answers[0].words == "none, or a short demonstration"


def test_what_people_in_the_job_have_stands_with_error_and_who_shares_the_code():
    held = requirements.lookup("43-4051").held
    table = tables.load("work_life_shares").astype(object)
    rows = table[(table["soc_code"] == "43-4051") & (table["trait"] == "schooling")]
    groups = held.shares["schooling"]
    assert {g.group: g.value for g in groups} == dict(zip(rows["trait_group"], rows["share_pct"], strict=True))
    assert all(group.flag == "ok" and group.standard_error > 0 for group in groups)
    assert sum(group.value for group in groups) == pytest.approx(100, abs=0.1)
    assert (held.shared_by, held.people_n > 10_000, held.source.name) == (1, True, "acs")
    assert requirements.lookup("29-1216").held.shared_by == 13


def test_the_agencys_own_count_of_schooling_is_as_printed_in_the_order_of_ours():
    attained = requirements.lookup("43-4051").attained
    assert list(attained.shares_pct.values()) == [4.1, 26.4, 29.4, 12.2, 22.9, 4.4, 0.7]
    assert list(attained.shares_pct) == [
        group.group for group in requirements.lookup("43-4051").held.shares["schooling"]
    ]
    assert (attained.edition, attained.is_borrowed, attained.most_common) == ("2021–22", False, "some_college")
    assert attained.source.name == "education"


def test_scored_skills_are_as_printed_furthest_above_all_occupations_first():
    scores = requirements.lookup("43-4051").scores
    first = scores.scores[0]
    assert (first.skill_name, first.skill_score, first.everyone, first.skill_percentile_rank) == (
        "Customer service", 4.0, 3.3, 97.0,
    )  # fmt: skip
    assert len(scores.scores) == 17
    gaps = [score.difference for score in scores.scores]
    assert gaps == sorted(gaps, reverse=True)
    assert (scores.edition, scores.is_borrowed, scores.source.name) == ("2023–33", False, "skills")
    developers = requirements.lookup("15-1252").scores
    assert developers.is_borrowed
    assert [score.skill_name for score in developers.strongest[:2]] == [
        "Computers and information technology", "Critical and analytical thinking",
    ]  # fmt: skip


def test_every_detailed_occupation_has_scored_skills_and_every_scored_skill_has_prompts():
    occupations = tables.load("occupations").astype(object)
    detailed = occupations[occupations["occupation_level"] == "detailed"]["soc_code"]
    assert [code for code in detailed if skill_scores.scores(code) is None] == []
    assert skill_scores.scores("43-0000") is None
    assert skill_scores.scores("00-0000") is None
    assert set(OF_SCORED_SKILLS) == set(tables.load("skill_scores")["skill_name"].astype(object))


def test_every_answer_of_every_question_has_words():
    frame = tables.load("preparation")
    counts = frame.astype({"element_code": object}).groupby("element_code")["answer_category"].max()
    assert counts.to_dict() == {code: len(words) for code, (_kind, _title, words) in QUESTIONS.items()}


def test_the_middle_answer_is_the_last_where_shares_fall_short():
    synthetic = Reported("schooling", "", (Answer(1, "a", 0.0), Answer(2, "b", 49.9)), "ok", 1)
    assert synthetic.middle.category == 2


def test_skills_and_knowledge_stand_beside_the_average_job():
    told = requirements.lookup("43-4051")
    assert [item.element_name for item in told.top_skills[:3]] == [
        "Service Orientation",
        "Active Listening",
        "Speaking",
    ]
    assert [item.element_name for item in told.top_knowledge[:2]] == [
        "Sales and Marketing",
        "Customer and Personal Service",
    ]
    assert (len(told.skills), len(told.knowledge)) == (35, 33)
    assert all(item.plain_phrase for item in (*told.skills, *told.knowledge, *told.interests))
    assert [item.element_name for item in told.interests[:3]] == ["Conventional", "Enterprising", "Social"]
    assert (told.certification.rating, told.apprenticeship.rating) == (1.76, 1.3)


def test_software_in_demand_comes_first():
    named = requirements.lookup("43-4051").technologies
    assert [t.technology_name for t in named if t.is_in_demand] == [t.technology_name for t in named[:3]]
    assert named[0].technology_name == "Microsoft Excel"
    assert len(named) == 113


def test_certificates_send_to_the_issuer_and_licenses_to_the_state():
    credentials = requirements.lookup("43-4051").credentials
    assert [(c.credential_name, c.issuer) for c in credentials[:3]] == [
        ("Certified Customer Service Professional", "National Customer Service Association"),
        ("Certified Service Professional", "Customer Service Institute of America"),
        ("Customer Service Representative", "HDI"),
    ]
    assert {c.words for c in credentials[:3]} == {"Named in career guides; check with the issuer."}
    assert credentials[3].words == "May be needed for work with insurance or securities."
    assert requirements.lookup("29-1141").credentials == ()


def test_job_zones_are_told_for_each_of_onets_occupations():
    assert requirements.lookup("29-1141").job_zones == {
        "29-1141.00": 4,
        "29-1141.01": 3,
        "29-1141.02": 5,
        "29-1141.03": 4,
        "29-1141.04": 5,
    }


def test_links_lead_to_official_pages_in_the_persons_place():
    told = requirements.lookup("43-4051", "OH")
    links = told.links
    assert links["handbook"].endswith("/office-and-administrative-support/customer-service-representatives.htm")
    page = "https://www.onetonline.org/link/summary/43-4051.00"
    assert told.onet_pages == {"Customer Service Representatives": page}
    assert links["jobs"].endswith("find-jobs.aspx?keyword=Customer+Service+Representatives&location=Ohio")
    assert "location" not in requirements.lookup("43-4051").links["jobs"]
    hosts = {link.split("/")[2] for link in links.values()}
    assert hosts == {"www.bls.gov", "www.careeronestop.org"}
    assert len(requirements.lookup("13-2099").onet_pages) > 1


def test_steps_lead_from_schooling_to_the_job():
    steps = requirements.lookup("43-4051").steps()
    assert [step.kind for step in steps] == [
        "schooling",
        "experience",
        "certificate",
        "certificate",
        "certificate",
        "licence",
        "skills",
        "apply",
        "training",
    ]
    assert steps[0].words == "Get a high school diploma or equivalent. That is what people typically enter with."
    assert steps[1].words == "You do not need experience in a related job."
    assert steps[-1].words == "Once hired, expect up to a month of training on the job."
    none = {step.kind: step.words for step in requirements.lookup("41-2011").steps()}
    assert none["schooling"] == "You can start without a diploma or degree."
    assert none["licence"] == "Check whether your state asks for a license."
    chief = {step.kind: step.words for step in requirements.lookup("11-1011").steps()}
    assert chief["experience"] == "First gain five years or more in a related job."
    assert chief["training"] == "Once hired, no training on the job is typical."


def test_prompts_come_from_the_skills_that_stand_out():
    told = requirements.lookup("43-4051")
    prompts = told.prompts(2)
    assert [prompt.skill for prompt in prompts] == ["Service Orientation", "Active Listening"]
    assert prompts[0].resume.startswith("Service Orientation: Whom you served")
    assert prompts[1].interview.startswith("Active Listening: ")
    # Where nothing stands out, the most important skills serve.
    plain = next(
        r for code in tables.load("occupations")["soc_code"].astype(object) if (r := rated(code)) and not r.top_skills
    )
    named = {item.element_name: item.rating for item in plain.skills}
    assert named[plain.prompts(1)[0].skill] == max(named.values())


def test_every_skill_has_a_prompt_for_the_resume_and_one_for_the_interview_and_no_two_are_alike():
    assert set(PROMPTS) == {code for code, *_rest in ratings.matrix("skill").elements}
    said = [words for pair in PROMPTS.values() for words in pair]
    assert len(set(said)) == len(said) == 70
    assert all(words.endswith(".") for words, _question in PROMPTS.values())
    assert all(question.endswith("?") for _words, question in PROMPTS.values())


def rated(code: str) -> requirements.Requirements | None:
    try:
        told = requirements.lookup(code)
    except NotPublished:
        return None
    return told if told.is_rated else None


def test_an_occupation_without_ratings_keeps_its_entry_and_says_what_is_missing():
    told = requirements.lookup("15-1252")
    assert told.entry.schooling == "Bachelor's degree"
    assert not told.is_rated
    assert told.skills == told.knowledge == ()
    assert [prompt.skill for prompt in told.prompts()] == [s.skill_name for s in told.scores.strongest[:3]]
    assert told.unrated_words == "O*NET has no ratings of skills for Software Developers."
    assert told.coverage["skill"].words == told.unrated_words
    assert [near.title for near in told.coverage["skill"].unrated] == ["Software Developers"]
    assert len(told.interests) == 6
    assert requirements.lookup("43-4051").unrated_words is None


def test_a_group_of_occupations_offers_the_occupations_in_it():
    with pytest.raises(NotPublished) as caught:
        requirements.lookup("43-0000")
    assert [near.code for near in caught.value.nearest] == ["43-4051", "43-9061", "43-6014"]


def test_unknown_codes_are_named_errors():
    with pytest.raises(UnknownOccupation):
        requirements.lookup("99-9999")
    with pytest.raises(UnknownPlace):
        requirements.lookup("43-4051", "ZZ")


def test_every_detailed_occupation_is_answered_fast():
    occupations = tables.load("occupations")
    codes = occupations[occupations["occupation_level"] == "detailed"]["soc_code"].astype(object)
    requirements.lookup("43-4051")
    times = []
    for code in codes:
        start = time.thread_time()
        told = requirements.lookup(code)
        times.append(time.thread_time() - start)
        assert told.entry is not None or told.is_rated
        assert told.steps()[-1].words
    assert np.percentile(times, 99) <= 0.010 * SLACK
