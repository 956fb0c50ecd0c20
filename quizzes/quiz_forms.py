"""The forms of a quiz in the Wagtail admin: its settings, its blueprint, questions by their names."""

from fractions import Fraction

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from quizzes.models import BlueprintRow, Difficulty, Quiz, Shown
from quizzes.review import PRESETS, What
from reference.models import Objective

MOST_OF_A_ROW = 200
FREE_ROWS = 3
REVIEWED = [f"shows_{what}" for what in What]
PRESET_LABELS = {
    "never": _("Show nothing"),
    "passed": _("Show all after passing"),
    "handed_in": _("Show all after handing in"),
    "practice": _("Show all as soon as an answer is checked: for practice"),
}


class QuestionNames(forms.CharField):
    """Questions of a bank, one permanent name a line. Cleans to a list of them, in that order."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, bank=None, **kwargs):
        self.bank = bank
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        names = list(dict.fromkeys(super().clean(value).split()))
        found = {question.slug: question for question in self.bank.questions.filter(slug__in=names)}
        unknown = [name for name in names if name not in found]
        if unknown:
            raise ValidationError(_("This bank has no question of the name %s.") % ", ".join(unknown))
        return [found[name] for name in names]


class NewQuizForm(forms.ModelForm):
    """What a quiz must have from the start. `place`: where its page will stand."""

    place = forms.ChoiceField(label=_("Module"), required=False)

    class Meta:
        model = Quiz
        fields = ["title", "slug", "bank", "minutes", "pass_mark"]
        help_texts = {
            "slug": _("Stays as it is, in addresses and files. Such as timber-final."),
            "bank": _("Its papers are drawn from this bank, and from no other."),
        }

    def __init__(self, *args, banks, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.owners = {key: owner for key, _label, owner in places}
        self.fields["bank"].queryset = banks
        self.fields["place"].choices = [
            ("", _("None yet")),
            *((key, label) for key, label, _owner in places),
        ]
        self.fields["place"].help_text = _("A page for the quiz is laid there, as a draft that you publish.")

    def clean(self):
        cleaned = super().clean()
        bank, place = cleaned.get("bank"), cleaned.get("place")
        if bank and place and self.owners[place] != bank.administration_id:
            self.add_error(
                "place", _("This module is not of those to whom the bank belongs: choose another.")
            )
        return cleaned


class PlaceForm(forms.Form):
    """Where the page of a quiz shall stand, among the places of those it belongs to."""

    place = forms.ChoiceField(label=_("Module"))

    def __init__(self, *args, quiz, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [
            (key, label) for key, label, owner in places if owner == quiz.administration_id
        ]


class QuizForm(forms.ModelForm):
    """The settings of a quiz."""

    penalty = forms.CharField(
        label=_("Cost of a further try"),
        max_length=20,
        help_text=_("A part of the mark, such as 1/3. Counts where there are several tries."),
    )
    preset = forms.ChoiceField(
        label=_("Fill the table"),
        required=False,
        choices=[("", _("Leave it as it stands below")), *PRESET_LABELS.items()],
        help_text=_("What you choose here goes before the table."),
    )
    fixed = QuestionNames(
        label=_("Questions on every paper"),
        help_text=_("Permanent names from the bank, one a line. They come beside what the blueprint draws."),
    )

    class Meta:
        model = Quiz
        fields = [
            "title",
            "minutes",
            "opens_at",
            "closes_at",
            "invigilated",
            "pass_mark",
            "attempts_allowed",
            "pause_minutes",
            "counts",
            "behaviour",
            "tries",
            "penalty",
            *REVIEWED,
        ]
        widgets = {
            "opens_at": AdminDateTimeInput,
            "closes_at": AdminDateTimeInput,
            **dict.fromkeys(REVIEWED, forms.RadioSelect),
        }
        help_texts = {
            "minutes": _("From the start of an attempt. What is answered by then is handed in."),
            "opens_at": _("Empty: officers can start as soon as the page is published."),
            "pause_minutes": _("How long an officer waits after an attempt before the next one."),
            "counts": _("Whose mark goes into the record when an officer tries more than once."),
            "behaviour": _("An examination tells nothing before it is handed in."),
            "tries": _("Counts where there are several tries."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fixed"].bank = self.instance.bank
        names = self.instance.fixed_items.order_by("pk").values_list("question__slug", flat=True)
        self.initial["fixed"] = "\n".join(names)

    @property
    def groups(self):
        """Fields under headings in plain words."""
        return [
            (_("Time"), [self[name] for name in ("minutes", "opens_at", "closes_at", "invigilated")]),
            (
                _("Attempts"),
                [self[name] for name in ("pass_mark", "attempts_allowed", "pause_minutes", "counts")],
            ),
            (_("How answering goes"), [self[name] for name in ("behaviour", "tries", "penalty")]),
        ]

    @property
    def review_rows(self):
        return [self[name] for name in REVIEWED]

    @property
    def review_columns(self):
        return Shown.labels

    def clean_penalty(self):
        try:
            return Fraction(self.cleaned_data["penalty"])
        except (ValueError, ZeroDivisionError) as error:
            raise ValidationError(_("Write a fraction from 0 to 1, such as 1/3.")) from error

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("preset"):
            cleaned |= {f"shows_{what}": when.value for what, when in PRESETS[cleaned["preset"]].items()}
        return cleaned


class RowForm(forms.Form):
    """A row of a blueprint. `held` and `lacking` say what the bank has for it, once it is known."""

    objective = forms.TypedChoiceField(label=_("Objective"), coerce=int)
    difficulty = forms.ChoiceField(
        label=_("Difficulty"), choices=[("", _("Any")), *Difficulty.choices], required=False
    )
    number = forms.IntegerField(label=_("Questions"), min_value=1, max_value=MOST_OF_A_ROW)

    held = None
    lacking = 0

    def __init__(self, *args, objectives, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["objective"].choices = [
            ("", _("Choose one")),
            *((pk, f"{objective.code} {objective.text}") for pk, objective in objectives.items()),
        ]


class BaseBlueprint(forms.BaseFormSet):
    """The blueprint of a quiz as lines of a form, a few of them free."""

    def __init__(self, data=None, *, quiz):
        self.quiz = quiz
        objectives = Objective.objects.filter(
            Q(question_versions__question__bank=quiz.bank_id) | Q(blueprint_rows__quiz=quiz)
        ).distinct()
        self.objectives = {
            objective.pk: objective
            for objective in sorted(
                objectives, key=lambda objective: (len(objective.code), objective.code, objective.pk)
            )
        }
        # What is sent is taken as it is: a row equal to a stored one is no empty row.
        stored = quiz.blueprint.order_by("order", "pk").values("objective", "difficulty", "number")
        super().__init__(
            data,
            initial=list(stored) if data is None else None,
            prefix="blueprint",
            form_kwargs={"objectives": self.objectives},
        )

    def clean(self):
        cells = set()
        for form in self.forms:
            row = form.cleaned_data if form.is_valid() else {}
            if not row.get("objective") or row.get("DELETE"):
                continue
            cell = row["objective"], row["difficulty"]
            if cell in cells:
                form.add_error("objective", _("This objective and difficulty stand in a row above."))
            cells.add(cell)

    @property
    def rows(self):
        """The rows as they stand in the form, `order` being the place of each; what is faulty is left out."""
        said = enumerate(
            form.initial if not self.is_bound else form.cleaned_data if form.is_valid() else {}
            for form in self.forms
        )
        return [
            BlueprintRow(
                quiz=self.quiz,
                order=place,
                objective=self.objectives[row["objective"]],
                difficulty=row["difficulty"],
                number=row["number"],
            )
            for place, row in said
            if row.get("objective") and not row.get("DELETE")
        ]

    def tell(self, stock):
        """Say beside each row what the bank holds and lacks."""
        for row in stock.rows:
            self.forms[row.order].held = stock.held(row)
        for lack in stock.lacks:
            self.forms[lack.row.order].lacking = lack.lacking


Blueprint = forms.formset_factory(
    RowForm, formset=BaseBlueprint, extra=FREE_ROWS, can_delete=True, max_num=300, validate_max=True
)


class RivalryForm(forms.Form):
    """A set of questions that exclude each other."""

    name = forms.CharField(label=_("Name of the set"), max_length=120)
    questions = QuestionNames(
        label=_("Questions"), help_text=_("Permanent names, one a line. A paper holds one of them at most.")
    )

    def __init__(self, *args, bank, rivalry=None, **kwargs):
        self.bank, self.rivalry = bank, rivalry
        super().__init__(*args, **kwargs)
        self.fields["questions"].bank = bank

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = self.bank.rivalries.exclude(pk=self.rivalry.pk if self.rivalry else None)
        if others.filter(name=name).exists():
            raise ValidationError(_("This bank has a set of that name: choose another."))
        return name

    def clean_questions(self):
        questions = self.cleaned_data["questions"]
        if len(questions) < 2:
            raise ValidationError(_("Name two questions or more."))
        for question in questions:
            if question.rivalry_id and (self.rivalry is None or question.rivalry_id != self.rivalry.pk):
                raise ValidationError(
                    _("%s stands in another set already: take it out there first.") % question.slug
                )
        return questions
