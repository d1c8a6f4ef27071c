"""The one small style sheet, and the parts of the copy button: what the theme cannot say."""

from __future__ import annotations

STYLE = """
[data-testid=stMainBlockContainer] { padding: 1rem 1.6rem 2rem; max-width: 1400px; }
[data-testid=stHeader] { height: 2.2rem; background: transparent; pointer-events: none; }
[data-testid=stHeader] button { pointer-events: auto; }
[data-testid=stSidebar] { min-width: 208px; max-width: 208px; }
[data-testid=stSidebarContent] { display: flex; flex-direction: column; }
[data-testid=stSidebarHeader] { height: 2rem; padding: .4rem .6rem 0; margin-bottom: -2rem; }
[data-testid=stSidebarNav]::before { content: "民生答卷"; display: block; padding: 14px 0 0 8px; color: #16263a;
  font: 700 22px/1.4 "Songti SC", "SimSun", "Noto Serif CJK SC", serif; letter-spacing: .08em; }
[data-testid=stSidebarNav]::after { content: "民政统计看板"; position: absolute; top: 47px; left: 8px; font-size: 12px; color: #4b5a6b; }
[data-testid=stSidebarNav] { position: relative; }
[data-testid=stSidebarNavItems] { padding-top: 30px; }
[data-testid=stNavSectionHeader] { font-size: 12px; color: #4b5a6b; padding-left: 8px; }
[data-testid=stSidebarNavLink] { font-size: 14px; padding: 0 8px; min-height: 28px; margin: 0; border: 1px solid transparent; }
[data-testid=stSidebarNavItems] li { margin: 0; }
[data-testid=stSidebarNavLink][aria-current=page] { background: #fff; border-color: #e3e0d8; font-weight: 700; }
.ms-status { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center; justify-content: flex-end;
  min-height: 40px; font-size: 13px; color: #4b5a6b; }
.ms-demo { background: #fdf3dc; color: #8a5d0b; border-radius: 12px; padding: 2px 10px; font-size: 13px; white-space: nowrap; }
[class*=st-key-past-mark] { background: #fdf3dc; border: 1px solid #c58a1a; border-radius: 8px; padding: 4px 12px; }
.ms-past { margin: 0; font-size: 14px; color: #16263a; }
.ms-notice { margin: 0; padding: 4px 10px; border-left: 3px solid #c58a1a; background: #fff; font-size: 13px; color: #16263a; }
.ms-headline { font-size: 21px; font-weight: 700; line-height: 1.4; color: #16263a; margin: 0; }
.ms-sub { font-size: 14px; color: #4b5a6b; margin: 2px 0 0; }
.ms-foot { margin: 0; font-size: 12px; color: #5f6c7b; line-height: 1.7; }
.ms-card { font-size: 13px; line-height: 1.5; color: #16263a; }
.ms-card .top { display: flex; justify-content: space-between; gap: 8px; color: #4b5a6b; }
.ms-card .top .basis { color: #5f6c7b; font-size: 12px; white-space: nowrap; }
.ms-card .mid { display: flex; justify-content: space-between; align-items: flex-end; gap: 8px; min-height: 40px; }
.ms-card .number { font-size: 30px; line-height: 1.25; font-weight: 700; font-variant-numeric: tabular-nums; white-space: nowrap; }
.ms-card .number small { font-size: 14px; font-weight: 400; color: #4b5a6b; margin-left: 3px; }
.ms-card .lines { display: flex; flex-wrap: wrap; gap: 0 12px; }
.ms-card .lines b { font-variant-numeric: tabular-nums; }
.ms-card .note { color: #5f6c7b; font-size: 12px; margin-top: 3px; padding-right: 44px; min-height: 18px; }
.ms-card .source { position: absolute; right: 8px; bottom: 6px; font-size: 12px; color: #4b5a6b; }
.ms-bar { position: relative; height: 6px; margin: 7px 0 5px; border-radius: 3px; background: #eceef0; }
.ms-bar i { position: absolute; inset: 0 auto 0 0; border-radius: 3px; background: #1f3f66; }
.ms-bar em { position: absolute; top: -3px; bottom: -3px; width: 2px; background: #b23a2b; }
.ms-row { display: flex; justify-content: space-between; gap: 12px; padding: 5px 0; font-size: 14px; line-height: 1.4; }
.ms-entry + .ms-entry { border-top: 1px solid #f0eee8; }
.ms-row small { display: block; color: #5f6c7b; font-size: 12px; }
.ms-row b { white-space: nowrap; font-variant-numeric: tabular-nums; }
.ms-chapter { display: flex; justify-content: space-between; font-weight: 700; color: #1f3f66; font-size: 14px; }
.ms-chapter span { font-weight: 400; font-size: 12px; color: #5f6c7b; }
.ms-facts { font-size: 13px; line-height: 1.6; border-collapse: collapse; }
.ms-facts th { text-align: left; font-weight: 400; color: #5f6c7b; padding: 1px 14px 1px 0; vertical-align: top; white-space: nowrap; }
.ms-facts td { overflow-wrap: anywhere; }
.ms-section { font-size: 16px; font-weight: 700; margin: 0 0 4px; color: #16263a; }
.ms-coverage { font-size: 13px; border-collapse: collapse; width: 100%; }
.ms-coverage td { padding: 3px 12px 3px 0; border-bottom: 1px solid #f0eee8; }
.ms-coverage .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
[data-testid=stRadioCaption] [data-testid=stCaptionContainer], [data-testid=stRadioCaption] p { opacity: 1; color: #5f6c7b; }
[class*=st-key-first-visit] { background: #fff; padding: 6px 14px; }
[class*=st-key-first-visit] > :first-child { flex: 1 1 240px; }
[data-testid=InputInstructions] { display: none; }
[data-testid=stPageLink] a p { color: #1f3f66; text-decoration: underline; text-underline-offset: 3px; }
[data-testid=stDateInput] [data-placeholder] { font-size: 0; }
[data-testid=stDateInput] [data-placeholder]::after { font-size: 14px; color: #5f6c7b; }
[data-testid=stDateInput] [data-placeholder][data-type=year]::after { content: "年"; }
[data-testid=stDateInput] [data-placeholder][data-type=month]::after { content: "月"; }
[data-testid=stDateInput] [data-placeholder][data-type=day]::after { content: "日"; }
[data-testid=stFileUploaderDropzone] button [data-testid=stMarkdownContainer] p,
[data-testid=stFileUploaderDropzone] button p { font-size: 0; }
[data-testid=stFileUploaderDropzone] button p::after { content: "选择文件"; font-size: 14px; }
[data-testid=stFileUploaderDropzoneInstructions] { font-size: 0; }
[data-testid=stFileUploaderDropzoneInstructions] * { font-size: 0 !important; }
[data-testid=stFileUploaderDropzoneInstructions]::after { content: "也可以拖到这里，每个文件不超过64MB"; font-size: 13px; color: #5f6c7b; }
[data-testid=stDownloadButtonError] { font-size: 0; }
[data-testid=stDownloadButtonError]::after { content: "文件没有生成，数据没有改动。请刷新页面再试。"; font-size: 13px; color: #9c2f22; }
.st-key-trend-xlsx { margin-left: auto; width: fit-content !important; }
.ms-wide { overflow-x: auto; }
ul.ms-list { margin: 0; padding: 0; list-style: none; font-size: 13px; line-height: 1.55; }
ul.ms-list li { display: flex; gap: 10px; padding: 3px 0; margin: 0; font-size: 13px; }
.ms-list li b { white-space: nowrap; font-weight: 600; }
.ms-list .red b { color: #9c2f22; }
.ms-list .amber b { color: #8a5d0b; }
.ms-list .grey b { color: #5f6c7b; }
[class*=st-key-card-], [class*=st-key-attention-], [class*=st-key-panel-] { background: #fff; }
[class*=st-key-card-], [class*=st-key-attention-] { position: relative; padding: 12px 14px 8px; gap: 0; min-height: 148px; }
[class*=st-key-attention-] { border-color: #b23a2b; box-shadow: inset 3px 0 0 #b23a2b; }
[data-testid=stSidebarUserContent] { padding: 1rem 1.2rem; }
@media (max-width: 640px) {
  [class*=st-key-panel-chart] g.annotation[data-index="0"] { display: none; }
  [data-testid=stMainBlockContainer] { padding-left: .9rem; padding-right: .9rem; padding-top: 2.6rem; }
  .ms-headline { font-size: 19px; }
  .ms-status { justify-content: flex-start; min-height: 0; }
}
@media print {
  [data-testid=stSidebar], [data-testid=stHeader], [data-testid=stPopover], [data-testid=stButton], [data-testid=stDownloadButton],
  [data-testid=stFileUploader], [data-testid=stButtonGroup], [data-testid=stTextInput], [data-testid=stCheckbox] { display: none !important; }
  html, body, .stApp, [data-testid=stAppViewContainer], [data-testid=stMain], [data-testid=stAppScrollToBottomContainer] {
    position: static !important; height: auto !important; overflow: visible !important; background: #fff !important; }
  [data-testid=stMainBlockContainer] { padding: 0 !important; max-width: none !important; }
  [class*="st-key-panel-"], .ms-paper p, .ms-paper tr { break-inside: avoid; }
  .ms-paper { padding: 0; }
  .ms-paper + .ms-paper { break-before: page; }
  [data-testid=stLayoutWrapper], [data-testid=stVerticalBlock] { height: auto !important; max-height: none !important; overflow: visible !important; }
  .ms-scroll, .ms-wide, .ms-paper .wide { overflow: visible !important; }
  @page { margin: 12mm; }
}
"""

