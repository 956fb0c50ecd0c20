"""Questions as users of rows of the reference tables."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quizzes.models import Question
from quizzes.permissions import banks_for
from reference.uses import Place, register


class QuestionUsers:
    """Questions in use, by what their current version names, cites and measures."""

    kind = "question"
    label = _("question")

    def names(self):
        rows = Question.objects.filter(retired_at=None).values_list(
            "pk",
            "current__uses",
            "current__source__pack",
            "current__source__code",
            "current__objective__slug",
        )
        return {
            str(pk): {
                *(used or ()),
                *([f"source:{pack}.{code}"] if code else ()),
                *([f"objective:{objective}"] if objective else ()),
            }
            for pk, used, pack, code, objective in rows
        }

    def places(self, keys, person):
        questions = Question.objects.filter(pk__in=[*map(int, keys)]).select_related("bank")
        if person is not None:
            questions = questions.filter(bank__in=banks_for(person))
        return {
            str(question.pk): Place(
                f"{question.bank}: {question.slug}",
                reverse("question_banks:edit", args=[question.bank.slug, question.pk]),
            )
            for question in questions
        }


register(QuestionUsers())
