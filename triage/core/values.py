"""Classes with slots like those of `dataclasses`, whose methods are made when first needed.

The standard decorator compiles six methods for each class, about a millisecond; some seventy classes
would cost as much at every start as a tenth of Textual does. Most of those methods are never called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - to be imported from here
else:
    # The types are those of dataclasses; what is in here is not seen by who checks them.
    # ruff: noqa: ANN001, ANN002, ANN003, ANN201, ANN202, ANN204, ARG001, RUF063
    import dataclasses
    from functools import partial
    from operator import attrgetter
    from reprlib import recursive_repr

    def dataclass(*, slots, frozen=False):
        """Decorate a class as `dataclasses.dataclass(slots=True)` does; there are none without slots.

        Fields, defaults, ``__post_init__``, comparison, hash, `replace`, `fields` and pickling work
        alike; classes that inherit from another one of these, or that are ordered, do not.
        """
        if not slots:
            raise TypeError("only classes with slots")
        return partial(_decorated, frozen=frozen)

    def _decorated(cls, frozen):
        names = tuple(cls.__dict__.get("__annotations__", ()))
        inside = dict(cls.__dict__)
        defaults = {name: inside.pop(name) for name in names if name in inside}
        for name in ("__dict__", "__weakref__"):
            inside.pop(name, None)
        given = tuple(name for name in names if getattr(defaults.get(name), "init", True))
        inside.update(_SHARED, __slots__=names, __match_args__=given, __value_defaults__=defaults)
        if frozen:
            inside.update(_FROZEN)
        compared = [name for name in given if getattr(defaults.get(name), "compare", True)]
        inside["__value_of__"] = staticmethod(attrgetter(*compared))
        made = type(cls)(cls.__name__, cls.__bases__, inside)
        made.__qualname__ = cls.__qualname__
        return made

    def _init(self, *given, **named):
        """Make the real ``__init__`` of the class, which takes the place of this one, and call it."""
        cls = type(self)
        defaults = cls.__value_defaults__
        parameters, body, scope = [], [], {"_factory": _FACTORY}
        for name in cls.__match_args__:
            scope[f"_set_{name}"] = getattr(cls, name).__set__
            default = defaults.get(name, dataclasses.MISSING)
            value = name
            if isinstance(default, dataclasses.Field) and default.default_factory is dataclasses.MISSING:
                default = default.default
            elif isinstance(default, dataclasses.Field):
                scope[f"_make_{name}"] = default.default_factory
                default = _FACTORY
                value = f"_make_{name}() if {name} is _factory else {name}"
            if default is dataclasses.MISSING:
                parameters.append(name)
            else:
                scope[f"_default_{name}"] = default
                parameters.append(f"{name}=_default_{name}")
            body.append(f"    _set_{name}(self, {value})")
        for name in set(cls.__slots__).difference(cls.__match_args__):
            if defaults[name].default_factory is not dataclasses.MISSING:
                scope[f"_set_{name}"] = getattr(cls, name).__set__
                scope[f"_make_{name}"] = defaults[name].default_factory
                body.append(f"    _set_{name}(self, _make_{name}())")
        if hasattr(cls, "__post_init__"):
            body.append("    self.__post_init__()")
        lines = [f"def __init__(self, {', '.join(parameters)}):", *(body or ["    pass"])]
        exec("\n".join(lines), scope)  # of the names of a class of ours, as dataclasses does
        made = scope["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        cls.__init__ = made
        made(self, *given, **named)

    def _equal(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self is other or self.__value_of__(self) == self.__value_of__(other)

    def _hash(self):
        return hash(self.__value_of__(self))

    @recursive_repr()
    def _repr(self):
        names = [
            name for name in self.__match_args__ if getattr(self.__value_defaults__.get(name), "repr", True)
        ]
        inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({inside})"

    def _set(self, name, value):
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def _delete(self, name):
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def _reduce(self):
        return type(self), tuple([getattr(self, name) for name in self.__match_args__])

    class _Fields:
        """What `dataclasses` knows the fields of a class by, made when it asks."""

        def __get__(self, _, cls):
            defaults = cls.__value_defaults__
            fields = [
                (name, object, *([defaults[name]] if name in defaults else [])) for name in cls.__match_args__
            ]
            found = dataclasses.make_dataclass(cls.__name__, fields).__dataclass_fields__
            cls.__dataclass_fields__ = found
            return found

    _FACTORY = object()
    _SHARED = {
        "__init__": _init,
        "__eq__": _equal,
        "__hash__": None,
        "__repr__": _repr,
        "__reduce__": _reduce,
        "__dataclass_fields__": _Fields(),
    }
    _FROZEN = {"__hash__": _hash, "__setattr__": _set, "__delattr__": _delete}
