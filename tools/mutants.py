"""Change the code a detail at a time, and say which changes no test sees.

``python tools/mutants.py cityinnov.values cityinnov.metrics.growth`` names packages or modules; `make mutants` runs it.
mutmut makes the mutants; here they are run. pytest reads the tests once, and each mutant is tried in a fork of that
process, which runs the tests that reach the changed function, those of the module's own name first and the quickest
first, and ends at the first that fails. Collecting the tests anew for each of ten thousand mutants would take a day.

What survives is compared with `tests/survivors/`, where each survivor that is to stand is listed with its reason, in a
file for each module; what is not listed there is printed as it would be.
What a `raise` says is tried only with ``--words``: a test says which error is raised, and not each word of it.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import gc
import json
import os
import resource
import shutil
import signal
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from mutmut.mutation import trampoline
from mutmut.mutation.file_mutation import mutate_file_contents

ROOT = Path(__file__).parent.parent
TREE = ROOT / "mutants"
PARTS = ("src", "tests", "docs", "benchmarks", "README.md", "pyproject.toml")
TESTS = ("tests/values", "tests/metrics")
LISTED = ROOT / "tests" / "survivors"
LAST = TREE / "survived.json"
LONGEST = 1.0  # seconds: a test that takes more is left out, for it would be run for thousands of mutants
TOO_LONG = 3  # how a process ends that met such a test
MEMORY = 6 << 30  # bytes, so that a mutant that grows without end fails
KILLED, SURVIVED, UNREACHED = "killed", "survived", "reached by no test"


@dataclass(frozen=True)
class Mutant:
    """One change of one function. The numbers in mutmut's names move with every edit; the changed lines stay."""

    function: str  # the one that mutmut made, `cityinnov.values.bounds.xǁBoundsǁmid__mutmut_3`
    was: str
    becomes: str
    in_raise: bool

    @property
    def module(self) -> str:
        """The module within the package, `values.bounds`."""
        return self.function.rpartition(".")[0].removeprefix("cityinnov.")

    @property
    def key(self) -> tuple[str, str, str]:
        """What names it in the list of survivors: the function, `values.bounds.Bounds.mid`, and the change."""
        name = self.function.partition("__mutmut_")[0].rpartition(".")[2]
        written = name[2:] if name.startswith("x_") else name[1:].strip("ǁ").replace("ǁ", ".")
        return f"{self.module}.{written}", self.was, self.becomes


def made(patterns: list[str]) -> list[Mutant]:
    """Copy the project and put the mutants into the modules asked for."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.rmtree(TREE / part, ignore_errors=True)
            shutil.copytree(ROOT / part, TREE / part)
        else:
            shutil.copy(ROOT / part, TREE / part)
    mutants: list[Mutant] = []
    for path in sorted((TREE / "src").rglob("*.py")):
        module = ".".join(path.relative_to(TREE / "src").with_suffix("").parts).removesuffix(".__init__")
        if any(f"{module}.".startswith(f"{pattern}.") for pattern in patterns):
            code = mutate_file_contents(str(path), path.read_text()).code
            path.write_text(code)
            mutants.extend(changes(module, code))
    return mutants


def changes(module: str, code: str) -> Iterator[Mutant]:
    """Set each mutated function beside its original."""
    lines = code.splitlines()
    functions = {node.name: node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)}
    written = {
        name: [line.replace(name, "") for line in lines[node.lineno - 1 : node.end_lineno]]
        for name, node in functions.items()
        if "__mutmut_" in name
    }
    for name, after in written.items():
        original = f"{name.partition('__mutmut_')[0]}__mutmut_orig"
        if name == original:
            continue
        told = list(difflib.unified_diff(written[original], after, n=0, lineterm=""))[2:]
        first = int(told[0].split()[1].lstrip("-").partition(",")[0])  # counted from the line of `def`, which is 1
        node = functions[original]
        raises = [inner for inner in ast.walk(node) if isinstance(inner, ast.Raise)]
        yield Mutant(
            f"{module}.{name}",
            "\n".join(line[1:].strip() for line in told if line[0] == "-"),
            "\n".join(line[1:].strip() for line in told if line[0] == "+"),
            any(raised.lineno <= node.lineno + first - 1 <= (raised.end_lineno or 0) for raised in raises),
        )


class Forks:
    """A pytest plugin: in place of running the tests once, run them for each mutant in forks of this process."""

    def __init__(self, mutants: list[Mutant], children: int, budget: float) -> None:
        self.mutants, self.children, self.budget = mutants, children, budget
        self.fates: dict[Mutant, str] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which tests reach what, then try the mutants."""
        items = {item.nodeid: item for item in session.items}
        seconds, reached = learnt(items, self.children)
        gc.freeze()  # so that a child copies less of this process
        running: dict[int, Mutant] = {}
        for mutant in self.mutants:
            function = mutant.function.partition("__mutmut_")[0]
            own = f"test_{function.split('.')[-2].lstrip('_')}"
            tests = sorted(reached.get(function, ()), key=lambda test: (own not in test, seconds[test]))
            spent = accumulate(seconds[test] for test in tests)
            tests = [test for test, so_far in zip(tests, spent, strict=True) if so_far <= self.budget] or tests[:1]
            if not tests:
                self.told(mutant, UNREACHED)
                continue
            if len(running) == self.children:
                self.wait(running)
            child = os.fork()
            if not child:
                allowed = 4 + int(4 * sum(seconds[test] for test in tests))
                tried(mutant, [items[test] for test in tests], allowed)
            running[child] = mutant
        while running:
            self.wait(running)
        return True

    def wait(self, running: dict[int, Mutant]) -> None:
        """Take the end of one child: whatever is not a clean end is a mutant seen."""
        child, status = os.wait()
        self.told(running.pop(child), KILLED if os.waitstatus_to_exitcode(status) else SURVIVED)

    def told(self, mutant: Mutant, fate: str) -> None:
        """Keep what became of a mutant, on disk too, as a run may be ended before its end."""
        self.fates[mutant] = fate
        if fate != KILLED or len(self.fates) == len(self.mutants):  # at the end too: perhaps none survived
            LAST.write_text(json.dumps([m.key for m, f in self.fates.items() if f != KILLED], indent=1))
        if len(self.fates) % 500 == 0:
            print(f"{len(self.fates)} of {len(self.mutants)}: {summary(self.fates)}", file=sys.__stdout__, flush=True)


