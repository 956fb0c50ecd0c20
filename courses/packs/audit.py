"""What a pack is like as teaching: pure figures and findings over a pack that was read.

Every finding breaks a rule. The rules say what makes a module good enough to open; that it can be read
at all is checked in reading.py.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from courses.packs.blocks import Callout, Case, Check, Comparison, Figure, Heading, Prose, Steps, Summary
from quizzes.formats.pack_yaml import SingleChoiceForm

LESSON_WORDS = (700, 1400)
HIGHEST_GRADE = 10.0
FIGURES_PER_LESSON = 2
CHECKS_PER_LESSON = 3
# Of the right options: how many may be the longest, and how many may stand in one place, in per cent.
LONGEST_SHARE = 35
PLACE_SHARE = 50
# Fewer items than this say nothing about shares.
ENOUGH_FOR_SHARES = 8

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
class Shares:
    """Where the right option stands among items with one right option."""

    items: int = 0
    longest: int = 0
    places: dict[int, int] = field(default_factory=dict)

    @property
    def longest_percent(self):
        return round(100 * self.longest / self.items) if self.items else 0


@dataclass
class Audit:
    """All that was measured in one pack, and what is wrong."""

    pack: str
    words: int
    grade: float
    lessons: list[LessonFigures]
    objectives: int
    questions: int
    figures: int
    terms: int
    checks: Shares
    bank: Shares
    findings: list[Finding]


def audit(pack):
    """The Audit of a pack without problems."""
    lessons = [_figures_of(lesson) for lesson in pack.lessons]
    checks = shares([_check_row(check) for _lesson, check in _checks(pack) if not check.multiple])
    bank = shares([_question_row(row) for row in pack.questions if isinstance(row, SingleChoiceForm)])
    findings = [
        *_lesson_findings(lessons),
        *_objective_findings(pack),
        *_source_findings(pack),
        *_unused_figures(pack),
        *_checks_without_feedback(pack),
        *_same_fact(pack),
        *_ungraded_facts(pack),
        *share_findings("checks", checks),
        *share_findings("questions", bank),
    ]
    return Audit(
        pack=pack.slug,
        words=sum(lesson.words for lesson in lessons),
        grade=reading_grade([text for lesson in pack.lessons for text in _running_text(lesson)]),
        lessons=lessons,
        objectives=len(pack.module.objectives),
        questions=len(pack.questions),
        figures=len({image for lesson in pack.lessons for image in _shown(lesson)}),
        terms=len(pack.terms),
        checks=checks,
        bank=bank,
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


def _figures_of(lesson):
    return LessonFigures(
        slug=lesson.slug,
        words=sum(count_words(text) for block in lesson.body for text in _all_text(block)),
        grade=reading_grade(_running_text(lesson)),
        figures=len(_shown(lesson)),
        checks=sum(isinstance(block, Check) for block in lesson.body),
    )


def _lesson_findings(lessons):
    least, most = LESSON_WORDS
    for lesson in lessons:
        item = f"lessons/{lesson.slug}"
        if not least <= lesson.words <= most:
            yield Finding("length", item, f"{lesson.words} words; a lesson has {least} to {most}.")
        if lesson.grade > HIGHEST_GRADE:
            yield Finding("grade", item, f"Reading grade {lesson.grade}; at most {HIGHEST_GRADE:g}.")
        if lesson.figures < FIGURES_PER_LESSON:
            yield Finding("figures", item, f"{lesson.figures} figures; at least {FIGURES_PER_LESSON}.")
        if lesson.checks < CHECKS_PER_LESSON:
            yield Finding("checks", item, f"{lesson.checks} knowledge checks; at least {CHECKS_PER_LESSON}.")


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


def _source_findings(pack):
    sources = {source.id for source in pack.module.sources}
    for lesson in pack.lessons:
        item = f"lessons/{lesson.slug}"
        if not lesson.front.sources:
            yield Finding("sources", item, "The lesson names no source.")
        for block in lesson.body:
            if isinstance(block, Callout) and block.kind == "law":
                if not (_ARTICLE.search(block.source) and _YEAR.search(block.source)):
                    said = block.source or "nothing"
                    yield Finding("law", item, f"What the law says needs article and year, here: {said}.")
            elif isinstance(block, Case) and block.source not in sources:
                yield Finding("case", item, f"The case “{block.title}” names no source of the module.")


def _unused_figures(pack):
    used = {image for lesson in pack.lessons for image in _shown(lesson)} | {pack.module.plate}
    for picture in pack.pictures:
        if picture.form.slug not in used:
            yield Finding("unused-figure", f"images/{picture.form.slug}", "No lesson shows this drawing.")


def _checks_without_feedback(pack):
    for lesson, check in _checks(pack):
        if not all(plain(option.feedback) for option in check.options):
            message = f"The check {check.id} has an option without feedback."
            yield Finding("feedback", f"lessons/{lesson.slug}", message)


# --- the bank --------------------------------------------------------------------------------------


def _same_fact(pack):
    """Two questions that measure one objective by the same place of the same source ask one fact twice."""
    first = {}
    for question in pack.questions:
        if question.source is None or not question.where:
            continue
        fact = (question.objective, question.source, " ".join(question.where.lower().split()))
        if fact in first:
            message = f"The same fact as {first[fact]}: {question.source}, {question.where}."
            yield Finding("same-fact", f"questions/{question.id}", message)
        first.setdefault(fact, question.id)


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


def shares(rows):
    """Shares over items, each a list of (right, text) with one right option; the longest has no equal."""
    found = Shares(items=len(rows))
    places = Counter()
    for row in rows:
        place, key = next((place, text) for place, (right, text) in enumerate(row, 1) if right)
        places[place] += 1
        found.longest += all(len(text) < len(key) for right, text in row if not right)
    found.places = dict(sorted(places.items()))
    return found


def share_findings(item, found):
    if found.items < ENOUGH_FOR_SHARES:
        return
    if 100 * found.longest > LONGEST_SHARE * found.items:
        message = (
            f"The longest option is the right one in {found.longest_percent} %; at most {LONGEST_SHARE} %."
        )
        yield Finding("longest", item, message)
    for place, times in found.places.items():
        if 100 * times > PLACE_SHARE * found.items:
            share = round(100 * times / found.items)
            message = f"The right option stands in place {place} in {share} %; at most {PLACE_SHARE} %."
            yield Finding("places", item, message)
