"""The form of a scenario, and the two conversions: a scenario to the form's raw value, and back.

Texts are written as in packs, in Markdown: a scenario has a hundred of them, and as many rich text editors on
a page would be slow to load. What is wrong with the whole, as the check finds it, is said at the field where
it stands.
"""

import re
from itertools import chain, count

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter
from pydantic import ValidationError as DataError
from wagtail import blocks
from wagtail.admin.telepath import register as register_adapter
from wagtail.blocks.list_block import ListBlockValidationError

from exercises.models import ScenarioRun
from exercises.pages.scenarios import KINDS_OF_EVIDENCE, QUALITIES
from exercises.scenarios import conditions
from exercises.scenarios.checking import Fault, faults_of
from exercises.scenarios.effects import NoEffects, read_effects, write_effects
from exercises.scenarios.forms import GREATEST, StateName, scenario_of
from exercises.scenarios.pack_yaml import read_paper, write_paper
from quizzes.blocks.pictures import QuestionPictureBlock
from quizzes.blocks.questions import QuestionEditorAdapter
from reference.formats.fields import SLUG_PATTERN
from reference.formats.rich_text import links, read_markdown, write_markdown
from reference.models import Illustration

NODES = "scenario-nodes"
"""The id of the list of names that the page of the form holds: what “Leads to” may be."""
LONGEST_NAME = 50
_STATE_NAME = TypeAdapter(StateName)


class NameBlock(blocks.CharBlock):
    """A permanent name, made from the words beside it where it is left empty."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=LONGEST_NAME, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        if value and not re.fullmatch(SLUG_PATTERN, value):
            raise ValidationError(_("Use small letters, digits and hyphens, such as forty-too-many."))
        return value


class TextBlock(blocks.TextBlock):
    """A text with a little Markdown, without links. Cleans to the text as typed."""

    def __init__(self, **kwargs):
        super().__init__(rows=2, **kwargs)

    def value_from_form(self, value):
        return value.replace("\r\n", "\n")

    def clean(self, value):
        value = super().clean(value)
        html, faults = read_markdown(value)
        if faults:
            raise ValidationError(
                [
                    gettext("Line %(line)s: %(fault)s") % {"line": line + 1, "fault": fault}
                    for line, fault in faults
                ]
            )
        if links(html):
            raise ValidationError(_("A link would lead out of the scenario: name the place in words."))
        return value


class ConditionBlock(blocks.CharBlock):
    """A condition on the state, or nothing."""

    def __init__(self, *, required=False, **kwargs):
        super().__init__(required=required, max_length=conditions.MAX_LENGTH, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        if value:
            try:
                conditions.parse(value)
            except conditions.ConditionError as error:
                raise ValidationError(str(error)) from error
        return value


class EffectsBlock(blocks.CharBlock):
    """Changes of the state as one line."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            label=_("Effects on the state"),
            help_text=_("Such as: time_used +30, evidence +2"),
            **kwargs,
        )

    def clean(self, value):
        value = super().clean(value)
        try:
            effects = read_effects(value)
        except NoEffects as error:
            raise ValidationError(
                gettext(
                    "“%s” cannot be read or stands twice. Write a name and a change, such as evidence +2."
                )
                % error.part
            ) from error
        if not all(effects.values()):
            raise ValidationError(_("A change by 0 changes nothing: leave it out."))
        return value


class NodeBlock(blocks.CharBlock):
    """Where something leads: the short name of a situation or end, or its title."""

    def __init__(self, **kwargs):
        super().__init__(max_length=200, **kwargs)
        self.field.widget.attrs["list"] = NODES


class NumberBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        label=_("Name"),
        help_text=_("Officers read time_used, evidence, safety, trust and legal; others are yours."),
    )
    value = blocks.IntegerBlock(label=_("Value at the start"), min_value=0, max_value=GREATEST)

    class Meta:
        label_format = "{name}"

    def clean(self, value):
        value = super().clean(value)
        try:
            _STATE_NAME.validate_python(value["name"])
        except DataError as error:
            refused = ValidationError([_sentence(fault) for fault in error.errors()])
            raise blocks.StructBlockValidationError({"name": refused}) from error
        return value


class PaperBlock(blocks.TextBlock):
    """A document that is drawn, as packs write it. Cleans to the text as typed."""

    def value_from_form(self, value):
        return value.replace("\r\n", "\n")

    def clean(self, value):
        value = super().clean(value)
        if value.strip():
            _paper, problems = read_paper(value)
            if problems:
                raise ValidationError(
                    [
                        gettext("Line %(line)s: %(fault)s") % {"line": one.line, "fault": one.message}
                        for one in problems
                    ]
                )
        return value


class EvidenceBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[(name, word) for name, (_icon, word) in KINDS_OF_EVIDENCE.items()],
        default="document",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = TextBlock(label=_("What it says"), required=False)
    figure = QuestionPictureBlock(label=_("Picture"), required=False)
    paper = PaperBlock(
        label=_("Drawn document"),
        required=False,
        rows=4,
        help_text=_("The form and what stands on it, line by line as in a pack; see the guide to scenarios."),
    )

    class Meta:
        label_format = _("Evidence: {title}")

    def clean(self, value):
        value = super().clean(value)
        pictured = value["kind"] == "figure"
        errors = {}
        if pictured and not value["figure"]:
            errors["figure"] = ValidationError(_("Choose a picture."))
        if not pictured and value["figure"]:
            errors["figure"] = ValidationError(_("Only evidence of the kind picture has one: take it out."))
        if value["kind"] != "document" and value["paper"].strip():
            errors["paper"] = ValidationError(_("Only evidence of the kind document is drawn: take it out."))
        if not pictured and not value["text"] and not value["paper"].strip():
            errors["text"] = ValidationError(_("Write what it says."))
        if errors:
            raise blocks.StructBlockValidationError(errors)
        return value


class EventBlock(blocks.StructBlock):
    chance = blocks.IntegerBlock(label=_("Chance, in per cent"), min_value=1, max_value=100)
    text = TextBlock(label=_("What happens"))
    when = ConditionBlock(label=_("Only when"))
    effects = EffectsBlock()

    class Meta:
        label_format = _("Event: {text}")


class WayBlock(blocks.StructBlock):
    when = ConditionBlock(label=_("When"), required=True)
    to = NodeBlock(label=_("it leads to"))

    class Meta:
        label_format = _("When {when}: {to}")


class DecisionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("What the officer can do"), max_length=200)
    id = NameBlock(
        label=_("Short name"), help_text=_("Left empty, it is made from the words. Keep it afterwards.")
    )
    quality = blocks.ChoiceBlock(
        label=_("Quality"),
        choices=[(name, word) for name, (_tone, word, _icon) in QUALITIES.items()],
        default="best",
    )
    score = blocks.IntegerBlock(
        label=_("Score"),
        required=False,
        min_value=-100,
        max_value=100,
        help_text=_("Left empty: 10, 6, 2 or 0 by the quality."),
    )
    when = ConditionBlock(
        label=_("Offered only when"), help_text=_("Such as: evidence >= 2 and not asked = 1. Empty: always.")
    )
    effects = EffectsBlock()
    consequence = TextBlock(label=_("What follows from it"))
    why = TextBlock(label=_("Why it is good or bad"), required=False)
    basis = blocks.CharBlock(
        label=_("Legal basis"),
        max_length=300,
        help_text=_("Convention, article and year, or “Good practice: …”."),
    )
    ways = blocks.ListBlock(
        WayBlock(), label=_("Where it leads under a condition"), default=[], min_num=0, max_num=7
    )
    to = NodeBlock(
        label=_("Leads to"),
        help_text=_("A situation or end, by its short name or title. Where no condition above holds."),
    )

    class Meta:
        label_format = _("Decision: {text}")


class SituationBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    id = NameBlock(
        label=_("Short name"),
        help_text=_(
            "By which decisions lead here. Left empty, it is made from the title. Keep it afterwards."
        ),
    )
    text = TextBlock(label=_("What the officer meets"))
    evidence = blocks.ListBlock(EvidenceBlock(), label=_("Evidence"), default=[], min_num=0, max_num=12)
    events = blocks.ListBlock(
        EventBlock(), label=_("Events by chance, of which one may happen"), default=[], min_num=0, max_num=6
    )
    decisions = blocks.ListBlock(DecisionBlock(), label=_("Decisions"), min_num=1, max_num=8)

    class Meta:
        label_format = _("Situation: {title}")


class EndBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    id = NameBlock(
        label=_("Short name"),
        help_text=_(
            "By which decisions lead here. Left empty, it is made from the title. Keep it afterwards."
        ),
    )
    outcome = blocks.ChoiceBlock(label=_("Outcome"), choices=ScenarioRun.Outcome.choices, default="success")
    text = TextBlock(label=_("What is told"))

    class Meta:
        label_format = _("End: {title}")