def kept(mutants: dict[str, Any], is_classmethod: bool = False) -> Callable[[FunctionType], FunctionType]:
    """In place of mutmut's trampoline, which asks at each call which mutant to run: a function stays what it is."""

    def keep(function: FunctionType) -> FunctionType:
        FUNCTIONS.append((function, mutants))
        return function

    return keep


# What the mutated modules hold, gathered as they are imported: each function, and its mutants by their names.
FUNCTIONS: list[tuple[FunctionType, dict[str, Any]]] = []
trampoline.wrap_in_trampoline = kept  # type: ignore[assignment]


def activate(mutant: Mutant) -> None:
    """Make a mutant the code that runs."""
    module, _, name = mutant.function.rpartition(".")
    for function, mutants in FUNCTIONS:
        if function.__module__ == module and name in mutants:
            made = getattr(mutants[name], "__func__", mutants[name])  # of a class method
            function.__code__ = made.__code__
            function.__defaults__, function.__kwdefaults__ = made.__defaults__, made.__kwdefaults__
            return
    raise LookupError(mutant.function)


def learnt(items: dict[str, pytest.Item], children: int) -> tuple[dict[str, float], dict[str, list[str]]]:
    """How long each test takes and which functions it reaches; learnt in forks, so that no cache is warm here."""
    seconds: dict[str, float] = {}
    reached: dict[str, list[str]] = defaultdict(list)
    shares = {TREE / f"learnt-{number}.jsonl": [*items][number::children] for number in range(children)}
    running: dict[int, Path] = {}
    for path in shares:
        path.unlink(missing_ok=True)
    while shares or running:
        for path in shares.keys() - set(running.values()):
            child = os.fork()
            if not child:
                learn([items[test] for test in shares[path]], path)
            running[child] = path
        child, status = os.wait()
        path, code = running.pop(child), os.waitstatus_to_exitcode(status)
        if code not in (0, TOO_LONG):
            raise SystemExit(f"a test fails without any mutant, or its process ended with {code}")
        told = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
        path.unlink(missing_ok=True)
        for test, took, functions in told:
            seconds[test] = took
            for function in functions:
                reached[function].append(test)
        rest = shares[path][len(told) + 1 :]  # without the one that took too long
        if code == TOO_LONG and rest:
            shares[path] = rest
        else:
            del shares[path]
    return seconds, reached


