"""The `motcua` command. Each family is a module of commands/, imported only when it is called, so that
help and small commands answer at once.

Exit codes: 0 all done, 1 a check failed or rows were refused, 2 wrong usage (docs/operations.md).
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

PROGRAM = "motcua"
DEBUG = "--debug"


@dataclass(frozen=True, kw_only=True)
class Family:
    """Where a command is defined, and the line that the overview of commands says about it."""

    module: str
    about: str


FAMILIES: Mapping[str, Family] = {
    "serve": Family(module="serve", about="Chạy máy chủ: trang chat, webhook, trang thử nghiệm"),
    "worker": Family(module="worker", about="Chạy tiến trình gửi tin và việc định kỳ"),
    "talk": Family(module="talk", about="Trò chuyện thử trên dòng lệnh, không gửi đi đâu"),
    "import": Family(module="importing", about="Nạp thủ tục, hồ sơ, đơn vị từ tệp; nạp tỉnh mẫu"),
    "export": Family(module="exporting", about="Xuất thủ tục, hồ sơ, đơn vị ra tệp"),
    "nlu": Family(module="nlu", about="Hiểu câu chữ: phân tích, đánh giá, huấn luyện"),
    "notices": Family(module="notices", about="Tin báo: xem trước, vì sao, chạy tay, gửi thử"),
    "tasks": Family(module="tasks", about="Việc cán bộ phải làm, trả lời yêu cầu của người dân"),
    "calls": Family(module="calls", about="Những người cần gọi điện, ghi kết quả cuộc gọi"),
    "report": Family(module="report", about="Số liệu của tháng, bản nội bộ và bản công bố"),
    "campaign": Family(module="campaign", about="Gửi một lời tới nhiều người: soạn, duyệt, dừng, xem"),
    "simulate": Family(module="simulate", about="Một ngày của một tỉnh, mô phỏng trên đồng hồ ảo"),
    "sms": Family(module="sms", about="Một tin SMS: bảng mã, số tin, bản không dấu"),
    "check": Family(module="check", about="Soát dữ liệu thủ tục, câu trả lời, lịch nghỉ, cấu hình"),
    "doctor": Family(module="doctor", about="Khám hệ thống đang chạy và chỉ việc cần làm"),
    "db": Family(module="db", about="Cơ sở dữ liệu"),
    "erase": Family(module="erase", about="Xóa dữ liệu gắn với một số điện thoại"),
}


class _Families(TyperGroup):
    """The overview is made of `FAMILIES`; only the command that is called is imported."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {name: TyperCommand(name, help=family.about) for name, family in FAMILIES.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        if name is not None:
            module = import_module(f"webhooks.commands.{FAMILIES[name].module}")
            command = typer.main.get_command(module.app)
            command.name = name
        return name, command, rest


app = typer.Typer(cls=_Families, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def motcua(
    debug: bool = typer.Option(False, DEBUG, help="Khi có lỗi, in đầy đủ chi tiết kỹ thuật."),
) -> None:
    """motcua: trợ lý một cửa, trả lời người dân qua tin nhắn.

    Mã thoát: 0 xong cả, 1 có dòng bị từ chối hoặc có mục không đạt, 2 gõ sai lệnh.
    """


def run(arguments: Sequence[str]) -> int:
    """Do a command line; the exit code. An operator's error is one line with what to do."""
    debug, rest = _take_debug(arguments)
    try:
        typer.main.get_command(app).main(args=rest, prog_name=PROGRAM)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    except Exception as error:
        if debug:
            raise
        # Imported now, so that what never fails never loads what it takes to explain.
        return int(import_module("webhooks.plain_errors").explain(error))
    return 0


def main() -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(run(sys.argv[1:]))


def _take_debug(arguments: Sequence[str]) -> tuple[bool, list[str]]:
    """`--debug` counts wherever it stands before a `--`."""
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    options = [argument for argument in arguments[:end] if argument != DEBUG]
    return len(options) < end, [*options, *arguments[end:]]
