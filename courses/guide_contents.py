"""What a guide says: its published pages as the data that key, comparison, search and drill are asked of.

A guide is put together once and kept by the process until one of its pages is published, unpublished, moved
or deleted; one query asks whether that happened.
"""

from dataclasses import dataclass

from django.db.models import Count, Max
from pydantic import ValidationError

from courses.guides.cards import Card, cards_of
from courses.guides.checking import entry_faults
from courses.guides.forms import GUIDE_ORDER, EntryForm, GuideForm, GuideHeadForm
from courses.guides.keys import Matrix, matrix_of
from courses.pictures import picture_names
from reference.finder.index import Index, Thing

IDENTIFIERS = ("hs", "cas", "un", "ashrae", "appendix", "oecd", "waste", "other")
TEXTS = ("summary", "caption", "control", "document", "action", "handling", "controlled")
LISTS = ("also", "latin", "found_in", "concealment", "unconfirmed", "sources", "reference")


ENTRY_FIELDS = (
    *TEXTS,
    *LISTS,
    *IDENTIFIERS,
    "group",
    "title",
    "states",
    "picture",
    "diagnostic",
    "look_alikes",
)


@dataclass(frozen=True)
class Guide:
    """A guide put together. `pictures` are ids by name, `places` the ends of the entries' addresses."""

    form: GuideForm
    entries: dict[str, EntryForm]
    members: dict[str, list[EntryForm]]
    matrices: dict[str, Matrix]
    index: Index
    cards: list[Card]
    pictures: dict[str, int]
    places: dict[str, str]

    def group(self, name):
        """A group by its permanent name, or None."""
        return next((group for group in self.form.groups if group.id == name), None)


_kept = {}


def guide_of(page, *, fresh=False):
    """The Guide of a GuidePage. `fresh` reads the page as it stands, as a preview does."""
    from courses.models import GuideEntryPage

    entries = GuideEntryPage.objects.child_of(page).live()
    if fresh:
        return _read(page, entries)
    marks = entries.aggregate(Count("pk"), Max("last_published_at"), Max("live_revision"))
    stamp = (page.live_revision_id, page.last_published_at, page.path, *marks.values())
    known = _kept.get(page.pk)
    if known is None or known[0] != stamp:
        known = stamp, _read(page, entries)
        _kept[page.pk] = known
    return known[1]


def _read(page, entries):
    names = picture_names()
    head = head_of_page(page, names)
    read, places = {}, {}
    for entry_page in entries.select_related("entry").order_by("order", "path"):
        entry = entry_of_page(entry_page, names)
        if entry.id not in read and any(group.id == entry.group for group in head.groups):
            read[entry.id] = entry
            places[entry.id] = entry_page.slug
    kept = [_without_faults(entry, head, read) for entry in read.values()]
    form = GuideForm.model_construct(
        **{name: getattr(head, name) for name in GuideHeadForm.model_fields}, entries=kept
    )
    members = {group.id: form.members(group.id) for group in head.groups}
    return Guide(
        form=form,
        entries={entry.id: entry for entry in kept},
        members=members,
        matrices={
            group.id: matrix_of(group.characters, [entry.states for entry in members[group.id]])
            for group in head.groups
        },
        index=Index(map(thing_of, kept)),
        cards=cards_of(form),
        pictures={name: pk for pk, name in names.items()},
        places=places,
    )


def _without_faults(entry, head, names):
    """An entry without what leads nowhere: its page and the vocabulary are published one after the other."""
    faults = {fault.path for fault in entry_faults(entry, head, names)}
    if not faults:
        return entry
    group = next(group for group in head.groups if group.id == entry.group)
    known = {character.id: {state.id for state in character.states} for character in group.characters}
    states = {
        name: [state for state in shown if state in known[name]]
        for name, shown in entry.states.items()
        if name in known
    }
    alike = [
        other
        for place, other in enumerate(entry.look_alikes)
        if ("look_alikes", place, "entry") not in faults
    ]
    return entry.model_copy(
        update={"states": {name: shown for name, shown in states.items() if shown}, "look_alikes": alike}
    )


