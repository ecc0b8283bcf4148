"""What “What it takes” says: duties first, entry in plain words, what stands out only beyond its error, no blank."""

from __future__ import annotations

from dataclasses import replace

import pytest

from careers import columns, duties, requirements, schooling, tables
from careers.errors import NotPublished
from careers.narrative import requirements as say
from careers.narrative import worklife


@pytest.fixture(scope="module")
def told():
    return requirements.lookup("43-4051", "OH")


@pytest.fixture(scope="module")
def done():
    return duties.lookup("43-4051")


def test_it_opens_with_the_three_activities_furthest_above_the_average_job_in_our_words(done):
    assert say.first_duties(done) == [
        "To customers and the outside world, you are the voice of your workplace.",
        "You spend your day with the public: guests, shoppers, callers or an audience.",
        "You do the paperwork that keeps an office going.",
    ]
    assert say.first_duties(None) == []


def test_what_lies_within_the_error_of_the_ratings_does_not_stand_out(done, told):
    shown = say.stands_out(tuple(activity.item for activity in done.activities))
    assert min(item.difference for item in shown) >= 0.4
    assert len(shown) < len(done.activities)
    assert [item.element_name for item in say.stands_out(told.skills)] == [
        "Service Orientation", "Active Listening", "Speaking", "Negotiation",
    ]  # fmt: skip


def test_the_table_of_activities_is_in_plain_words_and_says_how_many_there_are(done):
    frame = say.duties_table(done)
    assert say.duties_title(done) == "8 of 12 activities that set this job apart"
    assert len(frame) == 8
    assert frame["rating_difference"].is_monotonic_decreasing
    row = frame.iloc[0].to_dict()
    assert [columns.cell(row, column) for column in say.DUTIES_COLUMNS[1:]] == ["4.51", "3.21", "1.30"]
    calm = replace(done, activities=done.activities[:1])
    assert say.duties_title(calm) == "1 activity sets this job apart"
    none = replace(done, activities=())
    assert say.duties_title(none) == "No activity sets this job clearly apart"
    assert say.first_duties(none) == ["No activity stands out from the average job: this work is a mix of many."]


def test_tasks_are_shown_where_they_are_loaded_and_their_absence_is_told(done):
    task = duties.Task("Synthetic task.", True, None, None, "Synthetic Occupation")
    loaded = replace(done, tasks=(task,) * 13, is_text_loaded=True)
    assert say.tasks(loaded) == ["Synthetic task."] * 8
    assert say.tasks_note(loaded) == "8 of 13 tasks, as O*NET words them."
    assert say.tasks_note(replace(done, tasks=(), is_text_loaded=True)) == "O*NET lists no tasks for this job."
    absent = replace(done, tasks=(), is_text_loaded=False)
    assert say.tasks(absent) == []
    assert "not on this machine" in say.tasks_note(absent)


def test_entry_is_the_agencys_no_experience_short_training_high_school(told):
    assert [(label, value, note) for label, value, note, _main in say.entry_figures(told)] == [
        (
            "Typical schooling to get in",
            "A high school diploma or equivalent",
            "BLS, 2024–34: “High school diploma or equivalent”",
        ),
        ("Experience in related jobs", "None needed", "BLS, 2024–34"),
        (
            "Training once hired",
            "Up to a month of training on the job",
            "BLS, 2024–34: “Short-term on-the-job training”",
        ),
    ]
    assert say.entry_notes(told) == []
    missing = replace(told, entry=None)
    assert say.entry_figures(missing) == []
    assert say.entry_notes(missing) == ["The Employment Projections name no typical schooling for this job."]


def test_the_chart_of_skills_says_what_matters_more_here_and_shows_the_important_first(told):
    title, subtitle, sentence = say.rated_words(told, "skill", told.skills)
    assert title == "Service Orientation, Active Listening and Speaking matter more here than in the average job"
    assert subtitle == "Importance of skills, customer service representatives and the average job, O*NET 29.3"
    assert sentence == (
        "Furthest above the average job: Service Orientation (4.0 against 3.1). Furthest below: Quality Control "
        "Analysis (1.1 against 2.2)."
    )
    order = say.by_weight(told.skills)
    assert [item.weight >= 50 for item in order] == sorted((item.weight >= 50 for item in order), reverse=True)
    assert len(order) == len(told.skills)


