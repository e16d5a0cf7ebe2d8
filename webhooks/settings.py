"""What an operator sets, from the environment or `.env`. Each channel declares its own in its own file."""

import os
import secrets
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

CHECKOUT = Path(__file__).resolve().parents[1]
ENV_FILE = CHECKOUT / ".env"
KEY_FILE = "data.key"

S = TypeVar("S", bound=BaseSettings)


class Settings(BaseSettings):
    """Everything that is not a channel's. An empty value counts as absent."""

    model_config = SettingsConfigDict(env_prefix="MOTCUA_", env_ignore_empty=True, extra="ignore")

    database_url: SecretStr | None = None
    data_dir: Path = Path("var")
    province: str = "51"
    lookup_without_proof: Literal["none", "coarse"] = "none"
    live: bool = False
    public_url: str | None = None
    hotline: str = "1022"
    feed_secret: SecretStr | None = None
    data_key: SecretStr | None = None

    @field_validator("data_dir")
    @classmethod
    def _against_the_checkout(cls, folder: Path) -> Path:
        return (CHECKOUT / folder).resolve()

    @field_validator("public_url")
    @classmethod
    def _without_slash(cls, url: str | None) -> str | None:
        return url.rstrip("/") if url else None


def from_environment(kind: type[S]) -> S:
    """Settings of one kind; the environment wins over `.env`. Raises pydantic's ValidationError."""
    return kind(_env_file=ENV_FILE)


def data_key(settings: Settings) -> bytes:
    """Key of digests in the database: the operator's, or one made once for this data directory."""
    if settings.data_key is not None:
        return settings.data_key.get_secret_value().encode()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    path = settings.data_dir / KEY_FILE
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    return path.read_text().strip().encode()


def _write_once(path: Path, key: str) -> None:
    """Complete from the moment it exists: of two processes that start at once, both read the first's key."""
    half = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key + "\n")
    try:
        os.link(half, path)
    except FileExistsError:
        pass
    finally:
        half.unlink()
