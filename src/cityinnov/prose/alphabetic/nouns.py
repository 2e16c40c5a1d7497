"""What is counted: the head of the noun phrase after a number, in the singular.

In English the head of a counted noun phrase is its first plural, apart from modifiers that look like plurals
(electronics firms); the phrase ends at the first function word, sign or number.
"""

from __future__ import annotations

from collections.abc import Sequence

from cityinnov.prose.lexicon import Lexicon
from cityinnov.prose.tokens import NUMBER, WORD, Token

__all__ = ["compound", "read_head", "singular"]

#: Words of a noun phrase before its head; nobody writes more.
LONGEST_PHRASE = 9
_QUOTES = frozenset("\"“”‘’'")


def singular(word: str, lexicon: Lexicon) -> str:
    """The singular of a plural, by the word list and the spelling.

    Examples
    --------
    >>> from cityinnov.prose.lexicon import lexicon
    >>> [singular(word, lexicon("en")) for word in ("suppliers", "countries", "people", "NEVs", "batches")]
    ['supplier', 'country', 'person', 'NEV', 'batch']
    """
    word = word.replace("metre", "meter")  # one unit, spelt in two ways
    lower = word.lower()
    known = lexicon.names["plurals"].get(lower) or lexicon.names["nouns"].get(lower)
    if known is not None:
        return known
    for joint in (" ", "-"):  # square feet, start-ups: the last word has the plural
        if joint in word:
            front, _, last = word.rpartition(joint)
            return f"{front}{joint}{singular(last, lexicon)}"
    if lower.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def read_head(tokens: Sequence[Token], i: int, lexicon: Lexicon, *, one: bool = False) -> tuple[str, int] | None:
    """The head noun of the phrase at token i, in the singular, and the token after it.

    `one` says whether the number is one, so that the head is no plural and the nearest noun is taken.
    """
    stops, joins = lexicon.words["stops"], lexicon.words["joins"]
    elisions = lexicon.words["elisions"]  # d'aides
    head: tuple[str, int] | None = None
    j, words = i, 0
    while j < len(tokens) and words < LONGEST_PHRASE:
        token = tokens[j]
        if token.kind == WORD:
            word, end = compound(tokens, j)
            key = word.lower()
            if key in stops or key.partition("'")[0] in elisions:
                break
            if key in joins:
                if head is not None or words == 0:
                    break
            elif _is_plural(key, lexicon):
                head = word, end
                if not _is_modifier(key, tokens, end, lexicon):
                    break
            elif head is not None:
                break
            j, words = end, words + 1
        elif token.key == "(" and j > i and head is None:
            closed = _closing(tokens, j, lexicon)
            if closed is None:
                break
            j = closed
        elif head is None and token.key in _QUOTES:
            j += 1
        elif token.kind == NUMBER and _is_size(tokens, j, lexicon):
            j += 2 if tokens[j + 1].key != "-" else 3
        elif head is None and words and token.key in (",", "/") and _adjectives_go_on(tokens, j, lexicon):
            j += 1
        else:
            break
    if head is not None:
        word, end = head
        return singular(word.lower() if word.istitle() else word, lexicon), end
    if one and words and i < len(tokens):
        word, end = compound(tokens, i)
        return word, end
    return None


def compound(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """A word with what is hyphenated to it."""
    text, end = tokens[i].text, i + 1
    while end + 1 < len(tokens) and tokens[end].key == "-" and tokens[end].glued and tokens[end + 1].glued:
        if tokens[end + 1].kind != WORD:
            break
        text, end = f"{text}-{tokens[end + 1].text}", end + 2
    return text, end


def _is_plural(key: str, lexicon: Lexicon) -> bool:
    if key in lexicon.names["plurals"] or key in lexicon.words["singular_counts"]:
        return True
    if key in lexicon.names["nouns"]:
        return True
    if (
        not key.endswith(tuple(lexicon.words["plural_endings"]))
        or key.endswith(("ss", "us", "'s", "ous"))
        or len(key) < 3
    ):
        return False
    last = key.rpartition("-")[2]
    return last not in lexicon.words["never_plural"] and last.endswith("s")


def _is_modifier(key: str, tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Whether a plural is a modifier of the plural that follows it: electronics firms."""
    if key not in lexicon.words["modifier_plurals"]:
        return False
    return end < len(tokens) and tokens[end].kind == WORD


def _is_size(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a number inside the phrase is a product's size: 40,000 300mm wafers."""
    at = i + 2 if i + 1 < len(tokens) and tokens[i + 1].key == "-" else i + 1
    return at < len(tokens) and tokens[at].key in lexicon.words["product_sizes"]


def _closing(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int | None:
    """The token after the bracket that closes the one at i, within a phrase's reach."""
    for j in range(i + 1, min(i + 16, len(tokens))):
        if tokens[j].key == ")":
            return j + 1
        if tokens[j].kind == NUMBER and not _is_size(tokens, j, lexicon):
            return None
    return None


def _adjectives_go_on(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a comma stands between adjectives of one head: 300 small, medium and large firms."""
    for j in range(i + 1, min(i + 5, len(tokens))):
        if tokens[j].kind != WORD or tokens[j].key in lexicon.words["stops"]:
            return False
        if tokens[j].key in lexicon.words["joins"]:
            return True
    return False
