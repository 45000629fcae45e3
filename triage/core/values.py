"""Classes with slots like those of `dataclasses`, whose methods are made when first needed.

The standard decorator compiles six methods for each class, about a millisecond; some seventy classes
would cost as much at every start as a tenth of Textual does. Most of those methods are never called, and
of most classes only a few values are ever made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # ruff: noqa: PLC0414 - to be imported from here
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:
    # The types are those of dataclasses; what is in here is not seen by who checks them.
    # ruff: noqa: ANN001, ANN002, ANN003, ANN201, ANN202, ANN204, ARG001, RUF063
    import dataclasses
    from functools import cache, partial
    from operator import attrgetter
    from reprlib import recursive_repr

    _FEW = 100
    """Values of a class up to which it takes longer to compile what sets their fields."""

    def dataclass(*, slots, frozen=False):
        """Decorate a class as `dataclasses.dataclass(slots=True)` does; there are none without slots.

        Fields, defaults, ``__post_init__``, comparison, hash, `replace`, `fields` and pickling work
        alike; classes that inherit from another one of these, or that are ordered, do not.
        """
        if not slots:
            raise TypeError("only classes with slots")
        return partial(_decorated, frozen=frozen)

    def replace(value, /, **changes):
        """Return `value` with other fields, as `dataclasses.replace` does, in a fifth of its time.

        A key makes a dozen new values of old ones.
        """
        fields = [
            changes.pop(name) if name in changes else getattr(value, name) for name in value.__match_args__
        ]
        if changes:
            raise TypeError(f"no such field: {', '.join(changes)}")
        return type(value)(*fields)

    def _decorated(cls, frozen):
        names = tuple(cls.__dict__.get("__annotations__", ()))
        inside = dict(cls.__dict__)
        defaults = {name: inside.pop(name) for name in names if name in inside}
        for name in ("__dict__", "__weakref__"):
            inside.pop(name, None)
        given = tuple(name for name in names if getattr(defaults.get(name), "init", True))
        inside.update(
            _SHARED, __slots__=names, __match_args__=given, __value_defaults__=defaults, __values_made__=0
        )
        if frozen:
            inside.update(_FROZEN)
        compared = [name for name in given if getattr(defaults.get(name), "compare", True)]
        inside["__value_of__"] = staticmethod(attrgetter(*compared))
        made = type(cls)(cls.__name__, cls.__bases__, inside)
        made.__qualname__ = cls.__qualname__
        return made

    def _init(self, *given, **named):
        """Set the fields one by one; for many values put the real ``__init__`` in the place of this one."""
        cls = type(self)
        cls.__values_made__ += 1
        if cls.__values_made__ > _FEW or not _filled(self, given, named):
            cls.__init__ = _as_usual(cls).__init__
            cls.__init__(self, *given, **named)

    def _filled(value, given, named):
        """Set the fields of a value; return False where these words are not for its class."""
        names, defaults = value.__match_args__, value.__value_defaults__
        fields = dict(zip(names, given, strict=False))
        fields.update(named)
        if len(fields) != len(given) + len(named) or not fields.keys() <= set(names):
            return False
        for name in value.__slots__:
            if name not in fields:
                default = defaults.get(name, dataclasses.MISSING)
                if isinstance(default, dataclasses.Field):
                    factory, is_given = default.default_factory, default.init
                    default = default.default if factory is dataclasses.MISSING else factory()
                    if default is dataclasses.MISSING and not is_given:
                        continue  # set afterwards
                if default is dataclasses.MISSING:
                    return False
                fields[name] = default
            object.__setattr__(value, name, fields[name])
        if hasattr(value, "__post_init__"):
            value.__post_init__()
        return True

    @cache
    def _as_usual(cls):
        """Return a class by `dataclasses` with the same fields, for its methods."""
        defaults = cls.__value_defaults__
        fields = [(name, object, *([defaults[name]] if name in defaults else [])) for name in cls.__slots__]
        inside = {"__post_init__": cls.__post_init__} if hasattr(cls, "__post_init__") else {}
        return dataclasses.make_dataclass(
            cls.__name__, fields, namespace=inside, repr=False, eq=False, frozen=True
        )

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
            found = {
                name: each
                for name, each in _as_usual(cls).__dataclass_fields__.items()
                if name in cls.__match_args__
            }
            cls.__dataclass_fields__ = found
            return found

    _SHARED = {
        "__init__": _init,
        "__eq__": _equal,
        "__hash__": None,
        "__repr__": _repr,
        "__reduce__": _reduce,
        "__dataclass_fields__": _Fields(),
    }
    _FROZEN = {"__hash__": _hash, "__setattr__": _set, "__delattr__": _delete}