class ScenarioValue(blocks.StructValue):
    """What the form holds. `scenario` is there when it is cleaned."""

    scenario = None


class ScenarioEditor(blocks.StructBlock):
    """All that a scenario says but its own name and objectives. A cleaned value has it as `scenario`."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    summary = blocks.CharBlock(
        label=_("Summary"), required=False, max_length=400, help_text=_("One or two sentences for lists.")
    )
    minutes = blocks.IntegerBlock(label=_("Minutes that it takes"), min_value=1, max_value=240)
    state = blocks.ListBlock(
        NumberBlock(), label=_("Numbers of the state"), default=[], min_num=0, max_num=12, collapsed=True
    )
    start = NodeBlock(
        label=_("Begins with"), required=False, help_text=_("A situation. Empty: the first of those below.")
    )
    situations = blocks.ListBlock(
        SituationBlock(), label=_("Situations"), min_num=1, max_num=80, collapsed=True
    )
    ends = blocks.ListBlock(EndBlock(), label=_("Ends"), min_num=1, max_num=20, collapsed=True)
    debrief = TextBlock(label=_("What to take from it, told to everybody at the end"))

    class Meta:
        label = _("Scenario")
        value_class = ScenarioValue

    def clean(self, value):
        value = super().clean(value)
        try:
            value.scenario = scenario_of(_data_of(value))
        except DataError as error:
            # What no field by itself can know, such as two conditions too many.
            faults = [Fault(fault["loc"], _sentence(fault)) for fault in error.errors()]
        else:
            faults = [*_twice(value["state"]), *faults_of(value.scenario)]
        if faults:
            raise UnsoundScenario(self, value, faults)
        return value


register_adapter(QuestionEditorAdapter(), ScenarioEditor)


# --- what is wrong, and where -----------------------------------------------------------------------


class UnsoundScenario(blocks.StructBlockValidationError):
    """The fields are right, the whole is not: `faults` in sentences, each also at its field."""

    def __init__(self, editor, value, faults):
        self.faults = faults
        found = {}
        for fault in faults:
            if fault.path:
                found.setdefault(_field_at(fault.path, value), []).append(fault.message)
        super().__init__(block_errors=_errors(editor, found).block_errors if found else None)


def _field_at(path, value):
    """The place in the form of a place in the data of a scenario. A whole node has its fault at its title."""
    if path[0] not in ("situations", "ends") or len(path) == 1:
        return path[:1]
    here, rest = tuple(path[:2]), tuple(path[2:])
    if not rest:
        return (*here, "title")
    if rest[0] == "decisions" and len(rest) > 1:
        here, rest = (*here, *rest[:2]), rest[2:]
        if not rest:
            return (*here, "text")
        if rest[0] == "to":
            conditional = len(value["situations"][path[1]]["decisions"][path[3]]["ways"])
            way = rest[1] if len(rest) > 1 else conditional
            return (*here, "to") if way == conditional else (*here, "ways", way, *rest[2:3])
    elif rest[0] == "events" and len(rest) > 1:
        here, rest = (*here, *rest[:2]), rest[2:]
    return (*here, *rest[:1])


def _errors(block, found):
    """An error of a block made of the messages at the places in it."""
    if () in found:
        return ValidationError(found[()])
    below = {}
    for path, messages in found.items():
        below.setdefault(path[0], {})[path[1:]] = messages
    if isinstance(block, blocks.ListBlock):
        rows = {row: _errors(block.child_block, inside) for row, inside in below.items()}
        return ListBlockValidationError(block_errors=rows)
    return blocks.StructBlockValidationError(
        {name: _errors(block.child_blocks[name], inside) for name, inside in below.items()}
    )


def _sentence(fault):
    return fault["msg"].removeprefix("Value error, ")


def _twice(state):
    names = [number["name"] for number in state]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault(("state",), gettext("The number %s stands twice among those of the state.") % name)


# --- from a scenario to the form and back -----------------------------------------------------------


def raw_of(scenario):
    """The form's raw value for a scenario. One query where there are pictures."""
    wanted = {item.figure for situation in scenario.situations for item in situation.evidence if item.figure}
    found = Illustration.objects.filter(slug__in=wanted).values_list("slug", "pk") if wanted else []
    pictures = dict(found)
    return {
        "title": scenario.title,
        "summary": scenario.summary,
        "minutes": scenario.minutes,
        "state": [{"name": name, "value": value} for name, value in scenario.state.items()],
        "start": scenario.start,
        "situations": [_raw_situation(situation, pictures) for situation in scenario.situations],
        "ends": [
            {"title": end.title, "id": end.id, "outcome": end.outcome, "text": write_markdown(end.text)}
            for end in scenario.ends
        ],
        "debrief": write_markdown(scenario.debrief),
    }


