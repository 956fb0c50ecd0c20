"""An inspection as an officer meets it, and what is wrong beside it as a trainer reads it."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.consignments.faults import Fault
from exercises.consignments.mixing import Inspection
from exercises.consignments.model import ConsignmentSet, Entry
from exercises.documents.drawing import drawn
from exercises.documents.writing import written_date
from exercises.inspections.scoring import Decision

DECISIONS = {
    Decision.RELEASE: gettext_lazy("release"),
    Decision.ASK: gettext_lazy("ask for information"),
    Decision.CONSULT: gettext_lazy("consult the authority"),
    Decision.DETAIN: gettext_lazy("detain"),
    Decision.REFUSE: gettext_lazy("refuse"),
}
ROLES = {
    "import": gettext_lazy("Consent of the State of import, %(state)s"),
    "transit": gettext_lazy("Consent of the State of transit, %(state)s"),
}


def facts_told(given: ConsignmentSet) -> list[tuple[str, str]]:
    """What is declared and on file, as rows."""
    facts = given.facts
    if given.of_ship:
        return [
            (_("Presented on"), written_date(str(facts.presented_on))),
            (_("Presented at"), facts.office),
            (_("Ship, as on its hull"), facts.goods),
            (_("Last port"), facts.departs_from),
            (_("Next port"), facts.destination),
        ]
    rows = [
        (_("Presented on"), written_date(str(facts.presented_on))),
        (_("Presented at"), facts.office),
        (_("Procedure"), _("export") if facts.leaving else _("import")),
        (_("Goods declared"), facts.goods),
        (_("Departs from") if facts.leaving else _("Departed from"), facts.departs_from),
        (_("Destination"), facts.destination),
    ]
    on_file = facts.notification
    if on_file is None:
        return rows
    rows += [
        (_("Notification on file"), on_file.number),
        (_("Shipments notified"), str(on_file.shipments)),
        (_("Tonnes notified"), str(on_file.tonnes)),
    ]
    rows += [
        (
            ROLES[consent.role] % {"state": consent.state},
            _("given on %(given)s, valid from %(first)s to %(last)s")
            % {
                "given": written_date(str(consent.given_on)),
                "first": written_date(str(consent.valid_from)),
                "last": written_date(str(consent.valid_until)),
            },
        )
        for consent in on_file.consents
    ]
    return rows


def found_told(given: ConsignmentSet) -> list[str]:
    """The goods or the ship as found, in sentences."""
    found, said = given.found, []
    if not given.of_ship:
        counted = {"number": found.packages, "kind": found.package_kind}
        said.append(_("Packages counted: %(number)s (%(kind)s).") % counted)
    if found.seal:
        said.append(_("Seal on the container: %(seal)s.") % {"seal": found.seal})
    return [*said, *(_(sign) for sign in found.signs)]


def entry_told(given: ConsignmentSet, entry: Entry) -> str:
    """A field or place by its form, box and label."""
    slug, key = entry
    form = given.documents[slug].template
    one = next(one for one in (*form.fields, *form.places) if one.key == key)
    return f"{form.title}, {one.box}: {one.label}" if one.box else f"{form.title}: {one.label}"


def fault_as_data(fault: Fault) -> dict[str, object]:
    """A kind of fault as plain data."""
    return {
        "slug": fault.slug,
        "title": _(fault.title),
        "templates": list(fault.templates),
        "shows": _(fault.shows),
        "matters": _(fault.matters),
        "basis": {
            template: {"source": basis.source, "where": _(basis.where)}
            for template, basis in fault.basis.items()
        },
        "action": str(fault.action),
        "entries": list(fault.entries),
        "trips": sorted(fault.trips),
        "reasons": sorted(fault.reasons),
        "needs": sorted(fault.needs),
    }


def as_data(made: Inspection) -> dict[str, object]:
    """An inspection with its key, as plain data."""
    given = made.given
    return {
        "template": made.template,
        "seed": made.seed,
        "facts": dict(facts_told(given)),
        "found": found_told(given),
        "documents": [
            {
                "template": slug,
                "title": document.template.title,
                "values": dict(document.values),
                "marks": [
                    {
                        "kind": mark.kind,
                        "at": mark.at,
                        "text": mark.text,
                        "state": mark.state,
                        "date": mark.date,
                    }
                    for mark in document.marks
                ],
            }
            for slug, document in given.documents.items()
        ],
        "faults": [
            {**fault_as_data(fault), "flag": sorted(map(list, fault.entries_in(given)))}
            for fault in made.faults
        ],
        "decision": sorted(made.key.decisions),
    }


def as_page(made: Inspection, style: str) -> SafeString:
    """An inspection with its key, as one page that needs nothing else."""
    given = made.given
    context = {
        "made": made,
        "style": style,
        "facts": facts_told(given),
        "found": found_told(given),
        "documents": [drawn(document, prefix=slug) for slug, document in given.documents.items()],
        "faults": [
            {
                **fault_as_data(fault),
                "basis": fault.basis[made.template],
                "decision": DECISIONS[fault.action],
                "entries": [entry_told(given, entry) for entry in sorted(fault.entries_in(given))],
            }
            for fault in made.faults
        ],
        "decisions": [DECISIONS[one] for one in sorted(made.key.decisions)],
    }
    return render_to_string("exercises/consignments/sample.html", context)
