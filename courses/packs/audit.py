"""What a pack is like as teaching: pure figures and findings over a pack that was read.

Every finding breaks a rule. The rules say what makes a module good enough to open; that it can be read
at all is checked in reading.py. The rules of one lesson are told to its author in the editor too.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.guides import vocabulary
from courses.packs.blocks import Callout, Case, Check, Comparison, Figure, Heading, Prose, Steps, Summary
from exercises.consignments.faults import faults_of
from exercises.scenarios.forms import QUALITIES
from quizzes.flaws import LONGEST_SHARE, PLACE_SHARE, Shares, same_facts, shares
from quizzes.types.single_choice.text import SingleChoiceForm

LESSON_WORDS = (700, 1400)
HIGHEST_GRADE = 10.0
FIGURES_PER_LESSON = 2
CHECKS_PER_LESSON = 3

CLEAN_PERCENT = (10, 50)
"""Without sets in order officers learn that something is always wrong, with too many that nothing is."""

GOOD_PRACTICE = "Good practice:"
"""How the basis of a decision begins that rests on no article."""

_TAG = re.compile(r"<[^>]+>")
_BLOCK_END = re.compile(r"</(?:p|li|ul|ol)>|<br\s*/?>")
_WORD = re.compile(r"[^\W_][\w’'.,/-]*")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ARTICLE = re.compile(
    r"\b(?:Articles?|Art\.|Annex|Appendix|Chapter|Conf\.|Decisions?|Regulation|Resolution|Section|Note|CFR)\b|§",
    re.IGNORECASE,
)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&nbsp;": " "}


@dataclass(frozen=True, order=True)
class Finding:
    """A rule that is broken: its name, the item of the pack, and a sentence."""

    rule: str
    item: str
    message: str


@dataclass
class LessonFigures:
    """One lesson in numbers. `grade` is the Flesch-Kincaid grade of its running text."""

    slug: str
    words: int
    grade: float
    figures: int
    checks: int


@dataclass
class ScenarioFigures:
    """One scenario in numbers: nodes are its situations and ends, papers the documents drawn as forms."""

    slug: str
    words: int
    grade: float
    nodes: int
    decisions: int
    papers: int


@dataclass
class InspectionFigures:
    """One inspection in numbers: kinds of fault that it can have, most faults in a set, share without."""

    slug: str
    template: str
    kinds: int
    most: int
    clean_percent: int
    fixed: bool


@dataclass
class Audit:
    """All that was measured in one pack, and what is wrong."""

    pack: str
    words: int
    grade: float
    lessons: list[LessonFigures]
    scenarios: list[ScenarioFigures]
    inspections: list[InspectionFigures]
    entries: int
    objectives: int
    questions: int
    figures: int
    terms: int
    checks: Shares
    bank: Shares
    situations: Shares
    findings: list[Finding]


def audit(pack):
    """The Audit of a pack without problems."""
    lessons = [figures_of(lesson) for lesson in pack.lessons]
    checks = shares([_check_row(check) for _lesson, check in _checks(pack) if not check.multiple])
    bank = shares([_question_row(row) for row in pack.questions if isinstance(row, SingleChoiceForm)])
    situations = shares(list(_situation_rows(pack)))
    findings = [
        *(finding for lesson in pack.lessons for finding in lesson_findings(lesson)),
        *(finding for packed in pack.scenarios for finding in _scenario_findings(packed)),
        *(finding for packed in pack.inspections for finding in _inspection_findings(packed)),
        *_guide_findings(pack),
        *_objective_findings(pack),
        *_class_findings(pack),
        *_cases_without_source(pack),
        *_unused_figures(pack),
        *_figures_without_text(pack),
        *_same_fact(pack),
        *_ungraded_facts(pack),
        *share_findings("checks", checks),
        *share_findings("questions", bank),
        *share_findings("scenarios", situations),
    ]
    return Audit(
        pack=pack.slug,
        words=sum(lesson.words for lesson in lessons),
        grade=reading_grade([text for lesson in pack.lessons for text in _running_text(lesson)]),
        lessons=lessons,
        scenarios=[scenario_figures_of(packed) for packed in pack.scenarios],
        inspections=[inspection_figures_of(packed.form) for packed in pack.inspections],
        entries=len(pack.entries()),
        objectives=len(pack.module.objectives),
        questions=len(pack.questions),
        figures=len({image for lesson in pack.lessons for image in _shown(lesson)}),
        terms=len(pack.terms),
        checks=checks,
        bank=bank,
        situations=situations,
        findings=sorted(findings),
    )


# --- words ---------------------------------------------------------------------------------------


def plain(html):
    """Rich text as words, one paragraph or item a line."""
    text = _TAG.sub("", _BLOCK_END.sub("\n", html))
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    return text.strip()


def count_words(text):
    return len(_WORD.findall(text))


def count_syllables(word):
    """Syllables of an English word, by its groups of vowels."""
    word = word.lower().strip("’'.,/-")
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "ye")) and groups > 1
    past = word.endswith("ed") and not word.endswith(("ted", "ded", "eed")) and groups > 1
    plural = word.endswith("es") and not word.endswith(
        ("ses", "ces", "xes", "zes", "ges", "hes", "ies", "les", "ues")
    )
    return max(1, groups - (silent or past or (plural and groups > 1)))


def reading_grade(texts):
    """The Flesch-Kincaid grade of texts: years of school that they ask for. 0 where there is no text.

    Codes and numbers count as one syllable, an item of a list as a sentence.
    """
    sentences = words = syllables = 0
    for text in texts:
        for sentence in _SENTENCE_END.split(text):
            found = _WORD.findall(sentence)
            sentences += bool(found)
            words += len(found)
            syllables += sum(count_syllables(word) if word.isalpha() else 1 for word in found)
    if not words:
        return 0.0
    return round(max(0.0, 0.39 * words / sentences + 11.8 * syllables / words - 15.59), 1)


def _all_text(block):
    """What a reader reads of a block, knowledge checks and tables of codes not counted."""
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Figure):
        return [block.caption, *block.key]
    if isinstance(block, Comparison):
        cells = [plain(cell) for row in block.rows for cell in row.cells]
        return [block.title, *block.columns, *(row.label for row in block.rows), *cells]
    if isinstance(block, Steps):
        return [block.title, *map(plain, block.steps)]
    if isinstance(block, Case):
        return [block.title, block.where, plain(block.text), plain(block.lesson)]
    return _prose_of(block)


def _prose_of(block):
    """The sentences of a block, without labels."""
    if isinstance(block, Prose | Callout):
        return [plain(block.text)]
    if isinstance(block, Steps):
        return [*map(plain, block.steps)]
    if isinstance(block, Case):
        return [plain(block.text), plain(block.lesson)]
    if isinstance(block, Summary):
        return [*map(plain, block.points)]
    return []


def _running_text(lesson):
    return [text for block in lesson.body for text in _prose_of(block)]


def _shown(lesson):
    return [block.image for block in lesson.body if isinstance(block, Figure)]


def figures_of(lesson):
    return LessonFigures(
        slug=lesson.slug,
        words=sum(count_words(text) for block in lesson.body for text in _all_text(block)),
        grade=reading_grade(_running_text(lesson)),
        figures=len(_shown(lesson)),
        checks=sum(isinstance(block, Check) for block in lesson.body),
    )


# --- one lesson ----------------------------------------------------------------------------------


def lesson_findings(lesson):
    """What is wrong in one lesson by itself: all that needs no other item of the pack."""
    item = f"lessons/{lesson.slug}"
    for rule, message in (
        *_measure(figures_of(lesson)),
        *_front(lesson.front),
        *_law(lesson.body),
        *_feedback(lesson.body),
    ):
        yield Finding(rule, item, message)


def _measure(figures):
    least, most = LESSON_WORDS
    if not least <= figures.words <= most:
        said = {"words": figures.words, "least": least, "most": most}
        yield "length", _("%(words)s words; a lesson has %(least)s to %(most)s.") % said
    if figures.grade > HIGHEST_GRADE:
        said = {"grade": figures.grade, "most": f"{HIGHEST_GRADE:g}"}
        yield "grade", _("Reading grade %(grade)s; at most %(most)s.") % said
    if figures.figures < FIGURES_PER_LESSON:
        said = {"number": figures.figures, "least": FIGURES_PER_LESSON}
        yield "figures", _("%(number)s figures; at least %(least)s.") % said
    if figures.checks < CHECKS_PER_LESSON:
        said = {"number": figures.checks, "least": CHECKS_PER_LESSON}
        yield "checks", _("%(number)s knowledge checks; at least %(least)s.") % said


def _front(front):
    if not front.summary:
        yield "summary", _("The lesson has no summary.")
    if not front.objectives:
        yield "objectives", _("The lesson names no objective.")
    if not front.sources:
        yield "sources", _("The lesson names no source.")


def _law(body):
    for block in body:
        if not isinstance(block, Callout) or block.kind != "law":
            continue
        if not (_ARTICLE.search(block.source) and _YEAR.search(block.source)):
            said = {"source": block.source or _("nothing")}
            yield "law", _("What the law says needs article and year, here: %(source)s.") % said


def _feedback(body):
    for block in body:
        if isinstance(block, Check) and not all(plain(option.feedback) for option in block.options):
            yield "feedback", _("The check %(check)s has an option without feedback.") % {"check": block.id}


def lacks_text(neutral, revealing):
    """What a drawing that a lesson shows lacks, as a sentence; empty where it has both texts."""
    if not neutral.strip() and not revealing.strip():
        return _("This drawing has neither a neutral nor a revealing text.")
    if not neutral.strip():
        return _("This drawing has no neutral text: what is to be seen.")
    if not revealing.strip():
        return _("This drawing has no revealing text: what it shows and means.")
    return ""


# --- one scenario --------------------------------------------------------------------------------


def _told(scenario):
    """The sentences that an officer reads of a scenario, debrief included."""
    rich = [scenario.debrief]
    for node in scenario.nodes().values():
        rich.append(node.text)
    for situation in scenario.situations:
        rich += [item.text for item in (*situation.evidence, *situation.events)]
        rich += [text for decision in situation.decisions for text in (decision.consequence, decision.why)]
    return [plain(text) for text in rich if text]


def scenario_figures_of(packed):
    told = _told(packed.scenario)
    return ScenarioFigures(
        slug=packed.slug,
        words=sum(map(count_words, told)),
        grade=reading_grade(told),
        nodes=len(packed.scenario.nodes()),
        decisions=sum(len(situation.decisions) for situation in packed.scenario.situations),
        papers=sum(
            item.paper is not None for situation in packed.scenario.situations for item in situation.evidence
        ),
    )


def _scenario_findings(packed):
    item, scenario = f"scenarios/{packed.slug}", packed.scenario
    grade = scenario_figures_of(packed).grade
    if grade > HIGHEST_GRADE:
        yield Finding("grade", item, f"Reading grade {grade}; at most {HIGHEST_GRADE:g}.")
    if not scenario.objectives:
        yield Finding("objectives", item, "The scenario names no objective.")
    for situation in scenario.situations:
        for decision in situation.decisions:
            where = f"Situation {situation.id}, decision {decision.id}"
            yield from _basis_findings(item, where, decision.basis)


def _situation_rows(pack):
    """The decisions of every situation as options: right is the soundest, where one alone is."""
    for packed in pack.scenarios:
        for situation in packed.scenario.situations:
            soundest = min(QUALITIES.index(decision.quality) for decision in situation.decisions)
            row = [
                (QUALITIES.index(decision.quality) == soundest, decision.text)
                for decision in situation.decisions
            ]
            if len(row) > 1 and sum(right for right, _text in row) == 1:
                yield row


def _basis_findings(item, where, basis):
    if not (_ARTICLE.search(basis) or basis.startswith(GOOD_PRACTICE)):
        message = f"{where}: its basis names no article, and does not begin with “{GOOD_PRACTICE}”."
        yield Finding("basis", item, message)


# --- one inspection ------------------------------------------------------------------------------


def inspection_figures_of(form):
    fixed = form.fixed
    mixed = len(form.kinds or faults_of(form.template))
    return InspectionFigures(
        slug=form.id,
        template=form.template,
        kinds=len(fixed.faults) if fixed else mixed,
        most=len(fixed.faults) if fixed else form.most,
        clean_percent=(0 if fixed.faults else 100) if fixed else form.clean_percent,
        fixed=fixed is not None,
    )


def _inspection_findings(packed):
    item, form = f"inspections/{packed.slug}", packed.form
    if not form.introduction:
        yield Finding("introduction", item, "The inspection has no introduction.")
    if not form.minutes:
        yield Finding("minutes", item, "The inspection does not say how long a round takes.")
    least, most = CLEAN_PERCENT
    if form.fixed is None and not least <= form.clean_percent <= most:
        message = f"{form.clean_percent} % of the sets are without a fault; {least} to {most} % should be."
        yield Finding("clean", item, message)
    if form.fixed is None and form.growth and form.most == 1:
        yield Finding("growth", item, "It grows, and has at most one fault in a set: there is one level.")
    faults = form.fixed.faults if form.fixed else ()
    for fault in faults:
        if fault.basis:
            yield from _basis_findings(item, f"“{fault.title or fault.kind}”", fault.basis)
    told = [form.introduction, *(text for fault in faults for text in (fault.shows, fault.matters))]
    grade = reading_grade(told)
    if grade > HIGHEST_GRADE:
        yield Finding("grade", item, f"Reading grade {grade}; at most {HIGHEST_GRADE:g}.")


# --- the guide -----------------------------------------------------------------------------------


def _guide_findings(pack):
    """The rules of the vocabulary, and that every entry says where it is from."""
    if pack.guide is None:
        return
    for rule, group, message in vocabulary.findings(pack.guide):
        yield Finding(f"guide-{rule}", "guide", f"Group {group}: {message}")
    for packed in pack.entries():
        if not packed.entry.sources:
            yield Finding("sources", f"entries/{packed.entry.id}", "The entry names no source.")


def _guide_pictures(pack):
    return {name for name, _path in pack.guide.pictures()} if pack.guide else set()


# --- what is covered and cited ---------------------------------------------------------------------


def _checks(pack):
    return [(lesson, block) for lesson in pack.lessons for block in lesson.body if isinstance(block, Check)]


def _objective_findings(pack):
    taught = {slug for lesson in pack.lessons for slug in lesson.front.objectives}
    checked = {slug for lesson, _check in _checks(pack) for slug in lesson.front.objectives}
    asked = {question.objective for question in pack.questions if question.verified}
    for objective in pack.module.objectives:
        for rule, covered, what in (
            ("objective-lesson", taught, "no lesson"),
            ("objective-check", checked, "no knowledge check in its lessons"),
            ("objective-questions", asked, "no question that can be drawn"),
        ):
            if objective.id not in covered:
                yield Finding(rule, f"objectives/{objective.id}", f"{objective.code} has {what}.")


def _class_findings(pack):
    """A module with lessons can be taught to a class, and says what to read after it."""
    if pack.lessons and pack.class_note is None:
        yield Finding("class-note", "trainer", "There is no note for a class.")
    if pack.lessons and not pack.module.reading:
        yield Finding("reading", "module", "There is no reading list.")


def _cases_without_source(pack):
    sources = {source.id for source in pack.module.sources}
    for lesson in pack.lessons:
        for block in lesson.body:
            if isinstance(block, Case) and block.source not in sources:
                message = f"The case “{block.title}” names no source of the module."
                yield Finding("case", f"lessons/{lesson.slug}", message)


def _unused_figures(pack):
    used = {image for lesson in pack.lessons for image in _shown(lesson)} | {pack.module.plate}
    used |= {image for question in pack.questions for image in question.pictures()}
    used |= {image for packed in pack.scenarios for image, _path in packed.figures()}
    used |= _guide_pictures(pack)
    used |= set(_shown(pack.class_note)) if pack.class_note else set()
    for picture in pack.pictures:
        if picture.form.slug not in used:
            yield Finding("unused-figure", f"images/{picture.form.slug}", "No part of the module shows it.")


def _figures_without_text(pack):
    shown = {image for lesson in pack.lessons for image in _shown(lesson)}
    shown |= {image for packed in pack.scenarios for image, _path in packed.figures()}
    shown |= _guide_pictures(pack)
    for picture in pack.pictures:
        message = lacks_text(picture.form.neutral, picture.form.revealing)
        if picture.form.slug in shown and message:
            yield Finding("figure-text", f"images/{picture.form.slug}", message)


# --- the bank --------------------------------------------------------------------------------------


def _same_fact(pack):
    """Two questions that measure one objective by the same place of the same source ask one fact twice."""
    by_name = {question.id: question for question in pack.questions}
    facts = [(question.id, _fact(question)) for question in pack.questions]
    for name, first in same_facts(facts):
        question = by_name[name]
        message = f"The same fact as {first}: {question.source}, {question.where}."
        yield Finding("same-fact", f"questions/{name}", message)


def _fact(question):
    if question.source is None or not question.where:
        return None
    return question.objective, question.source, " ".join(question.where.lower().split())


def _ungraded_facts(pack):
    """What is not verified is not graded: no such question in a bank that an examination draws from."""
    graded = {row.objective for quiz in pack.quizzes for row in quiz.blueprint}
    for question in pack.questions:
        if question.objective in graded and not question.verified:
            message = "Its fact is not verified, and an examination asks for its objective."
            yield Finding("unverified", f"questions/{question.id}", message)
        elif question.objective in graded and question.source is None:
            yield Finding("unverified", f"questions/{question.id}", "It is graded and names no source.")


def _check_row(check):
    return [(option.right, plain(option.text)) for option in check.options]


def _question_row(question):
    return [(option.right, plain(option.text)) for option in question.options]


def share_findings(item, found):
    if found.too_often_longest:
        message = (
            f"The longest option is the right one in {found.longest_percent} %; at most {LONGEST_SHARE} %."
        )
        yield Finding("longest", item, message)
    for place, share in found.crowded.items():
        message = f"The right option stands in place {place} in {share} %; at most {PLACE_SHARE} %."
        yield Finding("places", item, message)
