"""Settings of the contract, and the data key."""

import stat
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from webhooks.channels.sms_http import SmsHttpSettings
from webhooks.channels.telegram import TelegramSettings
from webhooks.channels.zalo_oa import ZaloOaSettings
from webhooks.settings import CHECKOUT, Settings, data_key


def test_defaults() -> None:
    settings = Settings()
    assert settings.data_dir == CHECKOUT / "var"
    assert (settings.live, settings.province, settings.lookup_without_proof) == (False, "51", "none")


def test_names_of_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "DATABASE_URL": "postgresql://h/d", "DATA_DIR": "elsewhere", "LOOKUP_WITHOUT_PROOF": "coarse",
        "LIVE": "1", "PROVINCE": "46", "PUBLIC_URL": "https://a.example.test/", "FEED_SECRET": "f",
        "DATA_KEY": "k", "ZALO_OA_APP_ID": "1", "ZALO_OA_OA_SECRET": "s", "ZALO_OA_ACCESS_TOKEN": "t",
        "ZALO_OA_API_BASE": "http://z", "TELEGRAM_TOKEN": "t", "TELEGRAM_SECRET": "s",
        "TELEGRAM_API_BASE": "http://t", "SMS_HTTP_KIND": "kannel", "SMS_HTTP_URL": "http://k",
        "SMS_HTTP_SOURCE": "8088", "SMS_HTTP_SECRET": "s",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"MOTCUA_{name}", value)
    settings = Settings()
    assert settings.data_dir == CHECKOUT / "elsewhere"
    assert (settings.live, settings.province, settings.lookup_without_proof) == (True, "46", "coarse")
    assert settings.public_url == "https://a.example.test"
    assert data_key(settings) == b"k"
    zalo, telegram, sms = ZaloOaSettings(), TelegramSettings(), SmsHttpSettings()
    assert (zalo.app_id, zalo.api_base) == ("1", "http://z")
    assert telegram.api_base == "http://t"
    assert (sms.kind, sms.url, sms.source) == ("kannel", "http://k", "8088")


def test_an_empty_value_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_LIVE", "")
    monkeypatch.setenv("MOTCUA_DATABASE_URL", "")
    assert Settings().live is False
    assert Settings().database_url is None


def test_secrets_are_not_printed() -> None:
    printed = repr(
        Settings(feed_secret=SecretStr("abc-secret"), database_url=SecretStr("postgresql://u:abc-secret@h"))
    )
    assert "abc-secret" not in printed


def test_a_secret_that_a_url_would_change_is_refused() -> None:
    with pytest.raises(ValidationError, match="MOTCUA_SMS_HTTP_SECRET"):
        SmsHttpSettings(secret=SecretStr("a&b"))


def test_a_key_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "var")
    key = data_key(settings)
    assert len(key) == 64
    assert data_key(settings) == key
    (file,) = (tmp_path / "var").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert data_key(Settings(data_dir=tmp_path / "other")) != key
