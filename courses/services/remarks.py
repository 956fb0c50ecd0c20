"""What the editor tells the author of a lesson: the rules of content_audit, on the draft as last saved."""

from pydantic import ValidationError

from courses.packs import Lesson
from courses.packs.audit import lacks_text, lesson_findings
from courses.packs.blocks import Check, CheckOption
from courses.services.pack_contents import Contents, NotForAPack, sentence


def remarks_on(page):
    """Sentences on what a lesson lacks, in the order of the audit; none where nothing is wrong."""
    draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
    contents = Contents(draft.unit.module)
    try:
        front = contents.front(draft.unit, draft)
    except ValidationError as error:
        return [sentence(fault) for fault in error.errors(include_url=False)]
    body, faults = _body(contents, draft)
    lesson = Lesson(draft.unit.slug, draft.unit.order, front, body)
    return [*(finding.message for finding in lesson_findings(lesson)), *faults]


def _body(contents, draft):
    """The blocks of a draft as far as they can be read, and sentences on the others and on drawings."""
    body, faults = [], []
    for child in draft.body:
        try:
            block = contents.block(child)
        except ValidationError as error:
            if child.block_type == "check":
                block = _unfinished(contents, child.value)
            else:
                block = None
                faults += [sentence(fault) for fault in error.errors(include_url=False)]
        except NotForAPack as error:
            block = None
            faults.append(str(error))
        if block is not None:
            body.append(block)
        if child.block_type == "figure" and (image := child.value["image"]):
            lacking = lacks_text(image.neutral_text, image.revealing_text)
            faults += [f"{child.value['caption']}: {lacking}"] if lacking else []
    return tuple(body), faults


def _unfinished(contents, value):
    """A knowledge check that no pack would take, since a text of it is missing."""
    options = [
        CheckOption.model_construct(
            text=contents.rich(option["text"].source),
            right=bool(option["right"]),
            feedback=contents.rich(option["feedback"].source),
        )
        for option in value["options"]
    ]
    return Check.model_construct(id=value["name"], options=options)
