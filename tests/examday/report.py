"""A day in Markdown."""

from collections import Counter
from math import ceil

from tests.examday.day import AFTERMATH

AIM = 500
PHASES = {
    "start": "while all begin",
    "before": "then, before the first fault",
    "kill": f"within {AFTERMATH} s of a killed worker",
    "restart": f"while the database restarted, and {AFTERMATH} s on",
    "rest": "the rest",
}


def written(day):
    plan, met = day.plan, day.met
    answers = sum(len(one.acknowledged) for one in met)
    errors = sum((one.errors for one in met), Counter())
    touched = sum(bool(one.errors) for one in met)
    requests = sum(one.requests for one in met)
    found = day.reckoning
    rows = {
        "answers acknowledged": f"{answers:,}",
        "of these lost": len(found.lost),
        "stored otherwise than acknowledged, or never acknowledged": len(found.otherwise + found.unasked),
        "questions where another answer counts than the last": len(found.not_counted),
        "marks and grades that differ from the reckoning": len(found.grades),
        "officers who handed in": f"{sum(one.handed_in for one in met)} of {plan.officers}",
        "saves a second": f"{answers / day.seconds:.1f}",
        "requests a second": f"{requests / day.seconds:.1f}",
        "errors that officers saw": _counted(errors),
        "officers who saw one": touched,
        "answers sent again": sum(one.sent_again for one in met),
        "kept connections opened anew, unseen": sum(one.opened_anew for one in met),
        "processor time of the officers' own program": f"{100 * day.effort / day.seconds:.0f} % of a core",
    }
    head = (
        f"{plan.officers} officers, {plan.questions} questions each, {day.seconds / 60:.1f} minutes, "
        f"seed {plan.seed}, PostgreSQL {day.database}: {'; '.join(fault.words for fault in day.faults)}."
    )
    lines = [f"| {name} | {value} |" for name, value in rows.items()]
    return "\n".join(["", head, "", "| | |", "|---|--:|", *lines, "", *_saves(day), ""])


def _saves(day):
    """A table of how long saves took, by the part of the day in which the answer was given, and a verdict."""
    by_phase = {phase: [] for phase in PHASES}
    for one in day.met:
        for save in one.saves:
            by_phase[day.phase(save.given)].append(1000 * save.seconds)
    every = [save for saves in by_phase.values() for save in saves]
    yield "| from answer to acknowledgement, ms | saves | 50 of 100 | 95 of 100 | 99 of 100 | longest |"
    yield "|---|--:|--:|--:|--:|--:|"
    for name, saves in [*((PHASES[phase], saves) for phase, saves in by_phase.items()), ("all", every)]:
        cells = [f"{within(saves, share):.0f}" if saves else "–" for share in (50, 95, 99, 100)]
        yield f"| {name} | {len(saves):,} | {' | '.join(cells)} |"
    reached = "met" if within(every, 95) < AIM else "missed"
    yield ""
    yield f"The aim, 95 of 100 saves of the whole day under {AIM} ms, is {reached}."


def within(saves, share):
    """The time within which so many of 100 saves were acknowledged."""
    return sorted(saves)[ceil(len(saves) * share / 100) - 1]


def _counted(errors):
    return ", ".join(f"{number} × {kind}" for kind, number in errors.most_common()) or "none"
