"""The example, ways to change it, and generated scenarios that are sound by the way they are made."""

import re
from pathlib import Path

from hypothesis import strategies as st

from exercises.scenarios.forms import scenario_of
from exercises.scenarios.pack_yaml import read_scenario
from reference.formats.rich_text import canonical
from tests.reference.rich_texts import rich_texts

EXAMPLE = (Path(__file__).parent / "two-crates.yaml").read_text()


def example():
    """Two crates: count → detain is the best way."""
    scenario, problems = read_scenario(EXAMPLE, "two-crates.yaml")
    assert problems == []
    return scenario


def decision(name, to, **fields):
    return {
        "id": name,
        "text": f"Do {name}",
        "quality": "best",
        "consequence": "<p>So it goes.</p>",
        "basis": "Article 1",
        "to": to,
    } | fields


def situation(name, *decisions, **fields):
    return {"id": name, "title": name, "text": "<p>Here.</p>", "decisions": list(decisions)} | fields


def end(name, outcome="success"):
    return {"id": name, "title": name, "outcome": outcome, "text": "<p>Done.</p>"}


def body(*situations, ends=("over",), state=None, **fields):
    """The least scenario that is made of these situations; the first is the start."""
    return {
        "id": "least",
        "title": "Least",
        "minutes": 5,
        "state": state or {},
        "start": situations[0]["id"],
        "situations": list(situations),
        "ends": [end(name) for name in ends],
        "debrief": "<p>That was it.</p>",
    } | fields


def permit(**fields):
    """A permit as an author fills it in."""
    values = {
        "permit_number": "XE-26-000412",
        "type": "export",
        "valid_until": "2026-09-01",
        "importer": ["Specimen Imports Ltd", "9 Harbour Road"],
        "a.scientific_name": "Caiman yacare",
        "a.quantity": "14.200",
    }
    marks = [
        {"kind": "security-stamp", "at": "security_stamp", "text": "0412077", "state": "lifted"},
        {"kind": "endorsement", "at": "endorsement_stamp", "text": "CUSTOMS", "date": "2026-03-09"},
    ]
    return {"form": "cites-permit", "seed": 60, "values": values, "marks": marks} | fields


def out_of_a_set(form="commercial-invoice", **fields):
    """A paper of a set that a seed makes, with a fault."""
    return {"form": form, "seed": 4711, "consignment": "cites-permit", "faults": ["cites-expired"]} | fields


def with_papers(*papers):
    """The least scenario with these papers on the counter."""
    evidence = [
        {"kind": "document", "title": f"Paper {number}", "paper": paper}
        for number, paper in enumerate(papers, start=1)
    ]
    return body(situation("counter", decision("on", "over"), evidence=evidence))


_words = (
    st.text(st.sampled_from(list("ab Z09:#-&*!'\"{}[]|>%@`é象ا,?")), min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
_texts = rich_texts().map(lambda html: canonical(re.sub("</?a[^>]*>", "", html))).filter(bool)


_keys = st.sampled_from(["permit_number", "a.common_name", "purpose"])
_marks = st.sampled_from(
    [
        {"kind": "photocopy", "at": "page1"},
        {"kind": "struck-out", "at": "b"},
        {"kind": "signature", "at": "applicant", "text": "null"},
        {"kind": "alteration", "at": "a.quantity", "text": "7", "state": "erased", "validated": True},
    ]
)
_papers = st.builds(
    lambda words, lines, seed, marks: permit(
        values=words | {key: lines for key in ("importer", "exporter") if lines}, seed=seed, marks=marks
    ),
    st.dictionaries(_keys, _words, min_size=1),
    st.lists(_words, max_size=3),
    st.integers(0, 999_999_999),
    st.lists(_marks, max_size=3),
)


@st.composite
def scenarios(draw):
    """A chain of best decisions through all situations, with short cuts, guarded ways back and events."""
    texts = st.sampled_from(draw(st.lists(_texts, min_size=1, max_size=3)))
    titles = st.sampled_from(draw(st.lists(_words, min_size=1, max_size=3)))
    count = draw(st.integers(1, 6))
    names = [f"s{number}" for number in range(count)]
    ends = [f"e{number}" for number in range(draw(st.integers(1, 3)))]
    chain = [*names[1:], ends[0]]
    worse = st.sampled_from(["acceptable", "poor", "dangerous"])

    def told(name, to, **fields):
        return decision(name, to, text=draw(titles), consequence=draw(texts), **fields)

    situations = []
    for number, name in enumerate(names):
        decisions = [told("on", chain[number])]
        for extra in range(draw(st.integers(0, 2))):
            onward = st.sampled_from([*names[number + 1 :], *ends])
            kind = draw(st.sampled_from(["short", "split", "back"]))
            fields = {
                "quality": draw(worse),
                "score": 0,
                "effects": {"trust": draw(st.sampled_from([-9, 7]))},
            }
            if kind == "back":
                fields |= {"when": "rounds < 2", "effects": {"rounds": 1}, "score": -100}
                to = draw(st.sampled_from(names[: number + 1]))
            elif kind == "split":
                to = [{"when": "rounds < 1", "to": draw(onward)}, {"to": draw(onward)}]
            else:
                to = draw(onward)
            decisions.append(told(f"extra-{extra}", to, **fields))
        if number == count - 1:
            decisions += [told(f"to-{other}", other, quality="poor", score=0) for other in ends[1:]]
        events = [
            {"chance": draw(st.integers(1, 50)), "text": draw(texts), "effects": {"trust": -3}}
            for _ in range(draw(st.integers(0, 2)))
        ]
        evidence = draw(
            st.lists(
                st.sampled_from(
                    [
                        {"kind": "call", "title": "A call", "text": "<p>Yes.</p>"},
                        {"kind": "figure", "title": "A stamp", "figure": "stamp-in-box"},
                        {"kind": "document", "title": "A sheet", "text": "<p>Folded.</p>", "paper": permit()},
                        {"kind": "document", "title": "A permit", "paper": draw(_papers)},
                        {"kind": "document", "title": "A bill", "paper": out_of_a_set("cites-permit")},
                    ]
                ),
                max_size=3,
            )
        )
        situations.append(situation(name, *decisions, events=events, evidence=evidence))
    return scenario_of(
        body(
            *situations, ends=ends, state={"trust": 50, "rounds": 0}, title=draw(titles), debrief=draw(texts)
        )
    )
