"""No public label is untranslated: what the code marks, and what it takes from its own vocabularies."""

from __future__ import annotations

import importlib
import pkgutil
import re
import threading
from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files
from string import Formatter
from typing import get_args, get_type_hints

import attrs
import pytest
from babel.messages.extract import extract_from_dir

import cityinnov
from cityinnov.boundaries.boundary_change import known_boundary_changes
from cityinnov.case import CaseStudy, sections
from cityinnov.checks.registry import RULES
from cityinnov.entity.entity import Entity
from cityinnov.entity.indicator_vocabulary import indicators
from cityinnov.entity.name import Name
from cityinnov.entity.recipe import derived_methods
from cityinnov.errors import InputError
from cityinnov.values.figure import Figure
from cityinnov.values.lineage import CAVEATS
from cityinnov.values.operations import OPERATIONS
from cityinnov.values.period import Period
from cityinnov.values.source import Citation
from cityinnov.wording.labels import step_word
from cityinnov.wording.locale import current, locale_of, use_locale
from cityinnov.wording.messages import catalog, catalogs, messages

Message = tuple[str | None, str, str | None]  # context, one, many

#: How messages are marked, in Python and in templates: as gettext's own functions are called.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "Message": None,
    "counted": (1, 2),
}
#: Classes of words that are read, not said.
READ_ONLY = {"Qualifier", "Kind"}


def _modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(cityinnov.__path__, "cityinnov."):
        if not module.name.endswith("__main__"):
            yield module.name


def _marked() -> Iterator[Message]:
    methods = [("**.py", "python")]
    if any(entry.name == "templates" for entry in files("cityinnov.report").iterdir()):
        pytest.importorskip("jinja2", reason="templates are read by Jinja2")
        methods.append(("report/templates/**", "jinja2.ext:babel_extract"))
    root = str(files("cityinnov"))
    options = {"report/templates/**": {"extensions": "jinja2.ext.i18n", "silent": "false", "trimmed": "true"}}
    for _, _, found, _, context in extract_from_dir(root, methods, options, keywords=KEYWORDS):
        if isinstance(found, tuple):
            yield context, found[0], found[1]
        else:
            yield context, found, None


def _words() -> Iterator[Message]:
    kinds = [kind for kind in StrEnum.__subclasses__() if kind.__module__.startswith("cityinnov.")]
    for kind in kinds:
        if kind.__name__ not in READ_ONLY:
            yield from ((kind.__name__, member.value.replace("-", " "), None) for member in kind)


def _public() -> set[Message]:
    for module in _modules():
        importlib.import_module(module)
    found = set(_marked()) | set(_words())
    found |= {(None, section.replace("_", " ").capitalize(), None) for section in sections()}
    found |= {(None, text, None) for text in CAVEATS.values()}
    found |= {(None, rule.summary, None) for rule in RULES.values()}
    found |= {("Check", rule.name.replace("-", " "), None) for rule in RULES.values()}
    found |= {(None, str(change.what), None) for change in known_boundary_changes()}
    found |= {("Field", field.replace("_", " "), None) for field in _fields_on_paths()}
    found |= {
        (None, step_word(operation, "en"), None) for operation in OPERATIONS if operation != "opaque"
    }  # that says its function
    return found


def _fields_on_paths() -> set[str]:
    """The fields of entities, and of records within them, that hold figures and dates: where findings stand."""
    found: set[str] = set()

    def holds(kind: type) -> bool:
        hints = get_type_hints(kind)
        taken = {field.name for field in attrs.fields(kind) if any(map(is_shown, _arguments(hints[field.name])))}
        found.update(taken - {"figures"})
        return bool(taken)

    def is_shown(kind: object) -> bool:
        if kind in (Figure, Period):
            return True
        is_record = isinstance(kind, type) and attrs.has(kind) and kind.__module__.startswith("cityinnov.")
        return is_record and not issubclass(kind, Entity | Name | Citation) and holds(kind)

    for section in attrs.fields(CaseStudy):
        for kind in _arguments(get_type_hints(CaseStudy)[section.name]):
            if isinstance(kind, type) and issubclass(kind, Entity):
                holds(kind)
    return found


