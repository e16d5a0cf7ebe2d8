"""`motcua db …`: the database itself."""

import asyncio

import typer

from db.state import revision
from webhooks.opening import open_database
from webhooks.terminal import out, print_json

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def db() -> None:
    """Cơ sở dữ liệu."""


@app.command()
def upgrade(as_json: bool = typer.Option(False, "--json", help="In JSON cho chương trình đọc.")) -> None:
    """Đưa cơ sở dữ liệu lên phiên bản mới nhất. Mọi lệnh khác cũng tự làm việc này khi cần."""
    version = asyncio.run(_upgrade())
    if as_json:
        print_json({"revision": version})
    else:
        out().print(f"Cơ sở dữ liệu đã ở phiên bản mới nhất: {version}")


async def _upgrade() -> str:
    async with open_database() as opened, opened.engine.connect() as connection:
        return await revision(connection)
