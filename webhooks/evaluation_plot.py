"""Two plots of an evaluation as SVG: how much is answered at what price, and whether sure means right."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final

from nlu.judging.certainty import Certainty
from nlu.judging.evaluate import Evaluation

WIDTH: Final = 640
HEIGHT: Final = 420
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 40, 56
LINE: Final = "#0b5cad"
MARK: Final = "#b3261e"
GRID: Final = "#d8dde3"
INK: Final = "#1b1f24"


def write_plots(evaluation: Evaluation, folder: Path) -> list[Path]:
    """`<what>-coverage.svg` and `<what>-reliability.svg` for intents and procedures; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = {
        "intents": ("Ý định", evaluation.intent_certainty),
        "procedures": ("Thủ tục", evaluation.procedure_certainty),
    }
    written = []
    for name, (title, certainty) in parts.items():
        if certainty.count:
            for kind, drawn in {
                "coverage": coverage_plot(title, certainty),
                "reliability": reliability_plot(title, certainty),
            }.items():
                file = folder / f"{name}-{kind}.svg"
                file.write_text(drawn, encoding="utf-8")
                written.append(file)
    return written


def coverage_plot(title: str, certainty: Certainty) -> str:
    """Share answered across, share of these that is right upward; a ring where production stands."""
    low = _floor(point.accuracy for point in (*certainty.curve, certainty.production))
    here = certainty.production
    told = (
        f"Trên {certainty.count} tin: trả lời thẳng {_percent(here.coverage)}, "
        f"đúng {_percent(here.accuracy)}; nếu trả lời tất cả, đúng {_percent(certainty.curve[-1].accuracy)}."
    )
    points = " ".join(
        f"{_x(point.coverage):.1f},{_y(point.accuracy, low):.1f}" for point in certainty.curve
    )  # fmt: skip
    x, y = _x(here.coverage), _y(here.accuracy, low)
    body = [
        f'<polyline points="{points}" fill="none" stroke="{LINE}" stroke-width="2"/>',
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="none" stroke="{MARK}" stroke-width="3"/>',
        _text(
            max(x - 10, LEFT + 8),
            y + 24,
            f"đang dùng: trả lời {_percent(here.coverage)}, đúng {_percent(here.accuracy)}",
            "end",
            MARK,
        ),
    ]
    return _figure(f"{title}: trả lời thẳng bao nhiêu thì đúng bao nhiêu", told,
                   "Phần được trả lời thẳng", "Phần đúng trong đó", low, body)  # fmt: skip


def reliability_plot(title: str, certainty: Certainty) -> str:
    """Confidence across, share right upward; the diagonal is honest, a dot's area its number of messages."""
    told = f"Trên {certainty.count} tin: độ tin cậy lệch trung bình {_percent(certainty.error)}."
    most = max(part.count for part in certainty.bins)
    body = [
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="{INK}" stroke-dasharray="4 4"/>'
    ]
    body += [
        f'<circle cx="{_x(part.confidence):.1f}" cy="{_y(part.accuracy):.1f}" '
        f'r="{3 + 12 * (part.count / most) ** 0.5:.1f}" fill="{LINE}" fill-opacity="0.75">'
        f"<title>{part.count} tin: tin cậy {_percent(part.confidence)}, "
        f"đúng {_percent(part.accuracy)}</title></circle>"
        for part in certainty.bins
    ]
    return _figure(f"{title}: tin cậy và đúng", told, "Độ tin cậy", "Phần đúng", 0.0, body)


def _figure(title: str, told: str, across: str, upward: str, low: float, body: list[str]) -> str:
    middle = (LEFT + WIDTH - RIGHT) / 2
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="title desc" font-family="sans-serif" font-size="13">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(told)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 22, title, "start", INK, "bold"),
        *_grid(low),
        *body,
        _text(middle, HEIGHT - 14, across, "middle"),
        f'<g transform="rotate(-90 16 {HEIGHT / 2})">{_text(16, HEIGHT / 2, upward, "middle")}</g>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _grid(low: float) -> Iterable[str]:
    for step in range(6):
        share = step / 5
        x, height = _x(share), low + share * (1 - low)
        y = _y(height, low)
        yield f'<line x1="{x}" y1="{TOP}" x2="{x}" y2="{HEIGHT - BOTTOM}" stroke="{GRID}"/>'
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="{GRID}"/>'
        yield _text(x, HEIGHT - BOTTOM + 18, f"{share:.0%}", "middle")
        yield _text(LEFT - 8, y + 4, f"{height:.0%}", "end")


def _text(x: float, y: float, words: str, anchor: str, colour: str = INK, weight: str = "normal") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" font-weight="{weight}">'
        f"{escape(words)}</text>"
    )


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float, low: float = 0.0) -> float:
    return HEIGHT - BOTTOM - (share - low) / (1 - low) * (HEIGHT - TOP - BOTTOM)


def _floor(values: Iterable[float]) -> float:
    """The axis begins at 0, 50 or 80 %: the interesting part is near the top."""
    least = min(values)
    return 0.8 if least >= 0.8 else 0.5 if least >= 0.5 else 0.0


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".replace(".", ",") + " %"
