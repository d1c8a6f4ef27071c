"""The menu of “用这个数” in the browser: its look and the one script of the page that opens it, copies, collects and draws."""

from __future__ import annotations

#: of a figure as a button; a part of the page with a style of its own needs it too
BUTTON = """
.ms-use { font: inherit; color: inherit; background: none; border: 0; padding: 0 1px; margin: 0; text-align: inherit;
  cursor: pointer; border-radius: 3px; }
.ms-kept { white-space: nowrap; }
.ms-use:hover, .ms-use:focus-visible { background: #e8eef6; outline: none; box-shadow: 0 0 0 2px #e8eef6; }
.ms-use:focus-visible { outline: 2px solid #1f3f66; }
"""
STYLE = (
    BUTTON
    + """
.ms-take .ms-use, .ms-card .source .ms-use { color: #1f3f66; text-decoration: underline; text-underline-offset: 3px; font-size: 12px; }
#ms-menu { position: fixed; z-index: 1000000; width: min(360px, calc(100vw - 16px)); max-height: calc(100vh - 16px);
  overflow-y: auto; background: #fff; border: 1px solid #cfd5dc; border-radius: 8px; box-shadow: 0 6px 24px rgba(22,38,58,.18);
  padding: 10px 12px; font-size: 13px; color: #16263a; line-height: 1.55; box-sizing: border-box; }
#ms-menu h3 { font-size: 14px; font-weight: 600; margin: 0; padding: 0; color: #16263a; }
#ms-menu .number { font-size: 20px; font-weight: 700; font-variant-numeric: tabular-nums; }
#ms-menu table { border-collapse: collapse; margin: 2px 0 6px; width: 100%; }
#ms-menu th { font-weight: 400; color: #5f6c7b; text-align: left; vertical-align: top; white-space: nowrap; padding: 0 10px 0 0; }
#ms-menu td { overflow-wrap: anywhere; padding: 0; }
#ms-menu .doing { display: grid; grid-template-columns: 1fr 1fr; gap: 4px; border-top: 1px solid #e3e0d8; padding-top: 8px; }
#ms-menu .doing button { font: inherit; text-align: left; border: 1px solid #e3e0d8; background: #fff; border-radius: 6px;
  padding: 5px 8px; cursor: pointer; color: #1f3f66; }
#ms-menu .doing button:hover, #ms-menu .doing button:focus-visible { background: #e8eef6; outline: 2px solid #1f3f66; outline-offset: -2px; }
#ms-menu textarea { width: 100%; box-sizing: border-box; font: inherit; margin-top: 6px; }
#ms-said { min-height: 18px; color: #4b5a6b; font-size: 12px; margin-top: 4px; }
@media print { #ms-menu { display: none; } }
"""
)