COPY_HTML = (
    '<div class="box"><textarea readonly rows="2" aria-label="可复制的文字"></textarea>'
    '<button type="button">复制</button><span role="status" aria-live="polite"></span></div>'
)
COPY_CSS = """
.box { display: grid; grid-template-columns: 1fr auto; gap: 4px 8px; font-family: var(--st-font); font-size: 13px; }
textarea { resize: none; border: 1px solid #e3e0d8; border-radius: 6px; padding: 6px; font: inherit; line-height: 1.5;
  color: #16263a; background: #fff; min-width: 0; box-sizing: border-box; }
button { align-self: start; border: 1px solid #e3e0d8; border-radius: 6px; background: #fff; color: #1f3f66; padding: 6px 12px;
  font: inherit; cursor: pointer; }
button:focus-visible, textarea:focus-visible { outline: 2px solid #1f3f66; }
span { grid-column: 1 / 3; color: #4b5a6b; font-size: 12px; }
"""
# Over plain http from another machine the clipboard interface is withheld: then the text is selected, and where even
# the old command is refused the reader is told to press Ctrl+C. A text field yields plain text, also to WPS.
COPY_JS = """
export default function (component) {
  const { data, parentElement } = component;
  const field = parentElement.querySelector("textarea");
  const says = parentElement.querySelector("span");
  field.value = data.text;
  field.rows = Math.min(8, Math.max(2, Math.ceil(data.text.length / 24) + data.text.split("\\n").length - 1));
  const select = () => { field.focus(); field.setSelectionRange(0, field.value.length); };
  const bySelection = () => {
    select();
    let done = false;
    try { done = document.execCommand("copy"); } catch (refused) { done = false; }
    says.textContent = done ? "已复制。" : "已选中，请按Ctrl+C复制。";
  };
  parentElement.querySelector("button").onclick = () => {
    if (window.isSecureContext && navigator.clipboard) {
      navigator.clipboard.writeText(data.text).then(() => { says.textContent = "已复制。"; }, bySelection);
    } else { bySelection(); }
  };
  field.onfocus = select;
}
"""