def _raw_situation(situation, pictures):
    return {
        "title": situation.title,
        "id": situation.id,
        "text": write_markdown(situation.text),
        "evidence": [
            {
                "kind": item.kind,
                "title": item.title,
                "text": write_markdown(item.text),
                "figure": pictures.get(item.figure),
                "paper": write_paper(item.paper) if item.paper else "",
            }
            for item in situation.evidence
        ],
        "events": [
            {
                "chance": event.chance,
                "text": write_markdown(event.text),
                "when": event.when,
                "effects": write_effects(event.effects),
            }
            for event in situation.events
        ],
        "decisions": [_raw_decision(decision) for decision in situation.decisions],
    }


def _raw_decision(decision):
    kept = {name: getattr(decision, name) for name in ("id", "text", "when", "quality", "score", "basis")}
    return kept | {
        "effects": write_effects(decision.effects),
        "consequence": write_markdown(decision.consequence),
        "why": write_markdown(decision.why),
        "ways": [{"when": way.when, "to": way.to} for way in decision.to[:-1]],
        "to": decision.to[-1].to,
    }


def _data_of(value):
    """The data of a scenario that the form says. Names that are left empty are made."""
    situations, ends = value["situations"], value["ends"]
    names = _names([(node["id"], node["title"]) for node in chain(situations, ends)], "situation")
    by_title = {}
    for name, node in zip(names, chain(situations, ends), strict=True):
        by_title.setdefault(node["title"].casefold(), name)
    known = set(names)

    def node(said):
        return said if said in known else by_title.get(said.casefold(), slugify(said)[:LONGEST_NAME] or "–")

    return {
        "id": "scenario",
        "title": value["title"],
        "summary": value["summary"],
        "minutes": value["minutes"],
        "state": {number["name"]: number["value"] for number in value["state"]},
        "start": node(value["start"]) if value["start"] else names[0],
        "situations": [
            _situation_data(situation, name, node) for situation, name in zip(situations, names, strict=False)
        ],
        "ends": [
            {"id": name, "title": end["title"], "outcome": end["outcome"], "text": _html(end["text"])}
            for end, name in zip(ends, names[len(situations) :], strict=True)
        ],
        "debrief": _html(value["debrief"]),
    }


def _situation_data(situation, name, node):
    decisions = situation["decisions"]
    names = _names([(decision["id"], decision["text"]) for decision in decisions], "decision")
    return {
        "id": name,
        "title": situation["title"],
        "text": _html(situation["text"]),
        "evidence": [
            {
                "kind": item["kind"],
                "title": item["title"],
                "text": _html(item["text"]),
                "figure": item["figure"].slug if item["figure"] else "",
                "paper": read_paper(item["paper"])[0] if item["paper"].strip() else None,
            }
            for item in situation["evidence"]
        ],
        "events": [
            {
                "chance": event["chance"],
                "text": _html(event["text"]),
                "when": event["when"],
                "effects": read_effects(event["effects"]),
            }
            for event in situation["events"]
        ],
        "decisions": [
            {name: decision[name] for name in ("text", "when", "quality", "score", "basis")}
            | {
                "id": own,
                "effects": read_effects(decision["effects"]),
                "consequence": _html(decision["consequence"]),
                "why": _html(decision["why"]),
                "to": [
                    *({"when": way["when"], "to": node(way["to"])} for way in decision["ways"]),
                    {"to": node(decision["to"])},
                ],
            }
            for decision, own in zip(decisions, names, strict=True)
        ],
    }


def _html(text):
    return read_markdown(text)[0]


def _names(said, otherwise):
    """The names that stand there, and for the others one made from the words, that none has yet."""
    taken = {name for name, _words in said if name}
    names = []
    for name, words in said:
        if not name:
            stem = slugify(words)[: LONGEST_NAME - 3].strip("-") or otherwise
            name = next(one for one in chain([stem], (f"{stem}-{n}" for n in count(2))) if one not in taken)
            taken.add(name)
        names.append(name)
    return names
