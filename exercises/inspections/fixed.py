"""A set of documents that somebody wrote by hand, with its faults, as data.

It gives the same as a set that was mixed (exercises.consignments.mixing), so that marks, pages and debrief
need not know which of the two they have before them. What the parts are is said here, whether they fit the
forms and each other in `problems`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from random import Random
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, model_validator

from exercises.consignments.faults import Basis, Fault, all_faults, faults_of
from exercises.consignments.mixing import Inspection, key_of
from exercises.consignments.model import (
    PERMITS,
    SHIPS,
    WAYBILLS,
    Consent,
    ConsignmentSet,
    Entry,
    Facts,
    Found,
    Notification,
    permits_of,
)
from exercises.consignments.stock.basel import wastes
from exercises.consignments.stock.bwm import treatments
from exercises.consignments.stock.cartagena import found_for_modified, modified
from exercises.consignments.stock.cites import found_only, specimens
from exercises.consignments.stock.ods import gases
from exercises.consignments.stock.rotterdam import chemicals
from exercises.consignments.stock.stockholm import annex_a_chemicals, annex_b_chemicals, transformers
from exercises.consignments.wording import marked as _
from exercises.documents.model import Document, Kind, Mark, MarkKind, Value
from exercises.documents.registry import template as form_of
from exercises.inspections.refusals import Place, Refused
from exercises.inspections.rounds import entries_of
from exercises.inspections.scoring import Decision
from reference.formats.fields import Form, NeededWords, Words

PAPERS = ("commercial-invoice", "packing-list")
"""What lies beside the documents of the convention and the waybill."""
MOST_WRITTEN = 12
"""The greatest number of faults in one set."""


def _iso(given: Any) -> Any:
    if isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise Refused(_("Write the date as 2026-11-18.")) from None
    return given


def _decimal(given: Any) -> Any:
    if isinstance(given, str | int) and not isinstance(given, bool):
        if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,12})?", str(given)):
            raise Refused(_("Write the number in digits, with a point for decimals."))
        return Decimal(given)
    return given


def _value(given: object) -> Value:
    """An entry of a form: one text or several, without blanks at their ends."""
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, str):
        return _line(given)
    if isinstance(given, list | tuple) and all(isinstance(one, str) for one in given):
        return tuple(line for line in map(_line, given) if line)
    raise Refused(
        _("An entry is a text or a list of texts; put it in quotation marks if it looks like something else.")
    )


def _line(text: str) -> str:
    return " ".join(part.strip() for part in text.splitlines()).strip()


def _filled(values: dict[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in values.items() if value}


def _mark_kind(kind: str) -> str:
    if kind not in set(MarkKind):
        known = ", ".join(MarkKind)
        raise Refused(_("There is no mark %(kind)s. Choose one of: %(known)s."), kind=kind, known=known)
    return kind


def _action(action: str) -> str:
    if action and action not in set(Decision) - {Decision.RELEASE}:
        known = ", ".join(one for one in Decision if one != Decision.RELEASE)
        raise Refused(
            _("No fault asks for the action %(action)s. Choose one of: %(known)s."),
            action=action,
            known=known,
        )
    return action


def _entry_name(name: str) -> str:
    if len(name.split(":")) != 2 or not all(name.split(":")):
        raise Refused(_("Name an entry by its document and field: cites-permit:valid_until."))
    return name


Day = Annotated[date, BeforeValidator(_iso)]
Number = Annotated[Decimal, BeforeValidator(_decimal), PlainSerializer(str)]
Entered = Annotated[Any, AfterValidator(_value)]
Name = Annotated[NeededWords, Field(max_length=200)]
Told = Annotated[Words, Field(max_length=1000)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
EntryName = Annotated[NeededWords, AfterValidator(_entry_name)]
Action = Annotated[str, AfterValidator(_action)]


Names = Annotated[tuple[Name, ...], Field(strict=False, max_length=20)]
Entries = Annotated[tuple[EntryName, ...], Field(strict=False, max_length=40)]


class WrittenMark(Form):
    """A mark on a document: exercises.documents.model says what its fields mean."""

    kind: Annotated[str, AfterValidator(_mark_kind)]
    at: NeededWords
    text: Annotated[Words, Field(max_length=200)] = ""
    state: Words = ""
    date: Annotated[Words, Field(max_length=10)] = ""
    validated: bool = False

    @model_validator(mode="after")
    def _dated(self) -> "WrittenMark":
        if self.date:
            _iso(self.date)
        return self

    def mark(self) -> Mark:
        return Mark(MarkKind(self.kind), self.at, self.text, self.state, self.date, self.validated)


class WrittenDocument(Form):
    """What stands on a form. `seed` varies how stamps and signatures lie."""

    values: Annotated[dict[str, Entered], AfterValidator(_filled)] = {}
    marks: Annotated[tuple[WrittenMark, ...], Field(strict=False, max_length=60)] = ()
    seed: Count = 0

    def in_order(self, slug: str) -> "WrittenDocument":
        """The same with its entries in the order of the form."""
        keys = [one.key for one in form_of(slug).fields if one.key in self.values]
        values = {key: self.values[key] for key in keys} | self.values
        return self.model_copy(update={"values": values})

    def document(self, slug: str) -> Document:
        return Document(form_of(slug), self.values, tuple(one.mark() for one in self.marks), self.seed)


class WrittenConsent(Form):
    """A written consent as the competent authority has it on file."""

    state: Name
    role: Literal["import", "transit"]
    given_on: Day
    valid_from: Day
    valid_until: Day


class WrittenNotification(Form):
    """What the competent authority has on file."""

    number: Name
    shipments: Count
    tonnes: Number
    consents: Annotated[tuple[WrittenConsent, ...], Field(strict=False, max_length=10)] = ()

    def notification(self) -> Notification:
        consents = tuple(Consent(**dict(one)) for one in self.consents)
        return Notification(self.number, self.shipments, self.tonnes, consents)


class WrittenFacts(Form):
    """What is declared, and the day on which the officer looks at it."""

    presented_on: Day
    goods: Name
    departs_from: Name
    destination: Name
    office: Name
    notification: WrittenNotification | None = None

    def facts(self) -> Facts:
        on_file = self.notification.notification() if self.notification else None
        return Facts(
            self.presented_on,
            self.goods,
            self.departs_from,
            self.destination,
            self.office,
            on_file,
        )


class WrittenFound(Form):
    """The goods as found. `goods` names a row of the stock, if they are one: rules know only those. On a
    ship nothing is packed.
    """

    goods: Words = ""
    packages: Count = 0
    package_kind: Annotated[Words, Field(max_length=200)] = ""
    signs: Names = ()
    seal: Words = ""


class WrittenFault(Form):
    """Something wrong with the set.

    A kind of the catalogue brings all that is left out here; a fault in the author's own words has to say it.
    `entries` are those that find it, `reasons` the kinds of fault that are right as a reason for flagging
    them; a kind of the catalogue is always one of its own. `basis` is the article or the like, `source` the
    id of a source of the reference tables or its title.
    """

    kind: Words = ""
    title: Annotated[Words, Field(max_length=200)] = ""
    shows: Told = ""
    matters: Told = ""
    basis: Annotated[Words, Field(max_length=300)] = ""
    source: Annotated[Words, Field(max_length=200)] = ""
    action: Action = ""
    entries: Entries = ()
    reasons: Names = ()

    @model_validator(mode="after")
    def _whole(self) -> "WrittenFault":
        needed = ("title", "shows", "matters", "basis", "action", "entries", "reasons")
        missing = [name for name in needed if not getattr(self, name)]
        if missing and not self.kind:
            raise Refused(
                _("A fault that is of no kind of the catalogue needs also: %(missing)s."),
                missing=", ".join(missing),
            )
        return self

    @classmethod
    def whole(cls, fault: Fault, made: Inspection) -> "WrittenFault":
        """A fault of a set with all that is known of it now."""
        basis, known = fault.basis[made.template], fault.slug in all_faults()
        return cls(
            kind=fault.slug if known else "",
            title=fault.title,
            shows=fault.shows,
            matters=fault.matters,
            basis=basis.where,
            source=basis.source,
            action=fault.action,
            entries=tuple(sorted(":".join(entry) for entry in fault.entries_in(made.given))),
            # The title of a fault in an author's own words is no reason of the list.
            reasons=tuple(sorted(fault.reasons if known else fault.also)),
        )

    @property
    def name(self) -> str:
        """What stands for it in results: its kind, or its title."""
        return self.kind or self.title

    def fault(self, given: ConsignmentSet) -> Fault:
        """The fault in this set."""
        known = all_faults().get(self.kind)
        basis = known.basis[given.template] if known else Basis("", "")
        return Fault(
            slug=self.name,
            title=self.title or (known.title if known else ""),
            shows=self.shows or (known.shows if known else ""),
            matters=self.matters or (known.matters if known else ""),
            basis={given.template: Basis(self.source or basis.source, self.basis or basis.where)},
            action=Decision(self.action) if self.action or known is None else known.action,
            entries=self.entries or tuple(":".join(entry) for entry in sorted(self._usual(given))),
            trips=known.trips if known else frozenset(),
            needs=frozenset(),
            touches=(),
            also=frozenset(self.reasons) if self.reasons or known is None else known.also,
            inject=_as_written,
        )

    def _usual(self, given: ConsignmentSet) -> frozenset[Entry]:
        """Where the catalogue says that faults of this kind are flagged."""
        return all_faults()[self.kind].entries_in(given) & entries_of(given)


def _as_written(given: ConsignmentSet, rng: Random) -> ConsignmentSet:
    return given


def _in_order(documents: dict[str, WrittenDocument]) -> dict[str, WrittenDocument]:
    """Documents as officers get them and entries as the form has them, in whatever order a database holds
    them.
    """
    named = [slug for template in (*PERMITS, *SHIPS) for slug in permits_of(template)]
    permits_first = reversed(dict.fromkeys(reversed(named)))
    order = (*permits_first, *PAPERS, *WAYBILLS)
    known = [slug for slug in order if slug in documents]
    return {slug: documents[slug].in_order(slug) for slug in known} | {
        slug: written for slug, written in documents.items() if slug not in known
    }


class FixedSet(Form):
    """Documents by their slugs, facts, the goods as found, and what is wrong, or nothing."""

    documents: Annotated[dict[str, WrittenDocument], AfterValidator(_in_order)]
    facts: WrittenFacts
    found: WrittenFound
    faults: Annotated[tuple[WrittenFault, ...], Field(strict=False, max_length=MOST_WRITTEN)] = ()

    @classmethod
    def of(cls, made: Inspection) -> "FixedSet":
        """A set that was mixed, written down."""
        given = made.given
        on_file = given.facts.notification
        consents = [_fields_of(one) for one in on_file.consents] if on_file else []
        return cls(
            documents={slug: _written(document) for slug, document in given.documents.items()},
            facts=WrittenFacts(
                **{
                    **_fields_of(given.facts),
                    "notification": on_file and {**_fields_of(on_file), "consents": consents},
                }
            ),
            found=WrittenFound(**_fields_of(given.found)),
            faults=tuple(
                WrittenFault(kind=one.slug) if one.slug in all_faults() else WrittenFault.whole(one, made)
                for one in made.faults
            ),
        )

    def given(self, template: str) -> ConsignmentSet:
        """The documents and what lies beside them. What does not fit the forms raises ValueError."""
        found = self.found
        return ConsignmentSet(
            template=template,
            documents={slug: written.document(slug) for slug, written in self.documents.items()},
            facts=self.facts.facts(),
            found=Found(found.goods, found.packages, found.package_kind, found.signs, found.seal),
            goods=found.goods,
            traits=frozenset(),
        )

    def made(self, template: str, seed: int) -> Inspection:
        """The inspection, the same for every seed."""
        given = self.given(template)
        faults = tuple(one.fault(given) for one in self.faults)
        return Inspection(template, seed, given, faults, key_of(given, faults, given.entries()))


def _fields_of(one: object) -> dict[str, Any]:
    return dict(vars(one))


def _written(document: Document) -> WrittenDocument:
    return WrittenDocument(
        values=dict(document.values),
        marks=tuple(WrittenMark(**{**_fields_of(mark), "kind": str(mark.kind)}) for mark in document.marks),
        seed=document.seed,
    )


# --- whether the parts fit the forms and each other -------------------------------------------------


def problems(fixed: FixedSet, template: str) -> list[tuple[Place, Refused]]:
    """Everything that keeps a set from being shown or marked, each with its place in the data."""
    found = [*_documents(fixed, template), *_goods(fixed, template)]
    return found or list(_faults(fixed, template))


def _documents(fixed: FixedSet, template: str) -> Iterator[tuple[Place, Refused]]:
    of_trade, carriers = ((), ()) if template in SHIPS else (PAPERS, WAYBILLS)
    wanted = (*permits_of(template), *of_trade)
    for slug in fixed.documents:
        if slug not in {*wanted, *carriers}:
            yield (
                ("documents", slug),
                Refused(
                    _("There is no document %(document)s in this set. It is made of: %(known)s."),
                    document=slug,
                    known=", ".join((*wanted, *carriers)),
                ),
            )
        else:
            yield from _entries(slug, fixed.documents[slug])
    missing = [slug for slug in wanted if slug not in fixed.documents]
    if missing:
        yield (
            ("documents",),
            Refused(_("These documents are missing: %(missing)s."), missing=", ".join(missing)),
        )
    if carriers and len(fixed.documents.keys() & set(carriers)) != 1:
        yield ("documents",), Refused(_("A set has a bill of lading or an air waybill, one of the two."))


def _entries(slug: str, written: WrittenDocument) -> Iterator[tuple[Place, Refused]]:
    form = form_of(slug)
    kinds = {one.key: one.kind for one in form.fields}
    for key, value in written.values.items():
        refused = _refusal(Document, form, {key: value})
        if refused is None and kinds[key] in READ:
            refused = _refusal(READ[kinds[key]], value)
        if refused:
            yield ("documents", slug, "values", key), refused
    for number, mark in enumerate(written.marks):
        if refused := _refusal(Document, form, {}, (mark.mark(),)):
            yield ("documents", slug, "marks", number), refused


READ: Mapping[Kind, Callable[[str], object]] = {Kind.DATE: _iso, Kind.NUMBER: _decimal}
"""Entries that rules calculate with."""


def _refusal(read: Callable[..., object], *given: object) -> Refused | None:
    try:
        read(*given)
    except Refused as refused:
        return refused
    except ValueError as error:
        return Refused("%(said)s", said=error)
    return None


def _goods(fixed: FixedSet, template: str) -> Iterator[tuple[Place, Refused]]:
    goods = fixed.found.goods
    if template not in SHIPS and not fixed.found.package_kind:
        yield ("found", "package_kind"), Refused(_("Say what the goods are packed in."))
    if goods and goods not in stock():
        yield (
            ("found", "goods"),
            Refused(
                _("There are no goods %(goods)s in the stock. Leave it out for other goods."), goods=goods
            ),
        )


def stock() -> frozenset[str]:
    """The names of all goods that rules know."""
    chemical = (chemicals, annex_b_chemicals, annex_a_chemicals)
    rows = (
        {one.slug for one in kind()}
        for kind in (specimens, wastes, gases, *chemical, transformers, treatments, modified)
    )
    return frozenset(found_only()).union(found_for_modified(), *rows)


def _faults(fixed: FixedSet, template: str) -> Iterator[tuple[Place, Refused]]:
    given = fixed.given(template)
    offered, kinds = entries_of(given), {one.slug for one in faults_of(template)}
    named = Counter(one.name for one in fixed.faults)
    taken: dict[Entry, str] = {}
    for number, one in enumerate(fixed.faults):
        place: Place = ("faults", number)
        if one.kind and one.kind not in kinds:
            yield (
                (*place, "kind"),
                Refused(_("There is no kind of fault %(kind)s for this document."), kind=one.kind),
            )
            continue
        if named[one.name] > 1:
            yield (
                place,
                Refused(_("More than one fault is “%(name)s”. Put their entries into one."), name=one.name),
            )
        for reason in sorted(set(one.reasons) - kinds):
            yield (
                (*place, "reasons"),
                Refused(_("There is no reason %(reason)s for this document."), reason=reason),
            )
        yield from _places(one.fault(given), place, offered, taken)
    if not given.entries() - taken.keys():
        yield ("faults",), Refused(_("A set needs an entry in order beside its faults."))


def _places(
    fault: Fault, place: Place, offered: frozenset[Entry], taken: dict[Entry, str]
) -> Iterator[tuple[Place, Refused]]:
    """What is wrong with the entries of a fault; those that are right are put into `taken`."""
    if not fault.entries:
        yield (
            (*place, "entries"),
            Refused(
                _("Name the entries at which “%(name)s” is flagged: these documents have no usual one."),
                name=fault.title,
            ),
        )
    for name in fault.entries:
        document, _colon, key = name.partition(":")
        entry = document, key
        if entry not in offered:
            yield (
                (*place, "entries"),
                Refused(_("There is no entry %(entry)s in these documents."), entry=name),
            )
        elif entry in taken:
            yield (
                (*place, "entries"),
                Refused(
                    _("%(entry)s is an entry of “%(other)s” too: an entry belongs to one fault."),
                    entry=name,
                    other=taken[entry],
                ),
            )
        else:
            taken[entry] = fault.title
