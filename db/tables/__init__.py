"""One module a room. All are imported here, so that `metadata` is complete once one of them is used."""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)
