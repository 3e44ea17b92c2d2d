"""Expressions that are compiled on demand: what `re.compile` gives, and none of them wrong."""

import importlib
import pkgutil
import re

import pytest

import graph.extraction
import graph.values
from graph.values.patterns import on_demand


def test_it_is_what_compiling_gives():
    early, late = re.compile("(?P<word>heat)", re.IGNORECASE), on_demand("(?P<word>heat)", re.I)
    assert late.pattern == early.pattern
    assert late.groupindex == early.groupindex
    assert late.sub("cold", "A HEAT, heat") == early.sub("cold", "A HEAT, heat")
    assert [m.span("word") for m in late.finditer("Heat heat")] == [(0, 4), (5, 9)]


def test_nothing_is_compiled_before_it_is_asked():
    late = on_demand("(")
    with pytest.raises(re.error):
        late.match("(")


@pytest.mark.parametrize("package", [graph.extraction, graph.values], ids=lambda p: p.__name__)
def test_all_can_be_compiled(package):
    modules = [
        importlib.import_module(f"{package.__name__}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
    ]
    patterns = {
        id(value): value
        for module in modules
        for value in vars(module).values()
        if type(value).__name__ == "_OnDemand"
    }
    assert len(patterns) > 20
    for pattern in patterns.values():
        assert isinstance(re.compile(pattern.pattern, pattern.flags), re.Pattern)
