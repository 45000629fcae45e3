"""Nodes are ordered by a text, which is the same in every program that joins the same sidecars."""

from __future__ import annotations

import pytest

from triage.core.node import NO_EXTRA, Node, Plain, comparable


def test_the_text_that_orders_nodes_is_the_same_in_every_version_of_the_program() -> None:
    node: Node = {"b": ("1", Plain("2")), "a": "it's", "c": {}, "d": ((), "x")}
    assert comparable(node) == """{'a':q"it's",'b':[q'1',p'2'],'c':{},'d':[[],q'x']}"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", Plain("1")),
        (("a", "b"), ("a,b",)),
        (("a",), "a"),
        (("a", ("b",)), (("a", "b"),)),
        ({"a": "b"}, {"a": Plain("b")}),
        ({}, ()),
    ],
)
def test_what_differs_has_another_text(one: Node, other: Node) -> None:
    assert comparable(one) != comparable(other)


def test_the_order_of_keys_does_not_count() -> None:
    assert comparable({"a": "1", "b": "2"}) == comparable({"b": "2", "a": "1"})


def test_where_there_are_no_unknown_keys_there_is_an_empty_mapping() -> None:
    assert NO_EXTRA == {}
