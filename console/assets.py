"""Files of the pages, read once: small, compressed, and named by their content so that phones keep them."""

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
# Not left to the machine's own table of types: a module with a wrong type is refused by every browser.
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, kw_only=True)
class Asset:
    media_type: str
    body: bytes
    packed: bytes
    """The same, gzipped."""


@dataclass(frozen=True, kw_only=True)
class Assets:
    """`version` changes with any byte of any file and stands in every address, so an address never
    changes what it gives. Modules import each other by relative names and so stay in one version."""

    version: str
    files: dict[str, Asset]

    @property
    def base(self) -> str:
        return f"/static/{self.version}"


def read_assets(folder: Path = FOLDER) -> Assets:
    paths = sorted(path for path in folder.iterdir() if path.suffix in TYPES)
    files = {path.name: asset(path.name, path.read_bytes()) for path in paths}
    digest = hashlib.sha256()
    for name, one in files.items():
        digest.update(name.encode() + b"\0" + one.body + b"\0")
    return Assets(version=digest.hexdigest()[:12], files=files)


def packed(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=9, mtime=0)


def asset(name: str, body: bytes) -> Asset:
    return Asset(media_type=TYPES[Path(name).suffix], body=body, packed=packed(body))
