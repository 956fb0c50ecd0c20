"""A set of documents as a form in the Wagtail admin: every box, every place for a mark, and the faults.

The forms take what is written as it is; whether it makes a set is said by exercises.inspections.settings,
whose sentences are put beside the fields that they are about.
"""

from collections import defaultdict

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as now_in_words
from django.utils.translation import gettext_lazy as _

from exercises.consignments.model import SHIPS, WAYBILLS, permits_of
from exercises.consignments.showing import DECISIONS
from exercises.documents.model import GOODS_LINE, ON_FIELDS, ON_PAGES, STATES, Kind, MarkKind
from exercises.documents.registry import template as form_of
from exercises.inspection_forms import REASON_HELP, kinds_by_subject
from exercises.inspections.fixed import MOST_WRITTEN, PAPERS, FixedSet, stock
from exercises.inspections.rounds import entries_of
from exercises.inspections.scoring import Decision

MARKS = {
    MarkKind.INK_STAMP: _("ink stamp"),
    MarkKind.EMBOSSED_SEAL: _("embossed seal"),
    MarkKind.SIGNATURE: _("signature"),
    MarkKind.SECURITY_STAMP: _("security stamp"),
    MarkKind.ENDORSEMENT: _("stamp with a date"),
    MarkKind.ALTERATION: _("altered entry"),
    MarkKind.STRUCK_OUT: _("struck out"),
    MarkKind.PHOTOCOPY: _("page is a photocopy"),
    MarkKind.PERFORATION: _("punched through the page"),
}
HOW = {
    "cancelled": _("seal and signature cross its edge"),
    "uncancelled": _("nothing crosses its edge"),
    "lifted": _("what crosses it breaks off at its edge"),
    "erased": _("rubbed away under it"),
    "overwritten": _("new figures over old ones"),
    "retyped": _("in another type and ink"),
}
ROLES = [("import", _("State of import")), ("transit", _("State of transit"))]
DAY = {"type": "date"}


def day_field(label, *, required=False):
    return forms.CharField(label=label, required=required, widget=forms.TextInput(attrs=DAY))


def lines_field(label, rows=3, help_text=""):
    return forms.CharField(
        label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text
    )


class AnyOf(forms.MultipleChoiceField):
    """A choice of several whose options follow what else is written: what is sent is judged elsewhere."""

    def valid_value(self, value):
        return True


class EntriesForm(forms.Form):
    """The entries of one document, a field for each box. `groups` are they in the order of the form."""

    seed = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=1_000_000, initial=0, required=False
    )

    def __init__(self, *args, slug, **kwargs):
        super().__init__(*args, **kwargs)
        self.form = form_of(slug)
        for one in self.form.fields:
            self.fields[one.key] = self._field(one)

    @staticmethod
    def _field(one):
        label = f"{one.box} {one.label}" if one.box else one.label
        match one.kind:
            case Kind.LINES:
                return lines_field(label, rows=4)
            case Kind.DATE:
                return day_field(label)
            case Kind.TICKS:
                return forms.MultipleChoiceField(
                    label=label, required=False, choices=one.choices, widget=forms.CheckboxSelectMultiple
                )
            case Kind.CODE:
                return forms.CharField(label=label, required=False, help_text=_("Several with semicolons."))
            case Kind.NUMBER:
                numbers = forms.TextInput(attrs={"inputmode": "decimal"})
                return forms.CharField(label=label, required=False, widget=numbers)
        return forms.CharField(label=label, required=False)

    @classmethod
    def written(cls, document, slug):
        """A document as initial values."""
        shown = {"seed": document.seed}
        for one in form_of(slug).fields:
            value = document.values.get(one.key, "")
            several = (value,) if isinstance(value, str) else value
            match one.kind:
                case Kind.TICKS:
                    shown[one.key] = [each for each in several if each]
                case Kind.CODE:
                    shown[one.key] = "; ".join(several)
                case _:
                    shown[one.key] = "\n".join(several)
        return shown

    @property
    def values(self):
        """What was written, as values of a document."""
        found = {}
        for one in self.form.fields:
            text = self.cleaned_data.get(one.key, "")
            match one.kind:
                case Kind.LINES:
                    found[one.key] = text.splitlines()
                case Kind.TICKS:
                    found[one.key] = text[0] if len(text) == 1 else text
                case Kind.CODE:
                    codes = [code.strip() for code in text.split(";") if code.strip()]
                    found[one.key] = codes[0] if len(codes) == 1 else codes
                case _:
                    found[one.key] = text
        return found

    @property
    def groups(self):
        """(heading, fields, whether it is a goods line in which nothing stands) in the order of the form."""
        groups = defaultdict(list)
        for one in self.form.fields:
            further = one.line if GOODS_LINE.fullmatch(one.line) else ""
            groups[(one.group, further)].append(self[one.key])
        for (group, line), fields in groups.items():
            heading = f"{group} ({line.removeprefix('line').upper()})" if line else group
            blank = line and not any(field.value() or field.errors for field in fields)
            yield heading, fields, bool(blank)


