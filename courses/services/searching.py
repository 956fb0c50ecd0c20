"""Search over lessons: the words asked for, the lessons a person may read, the sentence around the find.

Wagtail's search does the finding. What people type never reaches it as it is: a lone quotation mark, or a
word that is an operator to the database, would raise there.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.translation import get_language
from wagtail.models import Page

from accounts.models import Role
from accounts.scoping import learning_membership, memberships_of
from courses.access import administrations_of
from courses.contents import Identity, identity_of
from courses.models import LessonPage, Module, ModuleEnrolment
from courses.models.pages import pages_of

LONGEST_QUERY = 200
MOST_WORDS = 10
LONGEST_EXCERPT = 260
SENTENCE_END = re.compile(r"(?<=[.!?।။៕。])\s+")


def words_of(query):
    """The words of what was typed, folded to lower case, each once: letters, figures and their marks only."""
    kept = "".join(
        sign if unicodedata.category(sign)[0] in "LMN" else " "
        for sign in unicodedata.normalize("NFC", query[:LONGEST_QUERY])
    )
    return list(dict.fromkeys(kept.casefold().split()))[:MOST_WORDS]


def readable_lessons(user):
    """Ids of the live lessons that somebody may read, each unit once, with the module's page.

    Officers read the open modules that they take, trainers and coordinators all; national modules are
    their administration's own. The number of queries is fixed.
    """
    allowed = administrations_of(user)
    modules = Module.objects.all()
    if allowed is not None:
        modules = modules.filter(administration=None) | modules.filter(administration__in=allowed)
        if not memberships_of(user).exclude(role=Role.TRAINEE).exists():
            modules = modules.filter(pk__in=_taken_by(user), status=Module.Status.OPEN)
    homes = pages_of(modules)
    lessons = (
        LessonPage.objects.live()
        .public()
        .filter(unit__module__in=homes, unit__retired_at=None)
        .select_related("unit", "locale")
        .defer("body")
        .order_by("path")
    )
    found = {}
    for lesson in sorted(lessons, key=lambda page: page.locale.language_code != get_language()):
        home = homes[lesson.unit.module_id]
        if lesson.is_descendant_of(home):
            found.setdefault(lesson.unit_id, (lesson.pk, home))
    return dict(found.values())


def _taken_by(user):
    """Modules that an officer takes where they are learnt: national ones in their own administration."""
    membership = learning_membership(user)
    taken = ModuleEnrolment.objects.filter(officer=user)
    here = taken.filter(administration=membership and membership.administration)
    national = taken.filter(module__administration__isnull=False)
    return (here | national).values("module")


def lessons_found(words, user):
    """Lessons with all the words, best first: a sequence to be sliced, and the page of each one's module."""
    readable = readable_lessons(user)
    if not words or not readable:
        return [], readable
    lessons = LessonPage.objects.filter(pk__in=readable)
    return lessons.search(" ".join(words), operator="and"), readable


@dataclass(frozen=True)
class LessonFind:
    """A lesson found: where it belongs, and the sentence around the find in three parts."""

    title: str
    url: str
    module: str
    identity: Identity
    before: str
    hit: str
    after: str


def shown(lessons, words, readable, request=None):
    """Some of the lessons found, as the page shows them."""
    finds = []
    for lesson in lessons:
        home: Page = readable[lesson.pk]
        before, hit, after = excerpt(texts_of(lesson), words)
        finds.append(
            LessonFind(
                title=lesson.title,
                url=lesson.get_url(request),
                module=home.title,
                identity=identity_of(home.module),
                before=before,
                hit=hit,
                after=after,
            )
        )
    return finds


def texts_of(lesson):
    """The plain texts of a lesson in reading order, the summary last."""
    stream = lesson.body.stream_block.get_searchable_content(lesson.body)
    return [" ".join(strip_tags(str(text)).split()) for text in [*stream, lesson.summary] if text]


def excerpt(texts, words):
    """The sentence with most of the words, the first of several: (before, a word, after).

    Where none has any of them, the first sentence.
    """
    sentences = [sentence for text in texts for sentence in SENTENCE_END.split(text)]
    if not sentences:
        return "", "", ""
    patterns = [_pattern(word) for word in words]
    best = max(sentences, key=lambda sentence: sum(bool(pattern.search(sentence)) for pattern in patterns))
    match = next((found for pattern in patterns if (found := pattern.search(best))), None)
    return _clipped(best, *(match.span() if match else (0, 0)))


def _pattern(word):
    """Finds a word, a long one also with another ending: the database knows words by their stems."""
    stem = re.escape(word) if len(word) < 5 else rf"{re.escape(word[: max(4, len(word) - 2)])}\w*"
    return re.compile(rf"(?<!\w){stem}s?(?!\w)", re.IGNORECASE)


def _clipped(sentence, start, end):
    """A sentence in three parts, cut at spaces where it is long."""
    before, hit, after = sentence[:start], sentence[start:end], sentence[end:]
    room = max((LONGEST_EXCERPT - len(hit)) // 2, 0)
    if len(before) > room:
        before = "… " + before[-room:].partition(" ")[2]
    if len(after) > room:
        after = after[:room].rpartition(" ")[0] + " …"
    return before, hit, after