def _arguments(hint: object) -> Iterator[object]:
    yield hint
    for argument in get_args(hint):
        yield from _arguments(argument)


@pytest.mark.parametrize("name", ["de", "zh_Hans"])
def test_no_public_label_is_untranslated(name: str) -> None:
    own = catalog(name)
    untranslated = []
    for context, one, many in sorted(_public(), key=str):
        found = own.get((one, many) if many else one, context) or own.get(one, context)
        if found is None or not found.string or (many and not all(found.string)):
            untranslated.append((context, one, many))
    assert untranslated == []


@pytest.mark.parametrize("name", ["de", "zh_Hans"])
def test_a_translation_fills_in_what_its_message_does(name: str) -> None:
    for message in catalog(name):
        ids, texts = (value if isinstance(value, tuple) else (value,) for value in (message.id, message.string))
        if message.id:
            assert _fields(texts[-1]) == _fields(ids[-1]), message.id
            assert all(_fields(text) in [_fields(id) for id in ids] for text in texts), message.id


def _fields(text: str) -> frozenset[str]:
    percent = re.findall(r"%(\(\w+\))?[sd]", text)
    return frozenset(percent) | {field for _, field, _, _ in Formatter().parse(text.replace("%", "")) if field}


@pytest.mark.parametrize("language", ["en", "zh", "de"])
def test_every_indicator_and_derived_metric_has_its_label(language: str) -> None:
    def kinds(kind: type) -> Iterator[type]:
        yield kind
        for sub in kind.__subclasses__():
            yield from kinds(sub)

    _public()  # loads every module, and so every entity
    labels = {indicator.id: indicator.label for indicator in indicators().values()}
    for kind in (*kinds(Entity), CaseStudy):
        if kind.__module__.startswith("cityinnov."):
            labels |= {f"{kind.__name__}.{recipe.name}": recipe.label for recipe in derived_methods(kind)}
    assert [id for id, label in labels.items() if language not in label.texts] == []


def test_catalogs_are_chosen_by_language_and_script() -> None:
    assert set(catalogs()) == {"de", "zh_Hans"}
    assert messages("zh_CN") is messages("zh") is messages("zh-Hans-SG")
    assert messages("de_AT") is messages("de")
    for without in ("zh_TW", "zh_Hant", "en", "sv", "ar"):  # another script is another language to its reader
        assert messages(without).gettext("Sources") == "Sources", without


def test_words_of_one_spelling_are_told_apart_by_context() -> None:
    say = messages("zh_CN").pgettext
    assert say("InstrumentKind", "grant") == "财政补助"
    assert say("InvestmentInstrument", "grant") == "无偿资助"


def test_a_locale_holds_in_its_own_thread_only() -> None:
    said: dict[str, str] = {}
    ready = threading.Barrier(2)

    def speak(locale: str) -> None:
        with use_locale(locale):
            ready.wait(timeout=60)
            said[locale] = messages().gettext("Sources")
            ready.wait(timeout=60)

    threads = [threading.Thread(target=speak, args=(locale,)) for locale in ("zh_CN", "de")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {"zh_CN": "资料来源", "de": "Quellen"}
    assert current().language == "en"


def test_an_error_within_does_not_leave_a_language_behind() -> None:
    with pytest.raises(KeyError), use_locale("de"):
        raise KeyError
    assert current().language == "en"


@pytest.mark.parametrize("wrong", ["", "xx", "en_", "no such", "a" * 5000, 5, b"en", "C", "POSIX.UTF-8"])
def test_what_is_no_locale_is_refused(wrong: object) -> None:
    with pytest.raises(InputError, match="not a locale"):
        locale_of(wrong)  # type: ignore[arg-type]  # what a caller may get wrong


def test_the_locale_of_the_process_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "zh_CN.UTF-8")
    assert messages().gettext("Sources") == "Sources"