class PlaceMarkForm(forms.Form):
    """A mark that can be at a place. `at` and `kind` say which."""

    at = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(widget=forms.HiddenInput, choices=[(kind, kind) for kind in MarkKind])
    present = forms.BooleanField(label=_("It is there"), required=False)
    text = forms.CharField(label=_("What can be read on it"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("How it sits"), required=False)
    date = day_field(_("Date"))
    validated = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, slug, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in form_of(slug).places}
        states = STATES.get(self.said_kind, ())
        self.fields["state"].choices = [(state, HOW[state]) for state in states] or [("", "")]
        if not states:
            self.fields["state"].widget = forms.HiddenInput()
        if self.said_kind != MarkKind.ENDORSEMENT:
            self.fields["date"].widget = forms.HiddenInput()

    @property
    def said_kind(self):
        return self["kind"].value()

    @property
    def heading(self):
        place = self.places.get(self["at"].value())
        where = f"{place.box} {place.label}" if place and place.box else getattr(place, "label", "")
        return f"{where}: {MARKS.get(self.said_kind, '')}"

    @property
    def mark(self):
        """The mark as data, or None."""
        if not self.cleaned_data.get("present"):
            return None
        return {
            name: self.cleaned_data[name] for name in ("kind", "at", "text", "state", "date", "validated")
        }


class FurtherMarkForm(forms.Form):
    """A mark on an entry, a goods line or a page."""

    kind = forms.ChoiceField(label=_("Mark"), required=False)
    at = forms.ChoiceField(label=_("Where"), required=False)
    text = forms.CharField(
        label=_("What can be read"),
        required=False,
        max_length=200,
        help_text=_("Of the former entry, or the figures punched."),
    )
    state = forms.ChoiceField(
        label=_("How"),
        required=False,
        choices=[("", _("None")), *((state, HOW[state]) for state in STATES[MarkKind.ALTERATION])],
    )
    validated = forms.BooleanField(label=_("Confirmed by the authority's small stamp"), required=False)
    date = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, slug, **kwargs):
        super().__init__(*args, **kwargs)
        form = form_of(slug)
        self.fields["kind"].choices = [
            ("", _("None")),
            *((kind, MARKS[kind]) for kind in MarkKind if kind in ON_FIELDS | ON_PAGES),
        ]
        self.fields["at"].choices = [
            ("", _("Choose one")),
            (
                _("Pages"),
                [(f"page{page}", _("Page %(page)s") % {"page": page}) for page in range(1, form.pages + 1)],
            ),
            (
                _("Goods lines"),
                [(line, line.upper()) for line in form.lines() if GOODS_LINE.fullmatch(line)],
            ),
            (_("Entries"), [(one.key, f"{one.box} {one.label} ({one.key})") for one in form.fields]),
        ]

    @property
    def mark(self):
        if not self.cleaned_data.get("kind") or self.cleaned_data.get("DELETE"):
            return None
        return {
            name: self.cleaned_data[name] for name in ("kind", "at", "text", "state", "date", "validated")
        }


PlaceMarks = forms.formset_factory(PlaceMarkForm, extra=0, max_num=60)
FurtherMarks = forms.formset_factory(FurtherMarkForm, extra=1, max_num=60, can_delete=True)


