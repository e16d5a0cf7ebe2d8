"""JSON Lines, plain or gzipped: one object a line, UTF-8."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import orjson

from knowledge.dossiers.fileformat import FileFormat, Row, create_bytes, open_bytes
from knowledge.dossiers.refusal import Refusal

_BOM = b"\xef\xbb\xbf"


def read(path: Path) -> Iterator[Row]:
    number = 0
    with open_bytes(path) as file:
        try:
            for number, line in enumerate(file, start=1):
                if bare := line.removeprefix(_BOM).strip():
                    yield number, _object(number, bare)
        except (EOFError, OSError, zlib.error):
            yield number + 1, Refusal(row=number + 1, field="", reason="tệp nén bị hỏng hoặc bị cắt ngang")


def write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    with create_bytes(path) as file:
        for row in rows:
            file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))


def _object(number: int, line: bytes) -> Mapping[str, object] | Refusal:
    try:
        value = orjson.loads(line.decode())
    except UnicodeDecodeError:
        return Refusal(row=number, field="", reason="có ký tự không phải UTF-8")
    except orjson.JSONDecodeError:
        return Refusal(row=number, field="", reason="không phải JSON đúng cú pháp")
    if not isinstance(value, dict):
        return Refusal(row=number, field="", reason="mỗi dòng phải là một đối tượng { … }")
    return value


FORMAT = FileFormat(suffixes=(".jsonl", ".jsonl.gz"), flat=False, read=read, write=write)
