"""A form of a page as a browser without scripts would send it."""

from html.parser import HTMLParser


class _Controls(HTMLParser):
    """The controls of the form that holds a control of a given name."""

    def __init__(self):
        super().__init__()
        self.forms, self.sent, self.select, self.textarea = [], None, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.sent = {}
            self.forms.append(self.sent)
        if self.sent is None or "disabled" in attrs:
            return
        if tag == "input" and attrs.get("name"):
            box = attrs.get("type") in {"checkbox", "radio"}
            if not box or "checked" in attrs:
                self.sent.setdefault(attrs["name"], []).append(attrs.get("value", "on" if box else ""))
        elif tag == "select":
            self.select = (attrs["name"], "multiple" in attrs)
            self.first = None
        elif tag == "option" and self.select:
            if self.first is None:
                self.first = attrs.get("value", "")
            if "selected" in attrs:
                self.sent.setdefault(self.select[0], []).append(attrs["value"])
        elif tag == "textarea":
            self.textarea = attrs["name"]
            self.sent[self.textarea] = [""]

    def handle_data(self, data):
        if self.textarea:
            # The first line break of a textarea is not part of its text.
            before = self.sent[self.textarea][0]
            self.sent[self.textarea] = [(before + data) if before else data.removeprefix("\r\n").lstrip("\n")]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.textarea = None
        elif tag == "select" and self.select:
            name, several = self.select
            if not several and name not in self.sent and self.first is not None:
                self.sent[name] = [self.first]
            self.select = None
        elif tag == "form":
            self.sent = None


def controls_of(response, holding):
    """What the form that has a control `holding` would send, by names: lists of values."""
    reader = _Controls()
    reader.feed(response.content.decode())
    return next(sent for sent in reader.forms if holding in sent)