class Paper:
    """One document in the form: its entries, the marks at its places, and further marks."""

    def __init__(self, data, *, slug, document):
        self.slug, self.title = slug, form_of(slug).title
        shown = None if data is not None else EntriesForm.written(document, slug)
        self.entries = EntriesForm(data, prefix=slug, slug=slug, initial=shown)
        places, further = ([], []) if data is not None else _marks(document, slug)
        options = {"form_kwargs": {"slug": slug}}
        self.places = PlaceMarks(data, prefix=f"{slug}-places", initial=places, **options)
        self.further = FurtherMarks(data, prefix=f"{slug}-further", initial=further, **options)

    def is_valid(self):
        return all([self.entries.is_valid(), self.places.is_valid(), self.further.is_valid()])

    @cached_property
    def _marked(self):
        return [form for form in (*self.places, *self.further) if form.mark]

    @property
    def data(self):
        return {
            "values": self.entries.values,
            "marks": [form.mark for form in self._marked],
            "seed": self.entries.cleaned_data["seed"] or 0,
        }

    def put(self, place, said):
        """Set a sentence beside what it is about; False where there is no such field."""
        if place[:1] == ("values",) and place[1] in self.entries.fields:
            self.entries.add_error(place[1], said)
        elif place[:1] == ("marks",) and len(place) > 1:
            form = self._marked[place[1]]
            name = place[2] if len(place) > 2 and place[2] in form.fields else None
            form.add_error(name, said)
        else:
            return False
        return True

    @property
    def wrong(self):
        """Whether something in this document is marked as wrong, so that it is shown open."""
        marks = self.places.total_error_count() + self.further.total_error_count()
        return bool(self.entries.errors or marks)


def _marks(document, slug):
    """Marks as initial values: one row for each mark a place can have, and those that are on no place."""
    left = [one.model_dump() for one in document.marks]
    places = []
    for place in form_of(slug).places:
        for kind in place.kinds:
            here = [one for one in left if (one["at"], one["kind"]) == (place.key, kind)]
            places += [{**one, "present": True} for one in here] or [{"at": place.key, "kind": str(kind)}]
            left = [one for one in left if one not in here]
    return places, left


class FactsForm(forms.Form):
    """What is declared, of goods or of a ship."""

    presented_on = day_field(_("Presented on"), required=True)
    office = forms.CharField(label=_("Presented at"))
    goods = forms.CharField(label=_("Goods declared"))
    departs_from = forms.CharField(label=_("Departed from"))
    destination = forms.CharField(label=_("Destination"))

    def __init__(self, *args, of_ship, **kwargs):
        super().__init__(*args, **kwargs)
        if of_ship:
            self.fields["goods"].label = _("Ship, as on its hull")
            self.fields["departs_from"].label = _("Last port")
            self.fields["destination"].label = _("Next port")


class NotificationForm(forms.Form):
    """What the competent authority has on file. An empty number is none."""

    number = forms.CharField(label=_("Notification on file"), required=False)
    shipments = forms.IntegerField(label=_("Shipments notified"), required=False, min_value=0)
    tonnes = forms.CharField(label=_("Tonnes notified"), required=False)


