"""/docs: Swagger UI over our own description of our addresses, from files of this machine, which
fastapi-offline brings. FastAPI's own page loads them from a host that sees who reads it."""

from functools import cache
from importlib.metadata import version
from importlib.resources import files

from console.assets import Asset, asset

PACKAGE = "fastapi-offline"
NAMES = ("swagger-ui-bundle.js", "swagger-ui.css")


def folder() -> str:
    """In place of a version of our own files: what stands under it never changes."""
    return f"swagger-{version(PACKAGE)}"


@cache
def file(name: str) -> Asset | None:
    """Read and packed when it is first asked for: most servers are never asked."""
    if name not in NAMES:
        return None
    return asset(name, (files("fastapi_offline") / "static" / name).read_bytes())
