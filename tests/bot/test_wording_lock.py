"""Words do not change under a version that has been given to them."""

from pathlib import Path

import pytest

from tests.bot.wording_lock import ACCEPT, Locked, read_lock, read_words, unlocked, unraised, write_lock

LOCK = {"ready": Locked(2, "aa"), "survey": Locked(1, "bb")}


def test_words_have_the_version_that_was_given_to_them() -> None:
    lock, words = read_lock(), read_words()
    assert not unraised(lock, words), "raise `version` in these files of bot/wording/"
    assert not unlocked(lock, words), f"new words: {ACCEPT}"


@pytest.mark.parametrize(
    ("ready", "without_version", "to_accept"),
    [
        pytest.param(Locked(2, "aa"), [], [], id="the same"),
        pytest.param(Locked(2, "cc"), ["ready"], ["ready"], id="other words, same version"),
        pytest.param(Locked(3, "cc"), [], ["ready"], id="other words, next version"),
        pytest.param(Locked(1, "aa"), ["ready"], ["ready"], id="an older version"),
        pytest.param(None, [], ["ready"], id="a file that is gone"),
    ],
)
def test_what_changed(ready: Locked | None, without_version: list[str], to_accept: list[str]) -> None:
    words = {"survey": LOCK["survey"]} | ({} if ready is None else {"ready": ready})
    assert unraised(LOCK, words) == without_version
    assert unlocked(LOCK, words) == to_accept


def test_only_words_count(tmp_path: Path) -> None:
    file = tmp_path / "ready.vi.toml"

    def digest(text: str) -> str:
        file.write_text(text, encoding="utf-8")
        return read_words(tmp_path)["ready"].digest

    first = digest('version = 1\n[told]\nchat = "Đã có kết quả."\n')
    assert digest('version = 2\n\n# Why.\n[told]\nchat = """\\\nĐã có kết quả."""\n') == first
    assert digest('version = 1\n[told]\nchat = "Có kết quả."\n') != first


def test_the_lock_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_lock(LOCK, tmp_path / "lock.json")
    assert read_lock(tmp_path / "lock.json") == LOCK
