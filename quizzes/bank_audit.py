"""What is wrong with the questions of a bank, in words: for the command, the bank's page and the editor."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes import flaws
from quizzes.flaws import Flaw, Found, Item, Level
from quizzes.grading import kinds

SENTENCES = {
    Flaw.LONGEST: gettext_lazy("The right option is much longer than the others: who guesses takes it."),
    Flaw.NEGATIVE: gettext_lazy("The question turns on “%s”: ask for what is so, or officers overlook it."),
    Flaw.SUMMING_UP: gettext_lazy(
        "The option “%s” sums up others: it helps who knows a part, and is shuffled."
    ),
    Flaw.ECHO: gettext_lazy(
        "The word “%s” of the question stands in the right option only, and gives it away."
    ),
    Flaw.EQUAL: gettext_lazy("Two options say the same: “%s”."),
    Flaw.TWIN: gettext_lazy("It is nearly the same as the question %s."),
    Flaw.SAME: gettext_lazy("It is word for word the question %s."),
    Flaw.SAME_FACT: gettext_lazy("It asks for the same fact as the question %s."),
}


@dataclass(frozen=True)
class Remark:
    """A flaw as an author reads it. `question` is empty for one of the whole bank."""

    bank: str
    question: str
    level: Level
    rule: str
    message: str


def sentence_of(found: Found):
    text = str(SENTENCES[found.flaw])
    return text % found.detail if "%s" in text else text


def item_of(question):
    """What its authors work on of a question (with its source, if it has one), as it is examined."""
    version = question.latest
    kind = kinds.get(question.kind)
    body = kind.body(version.body)
    options = kind.options_for_audit(body)
    fact = None
    if version.source_id and version.where:
        fact = (version.objective_id, version.source_id, " ".join(version.where.lower().split()))
    return Item(
        name=question.slug,
        stem=kind.stem_text(body),
        options=tuple(options),
        fact=fact,
        others=() if options else tuple(f"{part} {response}" for part, response in kind.offered(body)),
    )


def examined(bank):
    """The questions of a bank that may be drawn, or could if they were verified, in the order of names."""
    known = [kind.kind for kind in kinds.all()]
    questions = bank.questions.filter(retired_at=None, kind__in=known).exclude(current=None, proposal=None)
    related = ("current", "proposal__version")
    return [item_of(question) for question in questions.select_related(*related).order_by("slug")]


def audit_bank(bank):
    """All Remarks on a bank, question by question; those on the whole come last."""
    items = examined(bank)
    found = [(item.name, flaw) for item in items for flaw in flaws.flaws_of(item)]
    found += flaws.twins(items)
    found += [
        (name, Found(Flaw.SAME_FACT, first))
        for name, first in flaws.same_facts((item.name, item.fact) for item in items)
    ]
    remarks = [
        Remark(bank.slug, name, flaw.level, flaw.flaw.value, sentence_of(flaw)) for name, flaw in found
    ]
    remarks.sort(key=lambda remark: remark.question)
    return remarks + [
        Remark(bank.slug, "", Level.ADVICE, Flaw.LONGEST.value, sentence) for sentence in _on_the_whole(items)
    ]


def _on_the_whole(items):
    rows = [item.options for item in items if sum(right for right, _text in item.options) == 1]
    found = flaws.shares(rows)
    if found.too_often_longest:
        said = {"share": found.longest_percent, "most": flaws.LONGEST_SHARE}
        yield _("The longest option is the right one in %(share)s %%; at most %(most)s %%.") % said


def remarks_by_itself(question):
    """Sentences on one question, without regard to the others."""
    return [sentence_of(found) for found in flaws.flaws_of(item_of(question))]


def remarks_on(question):
    """Sentences on one question, also on its likeness to the others of its bank."""
    item = item_of(question)
    others = [other for other in examined(question.bank) if other.name != item.name]
    found = [*flaws.flaws_of(item), *flaws.twins_of(item, others)]
    if item.fact is not None:
        found += [Found(Flaw.SAME_FACT, other.name) for other in others if other.fact == item.fact]
    return [sentence_of(flaw) for flaw in found]