def learn(tests: list[pytest.Item], path: Path) -> None:
    """In a child: run tests one after the other, and end at the first that takes too long."""
    names = {
        id(function.__code__): f"{function.__module__}.{max(mutants, key=len).partition('__mutmut_')[0]}"
        for function, mutants in FUNCTIONS
    }
    hits: set[int] = set()

    def failed(failure: str) -> None:
        print(failure, file=sys.__stdout__, flush=True)
        os._exit(1)

    tests[0].config.pluginmanager.register(Judge(failed))
    signal.signal(signal.SIGVTALRM, lambda *_: os._exit(TOO_LONG))
    with path.open("w") as told:
        for test in tests:
            hits.clear()
            signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
            begun = time.process_time()
            sys.setprofile(lambda frame, event, argument: hits.add(id(frame.f_code)))
            test.config.hook.pytest_runtest_protocol(item=test, nextitem=None)
            sys.setprofile(None)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            functions = [names[code] for code in hits & names.keys()]
            print(json.dumps([test.nodeid, time.process_time() - begun, functions]), file=told, flush=True)
    os._exit(0)


class Judge:
    """A pytest plugin: a failure is told before its traceback is set out, which takes longer than the test."""

    def __init__(self, told: Callable[[str], None]) -> None:
        self.told = told

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Whatever ends a test but a skip is a failure."""
        if call.excinfo and not call.excinfo.errisinstance(pytest.skip.Exception):
            self.told(f"{item.nodeid}: {call.excinfo.exconly()}")


def tried(mutant: Mutant, tests: list[Any], allowed: int) -> None:
    """In a child: run the tests against a mutant, and end with 0 where none of them sees it."""
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, allowed + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(allowed * 10)  # a mutant may also wait for what never comes
    activate(mutant)
    tests[0].config.pluginmanager.register(Judge(lambda failure: os._exit(1)))
    for item in tests:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
    os._exit(0)


def summary(fates: dict[Mutant, str]) -> str:
    """How many met which fate."""
    return ", ".join(f"{count} {fate}" for fate, count in Counter(fates.values()).most_common())


def listed(module: str) -> set[tuple[str, str, str]]:
    """The survivors of a module that are to stand."""
    path = LISTED / f"{module}.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["survivor"] if path.exists() else []
    return {(f"{module}.{entry['in']}", entry["was"], becomes) for entry in entries for becomes in entry["becomes"]}


def compared(fates: dict[Mutant, str], mutants: list[Mutant]) -> bool:
    """Print what survives unlisted, as it would be listed, and what is listed but seen by a test or gone."""
    clean = True
    survived = {mutant.key for mutant, fate in fates.items() if fate != KILLED}
    seen = {mutant.key for mutant in fates} - survived
    for module in dict.fromkeys(mutant.module for mutant in mutants):
        known = listed(module)
        there = {mutant.key for mutant in mutants if mutant.module == module}
        for key in sorted(survived & there - known):
            clean = False
            where, was, becomes = (json.dumps(part, ensure_ascii=False) for part in key)
            where = where.replace(f"{module}.", "")
            print(f'\n# {module}.toml\n[[survivor]]\nin = {where}\nwas = {was}\nbecomes = [{becomes}]\nwhy = ""')
        for key in sorted(known & seen):
            print(f"\n# {module}.toml: a test sees this now\n# {key}")
        for key in sorted(known - there):
            print(f"\n# {module}.toml: the code has no such change any more\n# {key}")
    return clean


def main() -> None:
    """Make, run, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="+", help="packages or modules, as they are imported")
    parser.add_argument("--children", type=int, default=os.cpu_count() or 1, help="how many run at a time")
    parser.add_argument("--budget", type=float, default=30, help="seconds of tests for each mutant")
    parser.add_argument("--words", action="store_true", help="try what a `raise` says too")
    parser.add_argument("--again", action="store_true", help="only what survived the last run")
    asked = parser.parse_args()
    os.environ.setdefault("HYPOTHESIS_PROFILE", "mutants")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a fork of a process with threads may wait for them for ever
    last = {tuple(key) for key in json.loads(LAST.read_text())} if asked.again else set()
    mutants = made(asked.modules)
    chosen = [m for m in mutants if (asked.words or not m.in_raise) and (not asked.again or m.key in last)]
    print(f"{len(chosen)} of {len(mutants)} mutants are tried", flush=True)
    os.chdir(TREE)
    sys.path.insert(0, str(TREE / "src"))
    forks = Forks(chosen, asked.children, asked.budget)
    options = ["-p", "no:terminal", "-p", "no:xdist", "-p", "no:benchmark", "--rootdir=.", "--capture=sys"]
    pytest.main([*options, *TESTS], plugins=[forks])
    print(summary(forks.fates))
    sys.exit(not compared(forks.fates, mutants))


if __name__ == "__main__":
    main()
