// Draws the points of a table, and keeps chart and table the same: a rectangle drawn on the chart ticks the rows of its
// points, and ticking a row marks its point. Rows: data-x, data-y, data-kind (one of KINDS) and one checkbox each.

import { number, word } from "./words.js";

const KINDS = { plain: ["--soft", 3], frontier: ["--accent", 4.5], solution: ["--focus", 6.5], chosen: ["--warn", 7] };
const PLACES = 2;
const WHOLE = 2 * Math.PI;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function points(rows, kind) {
  const chosen = rows.filter((row) => (kind === "chosen" ? row.box?.checked : row.kind === kind));
  return [chosen.map((row) => row.x), chosen.map((row) => row.y)];
}

function read(figure) {
  return [...figure.querySelectorAll("tr[data-x]")].map((element) => ({
    element,
    x: Number(element.dataset.x),
    y: Number(element.dataset.y),
    kind: element.dataset.kind ?? "plain",
    box: element.querySelector("input[type=checkbox]"),
  }));
}

function dots(kind) {
  return (plot, index) => {
    const [name, radius] = KINDS[kind];
    const [xs, ys] = plot.data[index];
    const { ctx } = plot;
    ctx.save();
    ctx.fillStyle = ctx.strokeStyle = colour(name);
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.beginPath();
    for (let place = 0; place < xs.length; place += 1) {
      const x = plot.valToPos(xs[place], "x", true);
      const y = plot.valToPos(ys[place], "y", true);
      ctx.moveTo(x + radius * devicePixelRatio, y);
      ctx.arc(x, y, radius * devicePixelRatio, 0, WHOLE);
    }
    if (kind === "chosen") ctx.stroke();
    else ctx.fill();
    ctx.restore();
    return null;
  };
}

function axis(label) {
  const line = { stroke: colour("--hair"), width: 1 };
  const values = (_, ticks) => ticks.map((tick) => number(tick, PLACES));
  return { label, stroke: colour("--ink"), grid: line, ticks: line, values, space: 36, size: 56, labelSize: 28 };
}

function padded(_, low, high) {
  const rest = (high - low) * 0.05 || 0.5;
  return [low - rest, high + rest];
}

function choose(figure, rows, inside) {
  for (const row of rows) if (row.box) row.box.checked = inside(row);
  figure.dispatchEvent(new Event("change"));
}

function brush(figure, rows) {
  return (plot) => {
    const { left, top, width, height } = plot.select;
    if (width < 3 || height < 3) return;
    const [x0, x1] = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
    const [y1, y0] = [plot.posToVal(top, "y"), plot.posToVal(top + height, "y")];
    choose(figure, rows, (row) => row.x >= x0 && row.x <= x1 && row.y >= y0 && row.y <= y1);
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  };
}

const kinds = Object.keys(KINDS);
const data = (rows) => [null, ...kinds.map((kind) => points(rows, kind))];
const facets = [{ scale: "x", auto: true }, { scale: "y", auto: true }];

function draw(figure, canvas, rows) {
  const options = {
    mode: 2,
    width: canvas.clientWidth,
    height: canvas.clientHeight,
    legend: { show: false },
    cursor: { drag: { x: true, y: true, setScale: false }, points: { show: false } },
    scales: { x: { time: false, range: padded }, y: { range: padded } },
    axes: [axis(figure.dataset.x), axis(figure.dataset.y)],
    series: [null, ...kinds.map((kind) => ({ label: kind, facets, paths: dots(kind) }))],
    hooks: { setSelect: [brush(figure, rows)] },
  };
  return new uPlot(options, data(rows), canvas);
}

// Drawn when it comes near to where one looks: a phone that opens the page does other things first.
function begin(figure) {
  const canvas = figure.querySelector(".chart-canvas");
  const rows = read(figure);
  let plot;
  const show = () => {
    plot?.destroy();
    plot = draw(figure, canvas, rows);
  };
  const mark = () => {
    const ticked = rows.filter((row) => row.box?.checked);
    for (const row of rows) row.element.classList.toggle("chosen", Boolean(row.box?.checked));
    figure.querySelector(".chart-chosen").textContent = ticked.length ? word("chosen", { count: ticked.length }) : "";
    plot?.setData(data(rows), false);
    plot?.redraw();
  };
  figure.addEventListener("change", mark);
  new ResizeObserver(() => {
    const size = { width: canvas.clientWidth, height: canvas.clientHeight };
    if (plot && (plot.width !== size.width || plot.height !== size.height)) plot.setSize(size);
  }).observe(canvas);
  new IntersectionObserver((seen, watching) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watching.disconnect();
    show();
  }, { rootMargin: "200px" }).observe(canvas);
  window.addEventListener("recoloured", () => plot && show());
  mark();
}

function startAll() {
  for (const figure of document.querySelectorAll("figure[data-scatter]:not([data-drawn])")) {
    figure.dataset.drawn = "";
    begin(figure);
  }
}

startAll();
document.addEventListener("htmx:after:swap", startAll);
