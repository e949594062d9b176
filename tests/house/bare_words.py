"""What an interface says outside gettext: in templates, in what apps register, in JavaScript."""

import ast
import re
from pathlib import Path

from django.template.base import Lexer, TokenType
from django.utils.text import smart_split

ROOT = Path(__file__).resolve().parents[2] / "passeurs"

LETTERS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ]{2,}")
ENTITY = re.compile(r"&[a-z]+;|&#\w+;")
# A literal that can only be words: an accent or an apostrophe, a capital first, two words apart.
SAID = re.compile(r"[À-ÖØ-öø-ÿŒœ’«»]|^[A-Z][a-z]+|[A-Za-z]{2,} [a-z]+")
LITERAL = re.compile(r"""(?<!_\()(?P<quote>["'])(?P<text>(?:(?!(?P=quote)).)*)(?P=quote)""")
READ_ALOUD = re.compile(r"""\s(title|aria-label|alt|placeholder|label|data-[\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# Attributes whose value a machine reads, for all that letters are in it.
FOR_MACHINES = re.compile(
    r"data-(hx-[\w-]+|passeurs-[\w-]+|key|kind|category|icon|name|url|field|type|value|state|theme|target|prefix|slug)$"
)
LABELLED = {"button", "notice", "empty_state", "card", "chip", "todo", "panel", "tag", "table", "news_line"}
LABELS = {"label", "text", "title", "action", "reason", "kicker", "caption", "alt", "when", "empty", "legend", "help"}
CLOSED = {"extends", "load", "url", "static", "block", "translate", "blocktranslate", "poster", "partial", "partialdef"}
# Blocks of a page that hold no words: addresses, orders to robots, names of classes.
WORDLESS = {"robots", "og_type", "bodyclass", "canonical", "og_image"}
HIDDEN = "\0"


def literals_of(tag):
    """Strings of a `{% tag %}` or `{{ variable }}` that are words for people and not `_("…")`."""
    bits = list(smart_split(tag))
    name = bits[0] if bits else ""
    if name in CLOSED:
        return []
    found = []
    for place, bit in enumerate(bits):
        key = bit.split("=", 1)[0] if re.match(r"\w+=", bit) else ""
        is_label = key in LABELS or (place == 1 and name in LABELLED) or "|plural:" in bit
        for literal in LITERAL.finditer(bit):
            text = literal["text"]
            if (is_label and LETTERS.search(text)) or (SAID.search(text) and "/" not in text and "%" not in text):
                found.append(text)
    return found


def bare_words_of_template(text):
    """Text nodes, attributes that are read aloud, and arguments of tags of one template."""
    shown, found, is_translated, is_comment, wordless = [], [], False, False, False
    for token in Lexer(text).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents.strip() else ""
        is_comment = (is_comment or name == "comment") and name != "endcomment"
        if name == "block":
            wordless = token.contents.split()[1] in WORDLESS
        elif name == "endblock":
            wordless = False
        if name in ("blocktranslate", "blocktrans"):
            is_translated = True
        elif name in ("endblocktranslate", "endblocktrans"):
            is_translated = False
        if token.token_type == TokenType.TEXT:
            shown.append(HIDDEN if is_translated or is_comment or wordless else token.contents)
            continue
        shown.append(HIDDEN)
        if token.token_type != TokenType.COMMENT and not is_comment:
            found += literals_of(token.contents)
    page = re.sub(r"<!--.*?-->|<(script|style|code|kbd|svg)\b.*?</\1>", "", "".join(shown), flags=re.S)
    for tag in re.findall(r"<[a-zA-Z][^>]*>", page):
        for name, double, single in READ_ALOUD.findall(tag):
            value = double or single
            if LETTERS.search(value) and not FOR_MACHINES.match(name) and (SAID.search(value) or "data-" not in name):
                found.append(f"{name}={value}")
    for node in re.split(r"<[^>]*>", page):
        # A template may be attributes alone, to stand inside a tag.
        plain = ENTITY.sub(" ", re.sub(r'[\w-]+="[^"]*"', "", node).replace(HIDDEN, " ")).strip()
        if LETTERS.search(plain):
            found.append(plain)
    return found


def bare_words_of_apps(source):
    """French strings given to `registry.*` or its kinds in an `apps.py`, outside gettext."""
    tree = ast.parse(source)
    wrapped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "gettext_lazy")
        for inner in ast.walk(node)
    }
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in wrapped | docs
        and SAID.search(node.value)
        and "." not in node.value[:-1]
    ]


STRING = re.compile(r"""(?<![\w$])(["'`])((?:\\.|(?!\1)[^\\\n])*)\1""")


def bare_words_of_script(source):
    """Sentences in the strings of one ES module; its comments are left out."""
    code = re.sub(r"^\s*//.*?$|(?<=[;{}),])\s+//.*?$|/\*.*?\*/", "", source, flags=re.M | re.S)
    texts = (re.sub(r"\$\{[^}]*\}", "", text) for _quote, text in STRING.findall(code))
    return [text for text in texts if re.search(r"[À-ÖØ-öø-ÿŒœ’«»]|^[A-Z][a-z]+( |$)|[a-z]{2,} [a-z]{2,}|^fr-", text)]