def thing_of(entry):
    """An entry as it is found: by its names, its codes, and what is said of it."""
    codes = {
        kind: [code.partition(" (")[0] for code in getattr(entry.identifiers, kind)] for kind in IDENTIFIERS
    }
    codes["un"] += [f"UN {code.removeprefix('UN').strip()}" for code in codes["un"]]
    said = [*codes.pop("appendix"), *codes.pop("other")]
    return Thing(
        entry.id,
        names=(entry.title, *entry.latin, *entry.also),
        codes=tuple(code for kind in codes.values() for code in kind),
        texts=(
            *said,
            entry.summary,
            *entry.found_in,
            *(other.name for other in entry.look_alikes if other.name),
        ),
    )


# --- pages as forms, and back ---------------------------------------------------------------------


def head_of_page(page, names=None):
    """The GuideHeadForm that a GuidePage holds. Raises pydantic's ValidationError."""
    names = picture_names() if names is None else names
    groups = [_plain(block["value"], names) for block in page.groups.get_prep_value()]
    return GuideHeadForm.model_validate(
        {
            "title": page.title,
            "introduction": page.introduction,
            "order": page.unit.order if page.unit_id else GUIDE_ORDER,
            "groups": groups,
        }
    )


def entry_of_page(page, names=None):
    """The EntryForm that a GuideEntryPage holds. Raises pydantic's ValidationError."""
    names = picture_names() if names is None else names
    data = {name: getattr(page, name) for name in (*TEXTS, *LISTS, "group", "title", "states")}
    data["id"] = page.entry.slug if page.entry_id else page.slug
    data["identifiers"] = {kind: getattr(page, kind) for kind in IDENTIFIERS}
    data["picture"] = names.get(page.picture_id, "")
    for name in ("diagnostic", "look_alikes"):
        data[name] = [_plain(block["value"], names) for block in getattr(page, name).get_prep_value()]
    return EntryForm.model_validate(data)


def fields_of_head(head, pictures):
    """{field: value} of a GuidePage that says what a form says. `pictures` are ids by name."""
    groups = [{"type": "group", "value": _stored(group.model_dump(), pictures)} for group in head.groups]
    return {"title": head.title, "introduction": head.introduction, "groups": groups}


def fields_of_entry(entry, pictures):
    """{field: value} of a GuideEntryPage that says what a form says."""
    data = _stored(entry.model_dump(), pictures)
    fields = {name: data[name] for name in (*TEXTS, *LISTS, "group", "title", "states")}
    fields |= data["identifiers"]
    fields["picture_id"] = data["picture"]
    fields["diagnostic"] = [{"type": "feature", "value": row} for row in data["diagnostic"]]
    fields["look_alikes"] = [{"type": "look_alike", "value": row} for row in data["look_alikes"]]
    return fields


def _plain(value, names):
    """A block's value as plain data: pictures by name, lists without the ids of their rows."""
    if isinstance(value, list):
        rows = [row["value"] if isinstance(row, dict) and "type" in row else row for row in value]
        return [_plain(row, names) for row in rows]
    if isinstance(value, dict):
        plain = {name: _plain(part, names) for name, part in value.items() if name != "picture"}
        return plain | ({"picture": names.get(value["picture"], "")} if "picture" in value else {})
    return "" if value is None else value


def _stored(value, pictures):
    """Plain data as a block stores it: pictures by id."""
    if isinstance(value, list):
        return [_stored(row, pictures) for row in value]
    if isinstance(value, dict):
        return {
            # A character may be called picture too: what it shows is a list.
            name: pictures.get(part)
            if name == "picture" and not isinstance(part, list)
            else _stored(part, pictures)
            for name, part in value.items()
        }
    return value


def draft_head(page):
    """The vocabulary of a guide as its authors have it; of an unfinished draft, as it is published."""
    for state in (page.get_latest_revision_as_object(), page):
        try:
            return head_of_page(state)
        except ValidationError:
            continue
    return GuideHeadForm(title=page.title, groups=[])


def said_of(error):
    """(field, sentence) of each fault that pydantic finds in a form."""
    for fault in error.errors(include_url=False):
        *path, last = map(str, fault["loc"] or ("",))
        field = path[1] if path[:1] == ["identifiers"] and len(path) > 1 else (path or [last])[0]
        yield field, fault["msg"].removeprefix("Value error, ")
