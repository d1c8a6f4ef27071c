"""What paper needs that a style sheet cannot do: a chart is drawn for the screen and must be made smaller to be printed whole."""

from __future__ import annotations

#: of an upright A4 page with its margins, in pixels
WIDE = 690

JS = f"""
export default function () {{
  if (window.minshengPrints) return;
  window.minshengPrints = true;
  const drawn = () => document.querySelectorAll(".js-plotly-plot .svg-container");
  window.addEventListener("beforeprint", () => drawn().forEach((it) => {{
    const wide = it.querySelector(".main-svg")?.width.baseVal.value ?? 0;
    if (wide > {WIDE}) it.style.zoom = {WIDE} / wide;
  }}));
  window.addEventListener("afterprint", () => drawn().forEach((it) => {{ it.style.zoom = ""; }}));
}}
"""
