"""The least of each thing that is valid. Nothing random, nothing computed at import."""

from datetime import UTC, datetime

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory
from wagtail.models import Collection

from accounts.models import Administration, JoinCode, Membership, Office, Role, SignUpRequest, User
from courses.models import Module, Unit
from quizzes.models import Bank, BlueprintRow, Question, QuestionVersion, Quiz
from reference.models import Convention, Objective, Source

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class CollectionFactory(DjangoModelFactory):
    class Meta:
        model = Collection

    name = factory.Sequence("Collection {}".format)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return Collection.get_first_root_node().add_child(**kwargs)


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    name = factory.Sequence("Group {}".format)


class AdministrationFactory(DjangoModelFactory):
    class Meta:
        model = Administration

    slug = factory.Sequence("sampland-{}".format)
    name = factory.Sequence("Sampland Customs {}".format)
    collection = factory.SubFactory(CollectionFactory)
    trainers = factory.SubFactory(GroupFactory)


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    administration = factory.SubFactory(AdministrationFactory)
    code = factory.Sequence("post-{}".format)
    name = factory.Sequence("Border post {}".format)


class UserFactory(DjangoModelFactory):
    """A person. The password is "sample-password"."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence("u{}".format)
    name = factory.Sequence("Sample Person {}".format)
    email = factory.Sequence("person{}@example.org".format)
    password = factory.django.Password("sample-password")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    administration = factory.SubFactory(AdministrationFactory)
    role = Role.TRAINEE
    staff_number = factory.Sequence("S{:04}".format)
    since = factory.LazyFunction(lambda: NOON.date())


class JoinCodeFactory(DjangoModelFactory):
    class Meta:
        model = JoinCode

    administration = factory.SubFactory(AdministrationFactory)
    code = factory.Sequence("JOIN-{:04}".format)


class SignUpRequestFactory(DjangoModelFactory):
    class Meta:
        model = SignUpRequest

    user = factory.SubFactory(UserFactory)
    join_code = factory.SubFactory(JoinCodeFactory)
    administration = factory.SelfAttribute("join_code.administration")


class ObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = Objective

    slug = factory.Sequence("objective-{}".format)
    # Far from the numbers that tests write themselves: a code of two objectives names none.
    code = factory.Sequence(lambda number: f"LO{1000 + number}")
    text = "Name the document needed"


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    pack = "cites"
    code = factory.Sequence("S-{}".format)
    title = "Text of the Convention"
    year = 1973


class BankFactory(DjangoModelFactory):
    class Meta:
        model = Bank

    slug = factory.Sequence("bank-{}".format)
    title = factory.Sequence("Bank {}".format)
    collection = factory.SubFactory(CollectionFactory)


def single_choice_body(stem="Which document is granted first?", right="a"):
    """Body of a single choice question with options a, b, c."""
    return {
        "stem": f"<p>{stem}</p>",
        "explanation": "<p>The import permit comes first.</p>",
        "figure": "",
        "shuffle": True,
        "options": [
            {
                "id": name,
                "text": f"<p>Option {name}</p>",
                "right": name == right,
                "feedback": f"<p>About {name}.</p>",
            }
            for name in "abc"
        ],
    }


class QuestionFactory(DjangoModelFactory):
    """A question without a version; see QuestionVersionFactory."""

    class Meta:
        model = Question

    bank = factory.SubFactory(BankFactory)
    slug = factory.Sequence("question-{}".format)
    kind = "single_choice"


class QuestionVersionFactory(DjangoModelFactory):
    """The first version of a question, and its current one."""

    class Meta:
        model = QuestionVersion

    question = factory.SubFactory(QuestionFactory)
    number = 1
    objective = factory.SubFactory(ObjectiveFactory)
    difficulty = "basic"
    body = factory.LazyFunction(single_choice_body)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        version = super()._create(model_class, *args, **kwargs)
        version.question.current = version
        version.question.save(update_fields=["current"])
        return version


class QuizFactory(DjangoModelFactory):
    class Meta:
        model = Quiz

    slug = factory.Sequence("quiz-{}".format)
    title = "Examination"
    bank = factory.SubFactory(BankFactory)
    minutes = 20
    pass_mark = 80


def quiz_with(number_of_questions, *, drawn=None, **fields):
    """A quiz on one objective, its bank filled; `drawn` of the questions make a paper (default: all)."""
    quiz = QuizFactory(**fields)
    objective = ObjectiveFactory()
    for _ in range(number_of_questions):
        QuestionVersionFactory(question__bank=quiz.bank, objective=objective)
    BlueprintRow.objects.create(quiz=quiz, objective=objective, number=drawn or number_of_questions)
    return quiz


class ModuleFactory(DjangoModelFactory):
    class Meta:
        model = Module

    slug = factory.Sequence("module-{}".format)
    title = factory.Sequence("Module {}".format)
    convention = factory.LazyFunction(lambda: Convention.objects.get(slug="cites"))
    status = Module.Status.OPEN


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    module = factory.SubFactory(ModuleFactory)
    slug = factory.Sequence("lesson-{}".format)
    kind = Unit.Kind.LESSON
    title = factory.Sequence("Lesson {}".format)
    order = factory.Sequence(lambda n: n)
