"""`motcua sms TEXT`: what a text costs as SMS."""

import sys
from dataclasses import asdict

import typer

from vietnam.sms import costly, fold_sms, segments, split_parts
from vietnam.text import nfc
from webhooks.terminal import facts, out, print_json, table

app = typer.Typer(add_completion=False)


@app.command()
def sms(
    text: str = typer.Argument(help="Nội dung tin; dấu - để đọc từ đầu vào chuẩn."),
    as_json: bool = typer.Option(False, "--json", help="In JSON cho chương trình đọc."),
) -> None:
    """Bảng mã, số tin phải trả tiền, bản không dấu và những ký tự làm tin đắt lên."""
    given = nfc(sys.stdin.read().rstrip("\n") if text == "-" else text)
    plain = fold_sms(given)
    report = {
        "text": given,
        **_cost(given),
        "parts_text": split_parts(given),
        "costly": [{"char": char, "why": why} for char, why in costly(given)],
        "unaccented": {"text": plain, **_cost(plain)},
    }
    if as_json:
        print_json(report)
        return
    out().print(
        facts(
            "Nguyên văn",
            {"Bảng mã": report["encoding"], "Đơn vị": report["units"], "Số tin": report["segments"]},
        )
    )
    out().print(
        facts(
            "Không dấu", {"Nội dung": plain, "Đơn vị": segments(plain).units, "Số tin": segments(plain).parts}
        )
    )
    if costly(given):
        out().print(table("Ký tự làm tin đắt", ("Ký tự", "Vì sao"), costly(given)))


def _cost(text: str) -> dict[str, object]:
    cost = asdict(segments(text))
    return {"encoding": cost["encoding"], "units": cost["units"], "segments": cost["parts"]}
