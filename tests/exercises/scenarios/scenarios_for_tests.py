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


_words = (
    st.text(st.sampled_from(list("ab Z09:#-&*!'\"{}[]|>%@`é象ا,?")), min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
_texts = rich_texts().map(lambda html: canonical(re.sub("</?a[^>]*>", "", html))).filter(bool)


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
                    ]
                ),
                max_size=2,
            )
        )
        situations.append(situation(name, *decisions, events=events, evidence=evidence))
    return scenario_of(
        body(
            *situations, ends=ends, state={"trust": 50, "rounds": 0}, title=draw(titles), debrief=draw(texts)
        )
    )
