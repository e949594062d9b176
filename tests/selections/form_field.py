"""What a browser would send from a page."""

from html import unescape
from html.parser import HTMLParser


class _Fields(HTMLParser):
    """The controls of the forms that are sent by POST, as filled in."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.fields, self.area, self.is_post = {}, None, False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.is_post = attrs.get("method") == "post"
        name = attrs.get("name")
        if not name or not self.is_post:
            return
        if tag == "textarea":
            self.area, self.fields[name] = name, ""
        elif tag == "input":
            kind = attrs.get("type", "text")
            if kind in ("checkbox", "radio") and "checked" not in attrs:
                return
            value = unescape(attrs.get("value") or "")
            self.fields[name] = [*self.fields.get(name, []), value] if kind == "checkbox" else value

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] += data.removeprefix("\n") if not self.fields[self.area] else data


def fields_of(html):
    """Names and values of every control of the page that a form would post."""
    parser = _Fields()
    parser.feed(html)
    return {name: value for name, value in parser.fields.items() if name != "csrfmiddlewaretoken"}
