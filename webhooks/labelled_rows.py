"""Files of labelled text, one JSON object a line: what is wrong with one is said with its line and field."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import orjson

from knowledge.dossiers.fileformat import open_bytes
from webhooks.terminal import OperatorError

_BOM: Final = b"\xef\xbb\xbf"
"""What Notepad and Excel put before UTF-8; in the middle too, where files were joined."""


def rows_of(file: Path, shape: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number of the line and its object. `shape` is shown where a line has another one, or none is there."""
    empty = True
    try:
        with open_bytes(file) as lines:
            for number, line in enumerate(lines, start=1):
                if told := line.removeprefix(_BOM).strip():
                    empty = False
                    yield number, _object(told, f"{file.name}, dòng {number}", shape)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise OperatorError(f"{file.name}: tệp nén hỏng", "nén lại bằng gzip") from error
    if empty:
        raise OperatorError(f"{file.name}: không có câu nào", shape)


def _object(line: bytes, where: str, shape: str) -> dict[str, Any]:
    try:
        line.decode()
    except UnicodeDecodeError as error:
        raise OperatorError(f"{where}: không phải UTF-8", "lưu lại tệp dạng UTF-8") from error
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise OperatorError(f"{where}: không phải JSON (ký tự thứ {error.colno})", shape) from error
    if not isinstance(row, dict):
        raise OperatorError(f"{where}: không phải một đối tượng JSON", shape)
    return row