class ConsentForm(forms.Form):
    """A consent on file. Without a State there is none."""

    state = forms.CharField(label=_("State"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    given_on = day_field(_("Given on"))
    valid_from = day_field(_("Valid from"))
    valid_until = day_field(_("Valid to"))


Consents = forms.formset_factory(ConsentForm, extra=1, max_num=10)


class FoundForm(forms.Form):
    """The goods or the ship as found."""

    goods = forms.ChoiceField(
        label=_("Goods of the stock"),
        required=False,
        help_text=_("Rules about goods know only these. Officers are not told the name."),
    )
    packages = forms.IntegerField(label=_("Packages counted"), min_value=0)
    package_kind = forms.CharField(label=_("Kind of packages"))
    seal = forms.CharField(label=_("Seal on the container"), required=False)
    signs = lines_field(_("What can be seen"), rows=4, help_text=_("A sentence a line."))

    def __init__(self, *args, of_ship, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goods"].choices = [("", _("Others")), *((one, one) for one in sorted(stock()))]
        if of_ship:
            self.fields["goods"].label = _("Treatment system of the stock")
            for name in ("packages", "package_kind", "seal"):
                del self.fields[name]

    @property
    def found(self):
        """The goods as data."""
        return {**self.cleaned_data, "signs": self.cleaned_data["signs"].splitlines()}


class FaultForm(forms.Form):
    """One fault. A kind of the catalogue brings all that is left empty."""

    kind = forms.ChoiceField(label=_("Kind of fault"), required=False)
    title = forms.CharField(label=_("Title"), required=False, max_length=200)
    shows = lines_field(_("How it shows"), rows=2)
    matters = lines_field(_("Why it matters"), rows=2)
    basis = forms.CharField(
        label=_("Legal basis"), required=False, max_length=300, help_text=_("Convention, article, year.")
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=200)
    action = forms.ChoiceField(label=_("Right action"), required=False)
    entries = AnyOf(
        label=_("Where it is to be flagged"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Any one of them finds it. None: where the catalogue says."),
    )
    reasons = AnyOf(
        label=_("Reasons that are right"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Officers choose a reason out of the kinds of fault. The kind itself always counts."),
    )

    def __init__(self, *args, template, entries, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = kinds_by_subject(template)
        self.fields["kind"].choices = [("", _("None: in my own words")), *kinds]
        self.fields["reasons"].choices = kinds
        self.fields["entries"].choices = entries
        self.fields["action"].choices = [
            ("", _("As the catalogue says")),
            *((one, now_in_words(DECISIONS[one])) for one in Decision if one != Decision.RELEASE),
        ]

    @property
    def first(self):
        """What is asked of every fault."""
        names = ("kind", "DELETE") if "DELETE" in self.fields else ("kind",)
        return [self[name] for name in names]

    @property
    def further(self):
        """What can be said in other words than those of the catalogue."""
        return [self[name] for name in self.fields if name not in {"kind", "DELETE"}]

    @property
    def folded(self):
        """Whether the further fields say nothing, so that they need not be seen."""
        return not any(field.value() or field.errors for field in self.further) and not self.errors

    @property
    def fault(self):
        """The fault as data, or None for a row in which nothing stands."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "DELETE"}
        return data if any(data.values()) and not self.cleaned_data.get("DELETE") else None


class BaseFaults(forms.BaseFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Take this fault out")


Faults = forms.formset_factory(FaultForm, formset=BaseFaults, extra=1, max_num=MOST_WRITTEN, can_delete=True)


class KeptForm(forms.Form):
    """Under which title and for what reason a set is kept. `waybill` is the carrier's paper of this set; a
    ship has none.
    """

    title = forms.CharField(label=_("Title"), max_length=200)
    reason = forms.CharField(label=_("What is new, and why"), max_length=300, help_text=REASON_HELP)
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    waybill = forms.ChoiceField(
        widget=forms.HiddenInput, required=False, choices=[(one, one) for one in WAYBILLS]
    )


class HandForm:
    """A whole set in forms: what is kept of it, its documents, facts, goods as found, faults."""

    def __init__(self, data=None, *, template, fixed=None, kept=None):
        self.template, self.unplaced = template, []
        self._data, self._fixed = data, fixed
        self.of_ship = template in SHIPS
        waybill = "" if self.of_ship else _waybill(fixed, data)
        of_trade = () if self.of_ship else (*PAPERS, waybill)
        self.kept = KeptForm(data, initial=None if kept is None else {**kept, "waybill": waybill})
        self.papers = [
            Paper(data, slug=slug, document=fixed.documents[slug] if fixed else None)
            for slug in (*permits_of(template), *of_trade)
        ]
        facts = fixed.facts.model_dump(mode="json") if fixed else {}
        on_file = facts.pop("notification", None) or {}
        self.facts = FactsForm(data, prefix="facts", initial=facts, of_ship=self.of_ship)
        self.notification = self.consents = None
        if "basel-movement" in permits_of(template):
            consents = on_file.pop("consents", [])
            self.notification = NotificationForm(data, prefix="file", initial=on_file)
            self.consents = Consents(data, prefix="consents", initial=consents)
        found = fixed.found.model_dump(mode="json") if fixed else {}
        self.found = FoundForm(
            data,
            prefix="found",
            initial=found | {"signs": "\n".join(found.get("signs", ()))},
            of_ship=self.of_ship,
        )
        faults = [one.model_dump(mode="json") for one in fixed.faults] if fixed else []
        self._fault_options = {"prefix": "faults", "initial": faults}

    @property
    def _parts(self):
        on_file = (self.notification, self.consents) if self.notification else ()
        return (*self.papers, self.facts, *on_file, self.found)

    @cached_property
    def _readable(self):
        """Whether all but the faults can be read. Every part is asked, so that each tells what is wrong."""
        return False not in [part.is_valid() for part in self._parts]

    @cached_property
    def faults(self):
        """The faults, whose entries are picked among those of the documents as they are written here."""
        options = {"template": self.template, "entries": self._offered()}
        return Faults(self._data, form_kwargs=options, **self._fault_options)

    def _offered(self):
        """The entries that officers can flag, grouped by document; all where the documents do not hold."""
        try:
            fixed = self._fixed or FixedSet.model_validate({**self._set, "faults": []})
            offered = entries_of(fixed.given(self.template))
        except ValueError:
            offered = None
        return [
            (
                paper.title,
                [
                    (f"{paper.slug}:{one.key}", f"{one.box} {one.label}".strip())
                    for one in (*paper.entries.form.fields, *paper.entries.form.places)
                    if offered is None or (paper.slug, one.key) in offered
                ],
            )
            for paper in self.papers
        ]

    @property
    def _set(self):
        """What was written, without the faults, as data of a FixedSet. Raises ValueError."""
        if not self._readable:
            raise ValueError("Some of it cannot be read.")
        return {
            "documents": {paper.slug: paper.data for paper in self.papers},
            "facts": {**self.facts.cleaned_data, "notification": self._on_file},
            "found": self.found.found,
        }

    @property
    def _on_file(self):
        if self.notification is None:
            return None
        consents = [form.cleaned_data for form in self._consented]
        data = self.notification.cleaned_data
        return {**data, "consents": consents} if any(data.values()) or consents else None

    @property
    def _consented(self):
        return [form for form in self.consents if form.cleaned_data.get("state")]

    @cached_property
    def _told(self):
        """The forms of faults in which something stands."""
        return [form for form in self.faults if form.fault]

    def is_valid(self):
        """Whether all can be read. Whether it makes a set is not asked here."""
        return False not in [self.kept.is_valid(), self._readable, self.faults.is_valid()]

    @property
    def fixed(self):
        """What was written, as data of a FixedSet."""
        return {**self._set, "faults": [form.fault for form in self._told]}

    @property
    def wrong_parts(self):
        """(anchor, title) of the parts in which something is marked as wrong."""
        parts = [(f"{paper.slug}-form", paper.title) for paper in self.papers if paper.wrong]
        on_file = self.notification and (self.notification.errors or self.consents.total_error_count())
        if self.facts.errors or on_file:
            parts.append(("facts", _("Declared and on file")))
        if self.found.errors:
            title = _("The ship as found") if self.of_ship else _("The goods as found")
            parts.append(("found-goods", title))
        told = enumerate(self.faults.errors, start=1)
        faults = [
            (f"told-{number}", _("Fault %(number)s") % {"number": number}) for number, wrong in told if wrong
        ]
        if self.faults.non_form_errors():
            faults.append(("told", _("Faults")))
        return faults + parts

    @property
    def wrong(self):
        return self._data is not None and bool(self.unplaced or self.kept.errors or self.wrong_parts)

    def put(self, reasons):
        """Set sentences of a refused set beside what they are about; the rest is in `unplaced`."""
        for place, said in reasons:
            if not self._put(place[1:], said):
                self.unplaced.append(said)

    def _put(self, place, said):
        match place:
            case ("documents", slug, *rest) if rest:
                paper = next((paper for paper in self.papers if paper.slug == slug), None)
                return paper is not None and paper.put(tuple(rest), said)
            case ("facts", "notification", "consents", number, name, *_rest):
                return _added(self._consented[number], name, said)
            case ("facts", "notification", name, *_rest):
                return _added(self.notification, name, said)
            case ("facts" | "found" as part, name, *_rest):
                return _added(getattr(self, part), name, said)
            case ("faults", number, *rest):
                return _added(self._told[number], rest[0] if rest else None, said)
        return False


def _added(form, name, said):
    form.add_error(name if name in form.fields else None, said)
    return True


def _waybill(fixed, data):
    """The carrier's paper of a set: of one that is written down, or the one that its form was made for."""
    slugs = fixed.documents if fixed else [data.get("waybill", "")]
    return next((slug for slug in slugs if slug in WAYBILLS), WAYBILLS[0])
