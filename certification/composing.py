"""The form of a curriculum: fields, groups and what they ask for, sent to and fro as one page.

Every button sends everything that is written. A sketch is what was written, as texts, whether or not it can
stand: buttons move its parts about, and only saving reads it as a plan.
"""

import re
from dataclasses import dataclass, field

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.models import CurriculumVersion, ExpiryRule, Path, RenewalPath, RequirementGroup
from certification.plans import Asked, Expiry, Group, Plan, Renewal, Stage, problems_of
from certification.wording import sentence_of

MOST_GROUPS = 30
MOST_ASKED = 60
LONGEST = {"validity_months": 600, "minimum_active_months": 600, "renewal_days": 3660}
ACT = re.compile(
    r"(?P<act>add_group|add_module|add_sign_off|up|down|remove)(?:-g(?P<group>\d{1,3}))?(?:-r(?P<asked>\d{1,3}))?"
)


class HeadForm(forms.ModelForm):
    """What holds for the whole of a version."""

    class Meta:
        model = CurriculumVersion
        fields = [
            "title",
            "participation",
            "expiry_rule",
            "validity_months",
            "fixed_on",
            "minimum_active_months",
            "renewal_days",
            "renewal_path",
        ]
        widgets = {"fixed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A browser would hold back what cannot be saved yet from the buttons that only move things.
        self.use_required_attribute = False
        for name, most in LONGEST.items():
            self.fields[name].validators.append(MaxValueValidator(most))


class GroupForm(forms.Form):
    """A group of what is asked for together."""

    use_required_attribute = False
    title = forms.CharField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Officers read it above the group. It can stay empty."),
    )
    stage = forms.ChoiceField(label=gettext_lazy("Asked for"), choices=RequirementGroup.Stage.choices)
    needed = forms.IntegerField(
        label=gettext_lazy("How many are needed"),
        required=False,
        min_value=0,
        max_value=MOST_ASKED,
        help_text=gettext_lazy("Empty: all."),
    )
    in_order = forms.BooleanField(label=gettext_lazy("To be taken in this order"), required=False)
    paths = forms.MultipleChoiceField(
        label=gettext_lazy("Only for officers of these paths"),
        required=False,
        choices=Path.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: for every officer."),
    )