def test_a_job_in_which_no_skill_stands_out_gets_a_title_that_claims_none(told):
    plain = tuple(replace(item, average=item.rating) for item in told.skills)
    assert say.rated_words(told, "skill", plain)[0] == "No skill matters clearly more here than in the average job"
    one = (told.skills[0], *plain[1:])
    assert say.rated_words(told, "skill", one)[0] == "Service Orientation matters more here than in the average job"


def test_a_rating_that_onet_warns_of_is_named(told):
    vague = (replace(told.skills[0], rating_precision="low"), *told.skills[1:])
    assert "O*NET warns that its figure for Service Orientation is imprecise." in say.rating_notes(told, "skill", vague)
    assert "warns" not in " ".join(say.rating_notes(told, "skill", told.skills))


def test_the_steps_lead_to_official_pages_and_certificates_are_one_step(told):
    steps = say.steps(told)
    words = [sentence for sentence, _links in steps]
    assert words[0].startswith("Get a high school diploma")
    assert sum("Certified Customer Service Professional" in sentence for sentence in words) == 1
    (certificates,) = [sentence for sentence in words if sentence.startswith("A certificate can help")]
    assert "Customer Service Representative (HDI)" in certificates
    assert certificates.endswith("Named in career guides; check with the issuer.")
    assert "State license: May be needed for work with insurance or securities." in words
    assert words[-1] == "Once hired, expect up to a month of training on the job."
    for _sentence, links in steps:
        assert all(address.startswith("https://www.careeronestop.org/") for _words, address in links)


def test_prompts_name_the_top_skills(told):
    resume = [words for words, _links in say.prompts(told, "resume")]
    interview = [words for words, _links in say.prompts(told, "interview")]
    assert [words.split(":")[0] for words in resume] == ["Service Orientation", "Active Listening", "Speaking"]
    assert [words.split(":")[0] for words in interview] == ["Service Orientation", "Active Listening", "Speaking"]
    assert all(words.endswith("?") for words in interview)


def test_software_in_demand_comes_first_and_a_long_list_is_cut_with_its_number(told):
    wanted, hot, rest = say.technology(told)
    assert wanted == (
        "In demand, often named in ads for this job: Microsoft Excel, Microsoft Office software and Microsoft Outlook."
    )
    assert hot.endswith("and 12 more.")
    assert rest == "O*NET names 86 other programs."
    assert say.technology(replace(told, technologies=())) == ["O*NET names no software for this job."]
    cold = tuple(replace(t, is_hot=False, is_in_demand=False) for t in told.technologies[:2])
    assert say.technology(replace(told, technologies=cold)) == [
        "None is hot or in demand. O*NET names: Microsoft Excel and Microsoft Office software."
    ]


def test_interests_are_in_our_words_with_onets_name(told):
    said = say.interests(told)
    assert said[0] == "You like order: knowing the rules, keeping track, getting details right. (O*NET: Conventional)"
    assert not any("Artistic" in sentence for sentence in said)
    bare = replace(told, interests=(), work_styles=(), work_values=())
    assert say.interests(bare) == ["O*NET has not rated which interests suit this job."]


def test_what_people_report_is_told_apart_from_what_the_agency_calls_typical(told):
    said = say.reported(told)
    assert said[0] == "Asked what schooling the job requires, 55% said: high school diploma or equivalent."
    assert said[1].endswith("the middle answer was: 1 to 2 years.")
    assert any("the two can differ" in sentence for sentence in said)
    assert said[-1] == "O*NET’s job zone, from 1 to 5: 2 (some preparation)."


