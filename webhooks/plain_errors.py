"""Errors in words for the person at the keyboard: what is wrong, what to do, one exit code."""

import errno
import sys

from pydantic import ValidationError
from pydantic_settings import BaseSettings
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import WordingError
from db.embedded import EmbeddedServerError
from knowledge.dossiers.fileformat import UnknownFormatError
from knowledge.procedures.shipped import ShippedFileError
from webhooks.terminal import OperatorError, UsageError

FAILED = 1
USAGE = 2
FIX_SETTINGS = "sửa biến môi trường hoặc tệp .env"


def explain(error: Exception) -> int:
    """Say it on standard error; the exit code."""
    what, todo = in_plain_words(error)
    sys.stderr.write(f"Lỗi: {what}\n" + (f"Việc cần làm: {todo}\n" if todo else ""))
    return USAGE if isinstance(error, UsageError | UnknownFormatError) else FAILED


def in_plain_words(error: BaseException) -> tuple[str, str]:
    """What is wrong, and what to do about it ("" when the first says it). Quotes no value of a setting
    and no row of the database."""
    match error:
        case BaseExceptionGroup():
            return in_plain_words(error.exceptions[0])
        case OperatorError():
            return error.what, error.todo
        case ValidationError():
            return f"cấu hình không hợp lệ: {settings_problems(error)}", FIX_SETTINGS
        case EmbeddedServerError():
            return f"không khởi động được PostgreSQL đi kèm: {error}", "chạy motcua doctor để xem chi tiết"
        case UnknownFormatError():
            return str(error), ""
        case WordingError() | ShippedFileError():
            return str(error), "chạy motcua check để xem mọi lỗi của dữ liệu đi kèm"
        case FileNotFoundError() | PermissionError() | IsADirectoryError() if error.filename:
            return f"{error.strerror}: {error.filename}", "kiểm tra đường dẫn và quyền của tệp"
        case OSError() if error.errno == errno.EADDRINUSE:
            return "cổng này đang có chương trình khác dùng", "dừng chương trình đó, hoặc chọn --port khác"
        case ValueError() if str(error).startswith("MOTCUA_"):
            return f"cấu hình không hợp lệ: {error}", FIX_SETTINGS
        case SQLAlchemyError() | OSError():
            return f"cơ sở dữ liệu hoặc mạng: {_kind(error)}", "kiểm tra MOTCUA_DATABASE_URL; motcua doctor"
        case _:
            return (
                f"không lường trước: {_kind(error)}",
                "chạy lại với --debug và gửi chi tiết cho nhóm phát triển",
            )


def settings_problems(error: ValidationError) -> str:
    """Names of the settings that are wrong, without what they hold."""
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    prefix = _prefix(error.title)
    return "; ".join(f"{prefix}{_name(problem['loc'])}: {_message(problem['msg'])}" for problem in problems)


def _message(words: str) -> str:
    return words.removeprefix("Value error, ")


def _prefix(kind: str) -> str:
    """Of the settings class by its name, which is all that the error knows."""
    for known in BaseSettings.__subclasses__():
        if known.__name__ == kind:
            return known.model_config.get("env_prefix", "")
    return ""


def _name(place: tuple[int | str, ...]) -> str:
    return "_".join(str(part) for part in place).upper()


def _kind(error: BaseException) -> str:
    """Kind only: a database's own words quote rows, and addresses hold passwords."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return type(cause.__cause__ or cause).__name__