class ModuleForm(forms.Form):
    """A module that is asked for."""

    use_required_attribute = False
    module = forms.TypedChoiceField(
        label=gettext_lazy("Module"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose a module, or remove this."),
            "invalid_choice": gettext_lazy("Choose a module that your officers can open."),
        },
    )
    minimum_mark = forms.IntegerField(
        label=gettext_lazy("Least mark, per cent"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("Of the final quiz. 0: passing is enough."),
    )

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["module"].choices = [
            ("", gettext_lazy("Choose a module")),
            *((key, module.title) for key, module in known.items()),
        ]

    def asked(self):
        return Asked(
            module=self.cleaned_data["module"], minimum_mark=self.cleaned_data.get("minimum_mark") or 0
        )


class SignOffForm(forms.Form):
    """A practical sign-off that is asked for."""

    use_required_attribute = False
    sign_off = forms.CharField(
        label=gettext_lazy("What a supervisor confirms"), max_length=200, required=False
    )
    checklist = forms.CharField(
        label=gettext_lazy("Checklist"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What is to be seen, one line for each."),
    )

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)

    def clean_checklist(self):
        lines = (line.strip() for line in self.cleaned_data["checklist"].splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def asked(self):
        return Asked(sign_off=self.cleaned_data["sign_off"], checklist=self.cleaned_data["checklist"])


FORMS = {"module": ModuleForm, "sign_off": SignOffForm}


@dataclass
class SketchedGroup:
    """A group as written: the texts of its fields, and those of what it asks for, each with its kind."""

    fields: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)


@dataclass
class Sketch:
    """A curriculum as written."""

    head: dict
    groups: list

    @classmethod
    def of_plan(cls, plan):
        """A plan as it is written in the form."""
        head = {
            "title": plan.title,
            "participation": plan.participation,
            "expiry_rule": plan.expiry_rule.value,
            "validity_months": plan.validity_months,
            "fixed_on": plan.fixed_on,
            "minimum_active_months": plan.minimum_active_months,
            "renewal_days": plan.renewal_days,
            "renewal_path": plan.renewal_path.value,
        }
        groups = [
            SketchedGroup(
                {
                    "title": group.title,
                    "stage": group.stage.value,
                    "needed": group.needed,
                    "in_order": group.in_order,
                    "paths": sorted(group.paths),
                },
                [
                    {"kind": "module", "module": asked.module, "minimum_mark": asked.minimum_mark}
                    if asked.module is not None
                    else {
                        "kind": "sign_off",
                        "sign_off": asked.sign_off,
                        "checklist": "\n".join(asked.checklist),
                    }
                    for asked in group.asked
                ],
            )
            for group in plan.groups
        ]
        return cls(head, groups)

    @classmethod
    def empty(cls):
        """What a new curriculum begins with."""
        head = {
            "expiry_rule": ExpiryRule.COMPLETION.value,
            "validity_months": 24,
            "minimum_active_months": 0,
            "renewal_days": 90,
            "renewal_path": RenewalPath.SAME.value,
        }
        return cls(head, [SketchedGroup({"stage": "initial"}, [{"kind": "module", "minimum_mark": 0}])])

    @classmethod
    def of_post(cls, post):
        """What was sent. What is missing or unreadable is empty."""
        head = {name: post.get(name, "") for name in HeadForm.Meta.fields}
        groups = []
        for number in range(_count(post.get("groups"), MOST_GROUPS)):
            prefix = f"g{number}"
            names = ("title", "stage", "needed", "in_order")
            group = SketchedGroup({name: post.get(f"{prefix}-{name}", "") for name in names})
            group.fields["paths"] = post.getlist(f"{prefix}-paths")
            for place in range(_count(post.get(f"{prefix}-asked"), MOST_ASKED)):
                inner = f"{prefix}-r{place}"
                kind = "sign_off" if post.get(f"{inner}-kind") == "sign_off" else "module"
                written = {name: post.get(f"{inner}-{name}", "") for name in FORMS[kind].base_fields}
                group.asked.append({"kind": kind, **written})
            groups.append(group)
        return cls(head, groups)

    def change(self, act):
        """Do what a button asks. Returns what was done, in words; None where it cannot be done."""
        match = ACT.fullmatch(act)
        if match is None:
            return None
        act, group, asked = match["act"], match["group"], match["asked"]
        if act == "add_group":
            if len(self.groups) >= MOST_GROUPS:
                return None
            self.groups.append(SketchedGroup({"stage": "initial"}))
            return _("Group %(number)s is added.") % {"number": len(self.groups)}
        if group is None or int(group) >= len(self.groups):
            return None
        if act in {"add_module", "add_sign_off"}:
            return self._add(self.groups[int(group)], act.removeprefix("add_"))
        if asked is None:
            return _moved(act, self.groups, int(group), _("Group"))
        return _moved(act, self.groups[int(group)].asked, int(asked), _("Requirement"))

    def _add(self, group, kind):
        if len(group.asked) >= MOST_ASKED:
            return None
        group.asked.append({"kind": kind, "minimum_mark": 0} if kind == "module" else {"kind": kind})
        return _("A module is added.") if kind == "module" else _("A sign-off is added.")

    def data(self):
        """The sketch as a form sends it."""
        sent = _Sent({name: _text(value) for name, value in self.head.items()})
        for number, group in enumerate(self.groups):
            for name, value in group.fields.items():
                sent[f"g{number}-{name}"] = value if name == "paths" else _text(value)
            for place, asked in enumerate(group.asked):
                sent.update({f"g{number}-r{place}-{name}": _text(value) for name, value in asked.items()})
        return sent


class _Sent(dict):
    """Values by name, those of several ticks as a list."""

    def getlist(self, name, default=None):
        value = self.get(name, default or [])
        return value if isinstance(value, list) else [value]


def _text(value):
    if value is None or value is False:
        return ""
    return "on" if value is True else str(value)


def _count(text, most):
    """A number that was sent, 0 for anything else, at most `most`."""
    return min(int(text), most) if text and text.isdecimal() and len(text) < 5 else 0


def _moved(act, items, place, what):
    """Move or remove one of some items. Returns what was done."""
    if place >= len(items):
        return None
    if act == "remove":
        del items[place]
        return _("%(what)s %(number)s is removed.") % {"what": what, "number": place + 1}
    other = place - 1 if act == "up" else place + 1
    if not 0 <= other < len(items):
        return None
    items[place], items[other] = items[other], items[place]
    return _("%(what)s %(number)s is now number %(other)s.") % {
        "what": what,
        "number": place + 1,
        "other": other + 1,
    }


@dataclass
class DrawnGroup:
    """A group as the page shows it."""

    number: int
    form: GroupForm
    asked: list


class Composition:
    """The forms of a sketch, with what speaks against it at its fields."""

    def __init__(self, sketch, known, *, check):
        """`known` are the modules that may be asked for. Without `check` nothing is judged."""
        self.known = known
        data = sketch.data()

        def made(form, prefix=None, **more):
            """A form with what was written; bound, and so judged, only where it is to be checked."""
            if check:
                return form(data, prefix=prefix, **more)
            names = form.base_fields
            before = f"{prefix}-" if prefix else ""
            return form(initial={name: data.get(before + name, "") for name in names}, prefix=prefix, **more)

        self.head = made(HeadForm)
        self.groups = [
            DrawnGroup(
                number,
                made(GroupForm, f"g{number}"),
                [
                    made(FORMS[asked["kind"]], f"g{number}-r{place}", known=known)
                    for place, asked in enumerate(group.asked)
                ],
            )
            for number, group in enumerate(sketch.groups)
        ]
        self.advice = []
        self.plan = self._read() if check else None

    def _read(self):
        """The plan, or None where something speaks against it; then the fields say what."""
        every = [self.head, *(form for group in self.groups for form in (group.form, *group.asked))]
        # `errors` judges each form: all that is wrong is said at once.
        if [form for form in every if form.errors]:
            return None
        head = self.head.cleaned_data
        plan = Plan(
            title=head["title"],
            participation=head["participation"],
            expiry_rule=Expiry(head["expiry_rule"]),
            validity_months=head["validity_months"],
            fixed_on=head["fixed_on"],
            minimum_active_months=head["minimum_active_months"],
            renewal_days=head["renewal_days"],
            renewal_path=Renewal(head["renewal_path"]),
            groups=tuple(_group(group) for group in self.groups),
        )
        problems = problems_of(plan, self.known)
        self.advice = [
            (self._place(problem), sentence_of(problem)) for problem in problems if problem.is_advice
        ]
        self.refuse(problem for problem in problems if not problem.is_advice)
        return None if any(form.errors for form in every) else plan

    def refuse(self, problems):
        """Say what problems ask for, each at its field."""
        for problem in problems:
            self._form(problem).add_error(problem.field, sentence_of(problem))

    def _form(self, problem):
        if problem.group is None:
            return self.head
        group = self.groups[problem.group]
        return group.form if problem.asked is None else group.asked[problem.asked]

    def _place(self, problem):
        """Where a problem is, in words."""
        if problem.group is None:
            return _("The whole")
        return _("Group %(number)s") % {"number": problem.group + 1}

    @property
    def wrong(self):
        """What is wrong, with its place in words and the field: for the summary above the form."""
        found = [("", bound) for bound in self.head if bound.errors]
        for group in self.groups:
            place = _("Group %(number)s") % {"number": group.number + 1}
            for form in (group.form, *group.asked):
                found += [(place, bound) for bound in form if bound.errors]
        return found


def _group(group):
    data = group.form.cleaned_data
    return Group(
        title=data["title"],
        stage=Stage(data["stage"]),
        needed=data["needed"],
        in_order=data["in_order"],
        paths=frozenset(data["paths"]),
        asked=tuple(form.asked() for form in group.asked),
    )
