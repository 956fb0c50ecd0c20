"""Plans drawn at random, the modules that they may ask for, and how a browser sends them."""

from django.http import QueryDict
from hypothesis import strategies as st

from certification.models import Path
from certification.plans import Asked, Expiry, Group, Known, Plan, Renewal, Stage

# Texts as a form gives them back: without spaces at the ends, and of printable characters.
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=30)


def asked_of(modules):
    """A module of some ids with its mark, or a sign-off."""
    marked = st.builds(Asked, module=st.sampled_from(sorted(modules)), minimum_mark=st.integers(0, 100))
    lines = st.lists(words, min_size=1, max_size=4, unique=True).map(tuple)
    return marked | st.builds(Asked, sign_off=words, checklist=lines)


def plans_of(modules):
    """Plans that ask for some modules, whether or not they can stand."""
    group = st.builds(
        Group,
        asked=st.lists(asked_of(modules), max_size=4).map(tuple),
        title=words | st.just(""),
        stage=st.sampled_from(Stage),
        needed=st.none() | st.integers(0, 6),
        in_order=st.booleans(),
        paths=st.frozensets(st.sampled_from(Path.values)),
    )
    return st.builds(
        Plan,
        title=words,
        groups=st.lists(group, max_size=4).map(tuple),
        participation=st.booleans(),
        expiry_rule=st.sampled_from(Expiry),
        validity_months=st.none() | st.integers(0, 120),
        fixed_on=st.none() | st.dates(),
        minimum_active_months=st.integers(0, 24),
        renewal_days=st.integers(0, 400),
        renewal_path=st.sampled_from(Renewal),
    )


def known(modules, pass_mark=70):
    return {key: Known(f"Module {key}", pass_mark) for key in modules}


def sent(sketch, **more):
    """A sketch as a browser sends it."""
    post = QueryDict(mutable=True)
    for name, value in sketch.data().items():
        if isinstance(value, list):
            post.setlist(name, value)
        elif value or not name.endswith(("participation", "in_order")):
            post[name] = value
    post["groups"] = str(len(sketch.groups))
    for number, group in enumerate(sketch.groups):
        post[f"g{number}-asked"] = str(len(group.asked))
    post.update(more)
    return post