HTML = "<span hidden></span>"
#: one for the page; the list of collected figures is kept by the browser (localStorage), so that it outlives a reload
JS = r"""
const KEPT = "minsheng-selected";
const members = () => { try { return JSON.parse(localStorage.getItem(KEPT) || "[]"); } catch (broken) { return []; } };
const keep = (list) => {
  localStorage.setItem(KEPT, JSON.stringify(list));
  window.dispatchEvent(new CustomEvent("minsheng-selected"));
};
const RECENT = "minsheng-recent";
const remember = (member) => {
  let list = [];
  try { list = JSON.parse(localStorage.getItem(RECENT) || "[]"); } catch (broken) { list = []; }
  localStorage.setItem(RECENT, JSON.stringify([member, ...list.filter((other) => other !== member)].slice(0, 12)));
  window.dispatchEvent(new CustomEvent("minsheng-selected"));
};
let from = null;
const close = () => {
  const menu = document.getElementById("ms-menu");
  if (menu) { menu.remove(); if (from && from.isConnected) from.focus({ preventScroll: true }); from = null; }
};
const say = (text) => { const line = document.getElementById("ms-said"); if (line) line.textContent = text; };
const copy = (text) => {
  const bySelection = () => {
    const field = document.createElement("textarea");
    field.value = text; field.rows = 3; field.setAttribute("aria-label", "可复制的文字");
    document.getElementById("ms-menu").append(field);
    field.focus(); field.select();
    let done = false;
    try { done = document.execCommand("copy"); } catch (refused) { done = false; }
    if (done) field.remove();
    say(done ? "已复制。" : "已选中，请按Ctrl+C复制。");
  };
  if (window.isSecureContext && navigator.clipboard) {
    navigator.clipboard.writeText(text).then(() => say("已复制。"), bySelection);
  } else { bySelection(); }
};
const collect = (member) => {
  const list = members();
  if (list.includes(member)) { say(`已在已选数据中（共${list.length}个）。`); return; }
  keep([...list, member]);
  say(`已加入已选数据（共${list.length + 1}个）。`);
};
const near = (mark) => {
  let box = mark;
  while ((box = box.parentElement || box.getRootNode().host)) {
    const found = box.querySelector(".js-plotly-plot, img[src^='data:image/svg'], svg[data-chart]");
    if (found) return found;
    if (box.matches("[data-testid=stMain]")) return null;
  }
  return null;
};
const address = (svg) => "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(svg));
const alone = (chart) => {
  const copied = chart.cloneNode(true), { width, height } = chart.viewBox.baseVal;
  copied.setAttribute("width", width); copied.setAttribute("height", height);
  copied.setAttribute("font-family", getComputedStyle(chart).fontFamily);
  return { url: address(copied), wide: width, high: height };
};
const drawn = (chart) => {
  if (chart.tagName === "IMG") return { url: chart.src, wide: 880, high: 300 };
  if (chart.dataset.chart !== undefined) return alone(chart);
  const box = chart.getBoundingClientRect();
  const whole = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  whole.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  whole.setAttribute("width", box.width); whole.setAttribute("height", box.height);
  for (const layer of chart.querySelectorAll(".main-svg")) {
    const copied = layer.cloneNode(true);
    copied.style.background = "none";
    whole.append(copied);
  }
  return { url: address(whole), wide: box.width, high: box.height };
};
const picture = (chart, name) => {
  const { url, wide, high } = drawn(chart);
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = wide * 2; canvas.height = high * 2;
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#fff"; brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(image, 0, 0, canvas.width, canvas.height);
    const link = document.createElement("a");
    link.download = `${name}.png`; link.href = canvas.toDataURL("image/png"); link.click();
    say("图片已保存到下载文件夹。");
  };
  image.onerror = () => say("这张图不能存为图片，请改用截图。");
  image.src = url;
};
const open = (mark, it, at, chart) => {
  close();
  from = mark;
  if (it.member) remember(it.member);
  const menu = document.createElement("div");
  menu.id = "ms-menu"; menu.setAttribute("role", "dialog"); menu.setAttribute("aria-label", `${it.title}，出处与引用`);
  const title = document.createElement("h3"); title.textContent = it.title;
  const number = document.createElement("div"); number.className = "number"; number.textContent = it.number;
  const table = document.createElement("table");
  for (const [name, text] of it.rows) {
    const row = table.insertRow();
    const head = document.createElement("th"); head.textContent = name; row.append(head);
    row.insertCell().textContent = text;
  }
  const doing = document.createElement("div"); doing.className = "doing";
  const actions = [
    ["复制数字", () => copy(it.number)], ["复制句子", () => copy(it.sentence)],
    ["复制引用和编号", () => copy(it.cite)], ["复制到Excel", () => copy(it.cell)],
    ...(it.member ? [["加入已选数据", () => collect(it.member)]] : []),
    ...(chart ? [["图表存为图片", () => picture(chart, it.title)]] : []),
  ];
  for (const [name, act] of actions) {
    const button = document.createElement("button");
    button.type = "button"; button.textContent = name; button.onclick = act;
    doing.append(button);
  }
  const said = document.createElement("div");
  said.id = "ms-said"; said.setAttribute("role", "status"); said.setAttribute("aria-live", "polite");
  menu.append(title, number, table, doing, said);
  document.body.append(menu);
  const size = menu.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8));
  const below = at.bottom + 6 + size.height < window.innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? at.bottom + 6 : Math.max(8, Math.min(at.top - size.height - 6, window.innerHeight - size.height - 8))}px`;
  doing.querySelector("button").focus({ preventScroll: true });
};
const used = (mark) => open(mark, JSON.parse(mark.dataset.use), mark.getBoundingClientRect(), near(mark));
const point = (chart, event) => {
  const hit = event.points[0], at = event.event;
  const told = hit && (hit.customdata || (hit.data && hit.data.meta));
  if (!told || !at) { close(); return; }
  open(chart, JSON.parse(told), { left: at.clientX, top: at.clientY, bottom: at.clientY }, chart);
};
const over = (event) => {
  const chart = event.target.closest && event.target.closest(".js-plotly-plot");
  if (chart && chart.on && !chart.minshengUse) { chart.minshengUse = true; chart.on("plotly_click", (it) => point(chart, it)); }
};
const pressed = (event) => {
  const mark = event.composedPath().find((it) => it.matches && it.matches("[data-use]"));
  if (mark && document.fullscreenElement) return;
  if (mark) { event.preventDefault(); event.stopPropagation(); mark === from ? close() : used(mark); return; }
  if (event.target.closest && event.target.closest(".js-plotly-plot")) return;
  if (!(event.target.closest && event.target.closest("#ms-menu"))) close();
};
const typed = (event) => {
  const menu = document.getElementById("ms-menu");
  if (!menu) return;
  if (event.key === "Escape") { event.stopPropagation(); close(); return; }
  const step = { ArrowDown: 2, ArrowUp: -2, ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const buttons = [...menu.querySelectorAll(".doing button")];
  const place = buttons.indexOf(document.activeElement);
  if (step && place >= 0) {
    event.preventDefault();
    buttons[Math.max(0, Math.min(buttons.length - 1, place + step))].focus();
  }
};
export default function () {
  document.addEventListener("click", pressed, true);
  document.addEventListener("keydown", typed, true);
  document.addEventListener("pointerover", over, true);
  return () => {
    document.removeEventListener("click", pressed, true);
    document.removeEventListener("keydown", typed, true);
    document.removeEventListener("pointerover", over, true);
    close();
  };
}
"""
