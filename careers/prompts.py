"""What to write on a résumé and be ready to tell in an interview, for each of O*NET's skills. Our own words."""

from __future__ import annotations

from typing import Final

from careers.i18n import N_

PROMPTS: Final[dict[str, tuple[str, str]]] = {
    "2.A.1.a": (
        N_("What you had to read and act on, such as manuals, orders or reports, and how much of it."),
        N_("When did something in the small print matter, and you were the one who noticed?"),
    ),
    "2.A.1.b": (
        N_("A job or project in which you took orders, notes or complaints, and how few had to be redone."),
        N_("When did listening longer show you that the problem was not what it seemed?"),
    ),
    "2.A.1.c": (
        N_("What you have written that others used: messages, reports, a guide, a post."),
        N_("How would you put bad news to a customer in three sentences?"),
    ),
    "2.A.1.d": (
        N_("Where you spoke for others: calls a day, talks given, groups led."),
        N_("How did you explain something hard to a person who knew nothing about it?"),
    ),
    "2.A.1.e": (
        N_("What you counted or calculated: cash, hours, measurements, a budget, and how large it was."),
        N_("When did you catch a wrong number, and what would it have cost?"),
    ),
    "2.A.1.f": (
        N_("A test, lab or project in which you tried an idea and measured what came out."),
        N_("When did a result surprise you, and how did you check it?"),
    ),
    "2.A.2.a": (
        N_("A choice you prepared by weighing options, and what it saved."),
        N_("When did you argue against the easy answer, and who turned out to be right?"),
    ),
    "2.A.2.b": (
        N_("A tool or subject you taught yourself, how long it took and what you did with it."),
        N_("What have you learned in the past year that changed how you work?"),
    ),
    "2.A.2.c": (
        N_("People you taught or trained, and how you found out what helped each of them."),
        N_("How do you go about learning something new, and how do you know that it stuck?"),
    ),
    "2.A.2.d": (
        N_("What you kept an eye on, such as stock, quality or a schedule, and what you put right in time."),
        N_("When did you see early that things were slipping, and what did you do?"),
    ),
    "2.B.1.a": (
        N_("Work with people of many kinds: how many a day, in which situations."),
        N_("When did you sense that somebody was upset before they said so?"),
    ),
    "2.B.1.b": (
        N_("A team effort in which others depended on your part: how many people, by what date."),
        N_("When did plans change at the last minute, and how did you fit in with the others?"),
    ),
    "2.B.1.c": (
        N_("Something you got others to do: sales made, members won, a habit changed, with the number."),
        N_("How did you bring round somebody who was against your idea?"),
    ),
    "2.B.1.d": (
        N_("An agreement you reached: a price, a shift plan, a settled dispute."),
        N_("When did both sides give something up, and how did you get them there?"),
    ),
    "2.B.1.e": (
        N_("How many people you showed the ropes, and in what."),
        N_("How do you teach a task to somebody who has never done it?"),
    ),
    "2.B.1.f": (
        N_("Whom you served, how many a day, and what they or your boss said about it."),
        N_("When did you help somebody who did not know what to ask for?"),
    ),
    "2.B.2.i": (
        N_("A tangled problem you solved, in one line: what was wrong, what you did, what came of it."),
        N_("What was the messiest problem you have had, and where did you start?"),
    ),
    "2.B.3.a": (
        N_("A need you turned into a plan: what people wanted, and what was then built or bought."),
        N_("How do you find out what people need, when they ask for something else?"),
    ),
    "2.B.3.b": (
        N_("Something you designed, built or improved, and who uses it."),
        N_("What would you change about a tool you use every day?"),
    ),
    "2.B.3.c": (
        N_("Tools and machines you know well enough to choose among."),
        N_("When did the wrong tool nearly spoil a job, and what did you take instead?"),
    ),
    "2.B.3.d": (
        N_("What you have set up: machines, wiring, software, and how many."),
        N_("How do you make sure that a thing you installed works before you leave?"),
    ),
    "2.B.3.e": (
        N_("Programs you wrote, in which languages, with a link if there is one."),
        N_("What was the hardest bug you found, and how did you find it?"),
    ),
    "2.B.3.g": (
        N_("Machines or systems you watched over, for how long, and how rarely they stopped."),
        N_("What was the first sign of trouble, and how quickly did you act on it?"),
    ),
    "2.B.3.h": (
        N_("Machines or vehicles you are trained on, with hours or miles, and any permit."),
        N_("How do you keep your mind on the controls through a long shift?"),
    ),
    "2.B.3.j": (
        N_("What you kept in repair, how often, and with what result."),
        N_("When did a routine check spare your team a breakdown?"),
    ),
    "2.B.3.k": (
        N_("Faults you tracked down, in what, and how fast things ran again."),
        N_("How do you narrow down why something fails?"),
    ),
    "2.B.3.l": (
        N_("What you have repaired, and with which tools."),
        N_("What was the hardest thing you got working again?"),
    ),
    "2.B.3.m": (
        N_("What you inspected, how many pieces, and how many faults you caught."),
        N_("When did you send something back, although it was inconvenient?"),
    ),
    "2.B.4.e": (
        N_("Decisions that were yours to make, and what hung on them."),
        N_("When did you have to decide without knowing enough, and how did it end?"),
    ),
    "2.B.4.g": (
        N_("A process you took apart to understand it, and what you changed."),
        N_("When did a small change have effects that nobody expected?"),
    ),
    "2.B.4.h": (
        N_("A way of working you measured, and what got better, in figures."),
        N_("How do you tell whether a change was worth it?"),
    ),
    "2.B.5.a": (
        N_("Several things you kept going at once: classes, shifts, deadlines met."),
        N_("When everything was due at once, what came first, and why?"),
    ),
    "2.B.5.b": (
        N_("Money you were trusted with: how much, for what, and what was left over."),
        N_("When did you get more out of a small budget?"),
    ),
    "2.B.5.c": (
        N_("Supplies, rooms or machines you looked after, and what you stopped from going to waste."),
        N_("What did you do when something you needed ran out?"),
    ),
    "2.B.5.d": (
        N_("How many people you led, and what they got done."),
        N_("How did you bring out the best in somebody who was struggling?"),
    ),
}
"""Skill → a line for the résumé, a question to have a story for."""