def test_links_name_each_of_onets_occupations_where_several_belong(told):
    assert say.links(told)[:2] == [
        (
            "Occupational Outlook Handbook (BLS)",
            "https://www.bls.gov/OOH/office-and-administrative-support/customer-service-representatives.htm",
        ),
        ("O*NET OnLine", "https://www.onetonline.org/link/summary/43-4051.00"),
    ]
    nurses = [words for words, _address in say.links(requirements.lookup("29-1141"))]
    assert "O*NET OnLine: Acute Care Nurses" in nurses


def test_the_attribution_of_each_release_is_there_once(told, done):
    said = say.attribution(told, done)
    assert len(said) == 2
    assert all("CC BY 4.0" in sentence for sentence in said)
    assert say.attribution(told, None) == [told.attribution]


def test_every_occupation_gets_its_sentences_without_a_blank():
    seen = 0
    for code in tables.load("occupations")["soc_code"].astype(object):
        try:
            found = requirements.lookup(code)
        except NotPublished:
            continue
        seen += 1
        parts = [say.technology(found), say.interests(found), [words for words, _l in say.steps(found)]]
        parts += [[words for words, _a in say.links(found)]]
        assert all(parts), code
        for group, items in (("skill", found.skills), ("knowledge", found.knowledge)):
            if items:
                parts += [list(say.rated_words(found, group, items)), say.rating_notes(found, group, items)]
        text = " ".join(sentence for part in parts for sentence in part)
        assert "{" not in text, code
        assert "None " not in text.replace("None is hot", ""), code
        assert "  " not in text, code
    assert seen > 800


# --- Broad skills, and schooling beside what goes with it ---------------------------------------------------------


def test_scores_are_titled_by_what_stands_clearly_above_all_occupations(told):
    title, subtitle, sentence = say.score_words(told.scores)
    assert title == (
        "Scores above all occupations: Customer service; Computers and information technology; Adaptability"
    )
    assert subtitle.endswith("customer service representatives and all occupations, Employment Projections 2023–33")
    assert "4.0 of 5, a higher score than in 97% of occupations" in sentence
    assert len(say.score_rows(told.scores)) == 17
    assert "similar" not in " ".join(say.score_notes(told.scores))
    developers = requirements.lookup("15-1252").scores
    assert "nearly all occupations" in say.score_words(developers)[2]
    assert "BLS took those of a similar one" in " ".join(say.score_notes(developers))
    flat = replace(told.scores, scores=tuple(replace(s, everyone=s.skill_score) for s in told.scores.scores))
    assert say.score_words(flat)[0] == "No broad skill clearly sets this job apart from all occupations"


def test_every_level_of_typical_entry_is_told_with_the_earnings_that_go_with_it(told):
    levels = schooling.earnings()
    assert say.earnings(told, levels)[:2] == [
        "High school diploma: $899 a week in the middle, 3.9% unemployed.",
        "Bachelor’s degree: $1,493 a week in the middle, 2.2% unemployed.",
    ]
    assert set(say.EARNING_LEVELS) == set(requirements.SCHOOLING)
    assert {name for names in say.EARNING_LEVELS.values() for name in names} <= set(schooling.LEVELS)
    for entry in requirements.SCHOOLING:
        told_of = say.earnings(replace(told, entry=replace(told.entry, schooling=entry)), levels)
        assert len(told_of) == len(say.EARNING_LEVELS[entry]) + 1
        assert "2023" in told_of[-1]
    assert say.earnings(replace(told, entry=None), levels) == []


def test_the_agencys_own_count_of_schooling_stands_beside_ours_where_there_is_one(told):
    rows = worklife.table(told.held, "schooling")
    frame = say.held_rows(told, rows)
    assert list(frame["attained_share_pct"]) == [4.1, 26.4, 29.4, 12.2, 22.9, 4.4, 0.7]
    assert "attained_share_pct" not in say.held_rows(None, rows)
    assert "attained_share_pct" not in say.held_rows(replace(told, attained=None), rows)
    assert say.held_notes(None) == []
    (note,) = say.held_notes(told)
    assert "is of 2021–22: 29.4% have some college, no degree" in note
    (borrowed,) = say.held_notes(replace(told, attained=replace(told.attained, is_borrowed=True)))
    assert borrowed.endswith("For this job it shows a wider group of jobs or a similar one.")
