"""A day in Markdown."""

from collections import Counter
from statistics import quantiles

AIM = 500


def written(day):
    plan, met = day.plan, day.met
    answers = sum(len(one.acknowledged) for one in met)
    saves = sorted(1000 * seconds for one in met for seconds in one.saves)
    within = quantiles(saves, n=100)
    longest = max(seconds for one in met for seconds in one.waits)
    errors = sum((one.errors for one in met), Counter())
    touched = sum(bool(one.errors) for one in met)
    requests = sum(one.requests for one in met)
    found = day.reckoning
    reached = "met" if within[94] < AIM else "missed"
    rows = {
        "answers acknowledged": f"{answers:,}",
        "of these lost": len(found.lost),
        "stored otherwise than acknowledged, or never acknowledged": len(found.otherwise + found.unasked),
        "questions where another answer counts than the last": len(found.not_counted),
        "marks and grades that differ from the reckoning": len(found.grades),
        "officers who handed in": f"{sum(one.handed_in for one in met)} of {plan.officers}",
        "half of the saves within": f"{within[49]:.0f} ms",
        "95 of 100 saves within": f"{within[94]:.0f} ms (aim: under {AIM}, {reached})",
        "99 of 100 saves within": f"{within[98]:.0f} ms",
        "saves a second": f"{answers / day.seconds:.1f}",
        "requests a second": f"{requests / day.seconds:.1f}",
        "errors that officers saw": _counted(errors),
        "officers who saw one": touched,
        "answers sent again": sum(one.sent_again for one in met),
        "longest from an answer to its acknowledgement": f"{longest:.1f} s",
        "kept connections opened anew, unseen": sum(one.opened_anew for one in met),
    }
    head = (
        f"{plan.officers} officers, {plan.questions} questions each, {day.seconds / 60:.1f} minutes, "
        f"seed {plan.seed}, PostgreSQL {day.database}: {'; '.join(day.faults)}."
    )
    lines = [f"| {name} | {value} |" for name, value in rows.items()]
    return "\n".join(["", head, "", "| | |", "|---|--:|", *lines, ""])


def _counted(errors):
    return ", ".join(f"{number} × {kind}" for kind, number in errors.most_common()) or "none"