OF_SCORED_SKILLS: Final[dict[str, tuple[str, str]]] = {
    "Adaptability": PROMPTS["2.B.1.b"],
    "Computers and information technology": (
        N_("Programs and systems you work with, and what you got done with them."),
        N_("When did you have to learn a program that nobody around you knew?"),
    ),
    "Creativity and innovation": PROMPTS["2.B.3.b"],
    "Critical and analytical thinking": PROMPTS["2.A.2.a"],
    "Customer service": PROMPTS["2.B.1.f"],
    "Detail oriented": PROMPTS["2.B.3.m"],
    "Fine motor": (
        N_("Work you did by hand that had to be exact: what, how small, how many a day."),
        N_("What do you do to keep a steady hand when time is short?"),
    ),
    "Interpersonal": PROMPTS["2.B.1.a"],
    "Leadership": PROMPTS["2.B.5.d"],
    "Mathematics": PROMPTS["2.A.1.e"],
    "Mechanical": PROMPTS["2.B.3.l"],
    "Physical strength and stamina": (
        N_("What you lifted, carried or stood through, how heavy and for how long."),
        N_("How do you keep yourself and others from getting hurt in heavy work?"),
    ),
    "Problem solving and decision making": PROMPTS["2.B.2.i"],
    "Project management": PROMPTS["2.B.5.a"],
    "Science": PROMPTS["2.A.1.f"],
    "Speaking and listening": PROMPTS["2.A.1.d"],
    "Writing and reading": PROMPTS["2.A.1.c"],
}
"""The same for the broader skills that the projections programme scores, where O*NET has no ratings."""
