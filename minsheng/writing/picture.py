"""A chart as a crisp picture for Word: columns by year from zero, with unit, basis, date and source burnt in.

Drawn with a Chinese font of this machine; where there is none there is no picture (the figures stand in the annex).
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from minsheng.writing.document import Chart

#: where Linux, Kylin, UOS and Windows keep Chinese fonts, the best first
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "C:/Windows/Fonts",
)
_NAMES = (
    "NotoSansCJK-Regular.ttc", "SourceHanSansSC-Regular.otf", "SourceHanSansCN-Regular.otf", "msyh.ttc", "simhei.ttf",
    "wqy-microhei.ttc", "wqy-zenhei.ttc", "simsun.ttc", "FangSong.ttf", "uming.ttc",
)  # fmt: skip
WIDE = 120  # millimetres
_SIZE = (1890, 720)  # pixels: 400 to an inch
_DPI = 400
_INK, _QUIET, _NAVY, _PALE, _RULE = "#1b2a3d", "#5b6b7c", "#1f3b64", "#b9c8da", "#c9ced6"
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 40, 70, 140


@cache
def font_file() -> Path | None:
    """The first Chinese font there is."""
    folders = [Path(folder).expanduser() for folder in _FOLDERS]
    kept = {path.name: path for folder in folders if folder.is_dir() for path in folder.rglob("*.[to]t[fc]")}
    return next((kept[name] for name in _NAMES if name in kept), None)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file()), size, index=2 if "NotoSansCJK" in str(font_file()) else 0)


def png(chart: Chart) -> bytes | None:
    """The chart as PNG with its legend below; its name is the caption. None without a Chinese font."""
    if font_file() is None:
        return None
    image = Image.new("RGB", _SIZE, "white")
    draw = ImageDraw.Draw(image)
    draw.text((_SIZE[0] / 2, _SIZE[1] - 50), chart.legend, font=_font(40), fill=_QUIET, anchor="mt")
    _columns(draw, chart)
    buffer = BytesIO()
    image.save(buffer, "PNG", dpi=(_DPI, _DPI))
    return buffer.getvalue()


def _columns(draw: ImageDraw.ImageDraw, chart: Chart) -> None:
    """Columns from zero, the last one dark, each with its number and its year."""
    width, height = _SIZE[0] - _LEFT - _RIGHT, _SIZE[1] - _TOP - _BOTTOM
    floor, step = _TOP + height, width / len(chart.bars)
    top = float(max(bar.value for bar in chart.bars)) or 1.0
    for place, bar in enumerate(chart.bars):
        middle = _LEFT + step * (place + 0.5)
        tall = (height - 64) * float(bar.value) / top
        box = (middle - step * 0.28, floor - tall, middle + step * 0.28, floor)
        draw.rectangle(box, fill=_NAVY if place == len(chart.bars) - 1 else _PALE)
        draw.text((middle, floor - tall - 8), bar.label.text, font=_font(44), fill=_INK, anchor="ms")
        draw.text((middle, floor + 14), bar.year, font=_font(42), fill=_INK, anchor="mt")
    draw.line((_LEFT, floor, _LEFT + width, floor), fill=_RULE, width=3)


def said(chart: Chart) -> str:
    """The picture in words, for those who cannot see it."""
    told = "；".join(f"{bar.year}{bar.label.text}" for bar in chart.bars)
    return f"柱状图，{chart.name}，单位{chart.unit}。{told}。"
