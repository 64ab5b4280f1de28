// SPDX-License-Identifier: Apache-2.0
// Inside report.html: the switch between light and dark, tooltips, and the heat map that can be zoomed.
"use strict";
(() => {
const root = document.documentElement;
const words = JSON.parse(document.getElementById("words").textContent);
const by = (selector, from = document) => [...from.querySelectorAll(selector)];
const number = value => Math.round(value * 10) / 10;
const shown = value => number(value).toLocaleString("en-US");
const pad = value => String(value).padStart(2, "0");
const clock = second => {
    const whole = Math.floor(second), days = Math.floor(whole / 86400);
    const text = `${pad(Math.floor(whole / 3600) % 24)}:${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
    return days ? `${days}d ${text}` : text;
};

const tip = document.createElement("div");
tip.className = "tip";
document.body.append(tip);
// Rows of text; the first is set in bold. Texts are never parsed as HTML.
const tell = (event, rows) => {
    tip.replaceChildren(...rows.map((row, i) => {
        const line = document.createElement("div"), part = document.createElement(i ? "span" : "b");
        part.textContent = row;
        line.append(part);
        return line;
    }));
    tip.style.display = "block";
    const x = event.clientX + 14, y = event.clientY + 14;
    tip.style.left = `${Math.max(4, Math.min(x, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : y}px`;
};
const hush = () => { tip.style.display = "none"; };

const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
const maps = [];
let printing = false;
const repaint = () => maps.forEach(map => map.paint());
const label = () => { document.getElementById("theme").textContent = dark() ? words.light : words.dark; };
document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    label();
    repaint();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { label(); repaint(); });
addEventListener("beforeprint", () => {
    printing = true;
    by("details").forEach(one => { one.open = true; });
    repaint();
});
addEventListener("afterprint", () => { printing = false; repaint(); });
label();

// Timelines: a line at the pointer, and the figures of that column.
by(".plot[data-plot]").forEach(plot => {
    const data = JSON.parse(plot.dataset.plot), svg = plot.querySelector("svg");
    const cursor = document.createElement("div");
    cursor.className = "cursor";
    plot.append(cursor);
    plot.addEventListener("pointermove", event => {
        const box = svg.getBoundingClientRect(), at = (event.clientX - box.left) / box.width;
        if (at < 0 || at >= 1) { cursor.style.display = "none"; hush(); return; }
        const column = Math.min(data.columns - 1, Math.floor(at * data.columns));
        const from = data.first + (data.end - data.first) * column / data.columns;
        const to = data.first + (data.end - data.first) * (column + 1) / data.columns;
        cursor.style.display = "block";
        cursor.style.left = `${event.clientX - plot.getBoundingClientRect().left}px`;
        cursor.style.height = `${box.height}px`;
        const rows = data.series.map(one => `${one.name}: ${shown(one.values[column])}${one.unit ? " " + one.unit : ""}`);
        tell(event, [`${clock(from)} – ${clock(Math.max(from, to - 1))}`, ...rows]);
    });
    plot.addEventListener("pointerleave", () => { cursor.style.display = "none"; hush(); });
});

// Heat maps. Cells are 16 bits: demand as thousandths of the limit, 65,535 where there is no partition.
// What was throttled follows as three LEB128 numbers for each such cell: cells passed over, tries, half-units
// refused; and what was asked for as half-units of each cell, if anything was throttled.
const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
const MISSING = 65535;
const numbers = text => {
    const raw = bytes(text);
    let at = 0;
    return {
        more: () => at < raw.length,
        next: () => {
            let value = 0, scale = 1, byte;
            do { byte = raw[at++]; value += (byte & 127) * scale; scale *= 128; } while (byte & 128);
            return value;
        },
    };
};
const unpack = map => {
    const raw = bytes(map.cells), heat = new Uint16Array(map.columns * map.rows.length);
    const [cut, lost, asked] = [0, 0, 0].map(() => new Float64Array(heat.length));
    for (let i = 0; i < heat.length; ++i) heat[i] = raw[2 * i] | raw[2 * i + 1] << 8;
    const refused = numbers(map.throttled), units = numbers(map.asked);
    for (let cell = 0; refused.more(); ++cell) { cell += refused.next(); cut[cell] = refused.next(); lost[cell] = refused.next(); }
    for (let cell = 0; units.more(); ++cell) asked[cell] = units.next();
    return { heat, cut, lost, asked };
};
// The share of the units that was refused; the whole of a cell that refused nothing but requests of no units.
const share = (lost, asked) => lost < asked ? lost / asked : 1;
const mixed = stops => {
    const table = [];
    for (let i = 0; i < 256; ++i) {
        const at = i * (stops.length - 1) / 255, left = Math.min(Math.floor(at), stops.length - 2), part = at - left;
        table.push([16, 8, 0].map(shift => Math.round((stops[left] >> shift & 255) * (1 - part) + (stops[left + 1] >> shift & 255) * part)));
    }
    return table;
};
// The colours of the window's heat map (app/render/theme.cpp): the ramp up to the limit, three steps above it, the mark on
// those, the bar of what was refused and its edge. On paper the warm half of inferno, reversed.
const palettes = {
    screen: { ramp: mixed([0x000004, 0x0b0724, 0x210c4a, 0x3d0965, 0x57106e, 0x71196e, 0x8a226a, 0xa32c61, 0xbc3754, 0xd04545,
        0xe35933, 0xf1711f, 0xf98c0a, 0xfcaa0f, 0xf9c932, 0xf2e865, 0xfcffa4]),
        over: [[255, 255, 255], [230, 0, 255], [144, 0, 255]], mark: [16, 20, 24], bar: [51, 221, 255], edge: [8, 99, 120] },
    print: { ramp: mixed([0xfbfaf3, 0xfdf3c4, 0xfbdf85, 0xfac04a, 0xf9a02a, 0xf07f2a, 0xe0603a, 0xcb4a4a, 0xb23a58]),
        over: [[154, 80, 255], [100, 20, 200], [58, 10, 144]], mark: [255, 255, 255], bar: [0, 34, 46], edge: [255, 255, 255] },
};
// The parts of the cells of a row, in device pixels, as app/render/cell_shape.cpp has them.
const shaped = (height, ratio) => {
    const unit = Math.max(1, Math.floor(ratio)), row = Math.floor(height / unit);
    if (row < 3) return { mixed: true, separator: 0 };
    const separator = row >= 8 ? 1 : 0, high = row - separator, part = Math.round(.15 * high);
    const kept = row >= 12 ? 4 + part : row >= 6 ? 2 + Math.max(1, part) : 1;
    const room = Math.max(1, high - kept), least = Math.min(room, row >= 12 ? 2 : 1);
    return { mixed: false, separator: separator * unit, edge: row >= 6 ? unit : 0,
        mark: step => row >= 12 ? step * unit : row >= 6 ? unit : 0,
        bar: of => Math.max(least, Math.min(room, Math.round(of * room))) * unit };
};
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 604800, 2592000];

class HeatMap {
    constructor(figure) {
        this.figure = figure;
        this.all = JSON.parse(figure.querySelector("script").textContent);
        this.canvas = figure.querySelector("canvas");
        this.box = figure.querySelector(".box");
        const select = figure.querySelector("select");
        this.all.forEach((map, i) => select.append(new Option(map.name, i)));
        select.hidden = this.all.length < 2;
        select.addEventListener("change", () => this.open(+select.value));
        by("button", figure).forEach(button => button.addEventListener("click", () => this.act(button.dataset.act)));
        this.listen();
        new ResizeObserver(() => this.paint()).observe(figure.querySelector(".hold"));
        this.open(0);
    }
    open(at) {
        this.map = this.all[at];
        if (!this.map.heat) Object.assign(this.map, unpack(this.map));
        this.reset();
        this.figure.querySelector(".grain").textContent = this.map.grain;
        this.canvas.setAttribute("aria-label", `${this.map.name}. ${this.map.grain}`);
    }
    reset() {
        this.view = { first: 0, end: this.map.columns, top: 0, bottom: this.map.rows.length };
        this.paint();
    }
    // Keeps at least four columns and one row, inside the map.
    show(first, end, top = this.view.top, bottom = this.view.bottom) {
        const columns = this.map.columns, rows = this.map.rows.length;
        const wide = Math.min(columns, Math.max(Math.min(4, columns), Math.round(end - first)));
        const high = Math.min(rows, Math.max(1, Math.round(bottom - top)));
        first = Math.max(0, Math.min(columns - wide, Math.round(first)));
        top = Math.max(0, Math.min(rows - high, Math.round(top)));
        this.view = { first, end: first + wide, top, bottom: top + high };
        this.paint();
    }
    zoom(factor, at = 0.5) {
        const { first, end } = this.view, middle = first + (end - first) * at;
        this.show(middle - (middle - first) * factor, middle + (end - middle) * factor);
    }
    pan(part) {
        const { first, end } = this.view, by = (end - first) * part;
        this.show(first + by, end + by);
    }
    act(what) {
        if (what === "in") this.zoom(0.5);
        else if (what === "out") this.zoom(2);
        else this.reset();
    }
    second(column) { return this.map.first + (this.map.end - this.map.first) * column / this.map.columns; }
    place(event) {
        const box = this.canvas.getBoundingClientRect(), { left, right, top, bottom } = this.frame;
        const x = (event.clientX - box.left - left) / (right - left), y = (event.clientY - box.top - top) / (bottom - top);
        return { x, y, inside: x >= 0 && x < 1 && y >= 0 && y < 1,
            column: Math.floor(this.view.first + (this.view.end - this.view.first) * x),
            row: Math.floor(this.view.top + (this.view.bottom - this.view.top) * y) };
    }
    listen() {
        let from = null;
        const canvas = this.canvas;
        canvas.addEventListener("pointerdown", event => {
            const at = this.place(event);
            if (!at.inside || event.pointerType === "touch") return;
            from = { at, x: event.clientX, y: event.clientY };
            canvas.setPointerCapture(event.pointerId);
        });
        canvas.addEventListener("pointermove", event => {
            const at = this.place(event);
            if (from) this.mark(from, event);
            if (at.inside) this.explain(event, at); else hush();
        });
        canvas.addEventListener("pointerup", event => {
            this.box.style.display = "none";
            if (!from) return;
            const start = from, { first, end, top, bottom } = this.view;
            from = null;
            if (Math.abs(event.clientX - start.x) < 6) return;
            const to = this.place(event), limit = value => Math.max(0, Math.min(1, value));
            const columns = [start.at.x, limit(to.x)].sort((a, b) => a - b), rows = [start.at.y, limit(to.y)].sort((a, b) => a - b);
            const tall = Math.abs(event.clientY - start.y) >= 12 && bottom - top > 1;
            this.show(first + (end - first) * columns[0], first + (end - first) * columns[1],
                tall ? Math.floor(top + (bottom - top) * rows[0]) : top, tall ? Math.ceil(top + (bottom - top) * rows[1]) : bottom);
        });
        canvas.addEventListener("pointerleave", hush);
        canvas.addEventListener("dblclick", () => this.reset());
        canvas.addEventListener("wheel", event => {
            if (!event.ctrlKey && !event.metaKey) return;
            event.preventDefault();
            this.zoom(event.deltaY < 0 ? 0.8 : 1.25, this.place(event).x);
        }, { passive: false });
        canvas.addEventListener("keydown", event => {
            const acts = { "+": () => this.zoom(0.5), "=": () => this.zoom(0.5), "-": () => this.zoom(2), "0": () => this.reset(),
                ArrowLeft: () => this.pan(-0.2), ArrowRight: () => this.pan(0.2) };
            if (!acts[event.key] || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            acts[event.key]();
        });
    }
    mark(from, event) {
        const hold = this.canvas.getBoundingClientRect(), style = this.box.style;
        const tall = Math.abs(event.clientY - from.y) >= 12, { top, bottom } = this.frame;
        style.display = "block";
        style.left = `${Math.min(from.x, event.clientX) - hold.left}px`;
        style.width = `${Math.abs(event.clientX - from.x)}px`;
        style.top = tall ? `${Math.min(from.y, event.clientY) - hold.top}px` : `${top}px`;
        style.height = tall ? `${Math.abs(event.clientY - from.y)}px` : `${bottom - top}px`;
    }
    explain(event, at) {
        const map = this.map, row = map.rows[at.row], i = at.column * map.rows.length + at.row;
        const from = this.second(at.column), to = this.second(at.column + 1);
        const time = to - from > 1 ? `${clock(from)} – ${clock(to - 1)}` : clock(from);
        const rows = [`${row.label} · ${time}`];
        if (map.heat[i] === MISSING) rows.push(words.missing);
        else rows.push(words.hottest.replace("{0}", shown(map.heat[i] / 10)));
        if (map.cut[i]) rows.push(words.throttled.replace("{0}", map.cut[i].toLocaleString("en-US"))
            .replace("{1}", shown(100 * share(map.lost[i], map.asked[i]))));
        if (row.range) rows.push(row.range);
        tell(event, rows);
    }
    paint() {
        if (!this.map || !this.canvas.isConnected) return;
        const width = this.figure.querySelector(".hold").clientWidth, narrow = width < 560, scale = Math.min(3, devicePixelRatio || 1);
        const { first, end, top, bottom } = this.view, rows = bottom - top;
        const each = Math.max(3, Math.min(26, Math.floor(460 / rows))), left = narrow ? 44 : 78, side = narrow ? 0 : 74;
        const plot = Math.max(each * rows, 60), height = plot + 30;
        this.frame = { left, right: width - side - (side ? 10 : 0), top: 4, bottom: 4 + plot };
        this.canvas.width = Math.round(width * scale);
        this.canvas.height = Math.round(height * scale);
        this.canvas.style.height = `${height}px`;
        const pen = this.canvas.getContext("2d"), style = getComputedStyle(root);
        const colour = name => style.getPropertyValue(name).trim();
        pen.scale(scale, scale);
        pen.font = `11px ${getComputedStyle(document.body).fontFamily}`;
        this.paintCells(scale, pen, colour);
        this.paintRows(pen, colour, plot / rows, side);
        this.paintTime(pen, colour);
    }
    // The cells of a row of the view, one for each device pixel: the hottest column, and the share refused of all.
    cellsOf(row, wide) {
        const { view, map } = this, rows = map.rows.length, columns = view.end - view.first, cells = [];
        for (let x = 0; x < wide; ++x) {
            const from = Math.floor(view.first + columns * x / wide);
            const to = Math.max(from + 1, Math.ceil(view.first + columns * (x + 1) / wide - 1e-9));
            let heat = -1, cut = 0, lost = 0, asked = 0;
            for (let c = from; c < to; ++c) {
                const i = c * rows + row;
                if (map.heat[i] !== MISSING) heat = Math.max(heat, map.heat[i]);
                cut += map.cut[i];
                lost += map.lost[i];
                asked += map.asked[i];
            }
            cells.push({ heat, refused: cut ? share(lost, asked) : -1 });
        }
        // A single refused second must be seen: it lends its bar to the next pixel, at the end to the one before.
        if (2 * columns > wide) {
            const own = cells.map(cell => cell.refused);
            for (let x = 0; x < wide; ++x) {
                const other = x + 1 < wide ? x + 1 : x - 1;
                if (own[x] >= 0 && other >= 0 && cells[other].refused < 0 && cells[other].heat >= 0) cells[other].refused = own[x];
            }
        }
        return cells;
    }
    paintCells(scale, pen, colour) {
        const { left, right, top, bottom } = this.frame, { view } = this, shownRows = view.bottom - view.top;
        const wide = Math.max(1, Math.round((right - left) * scale)), high = Math.max(1, Math.round((bottom - top) * scale));
        const picture = new ImageData(wide, high), { ramp, over, mark, bar, edge } = palettes[printing ? "print" : "screen"];
        const put = (x, from, to, rgb) => {
            for (let y = from; y < to; ++y) picture.data.set([rgb[0], rgb[1], rgb[2], 255], 4 * (y * wide + x));
        };
        for (let row = 0; row < shownRows; ++row) {
            const begin = Math.round(high * row / shownRows), end = Math.max(begin + 1, Math.round(high * (row + 1) / shownRows));
            const shape = shaped(end - begin, scale), floor = end - shape.separator;
            this.cellsOf(view.top + row, wide).forEach(({ heat, refused }, x) => {
                if (heat < 0) return;
                const step = heat <= 1000 ? 0 : heat <= 1500 ? 1 : heat <= 3000 ? 2 : 3;
                let rgb = step ? over[step - 1] : ramp[Math.round(heat * 255 / 1000)];
                const blend = .45 + .55 * refused;
                if (shape.mixed && refused >= 0) rgb = rgb.map((value, i) => Math.round(value + (bar[i] - value) * blend));
                put(x, begin, floor, rgb);
                if (shape.mixed) return;
                if (step) put(x, begin, begin + shape.mark(step), mark);
                if (refused < 0) return;
                const tall = shape.bar(refused);
                put(x, floor - tall - shape.edge, floor - tall, edge);
                put(x, floor - tall, floor, bar);
            });
        }
        const sheet = document.createElement("canvas");
        sheet.width = wide;
        sheet.height = high;
        sheet.getContext("2d").putImageData(picture, 0, 0);
        this.hatch(pen, colour("--line"));
        pen.imageSmoothingEnabled = false;
        pen.drawImage(sheet, left, top, right - left, bottom - top);
    }
    hatch(pen, line) {
        const { left, right, top, bottom } = this.frame;
        pen.save();
        pen.beginPath();
        pen.rect(left, top, right - left, bottom - top);
        pen.clip();
        pen.strokeStyle = line;
        pen.beginPath();
        for (let x = left - (bottom - top); x < right; x += 6) { pen.moveTo(x, bottom); pen.lineTo(x + (bottom - top), top); }
        pen.stroke();
        pen.restore();
    }
    paintRows(pen, colour, each, side) {
        const { left, right, top } = this.frame, { view, map } = this;
        const every = Math.max(1, Math.ceil(13 / each)), most = Math.max(1, ...map.rows.map(row => row.throttled));
        pen.textBaseline = "middle";
        pen.textAlign = "right";
        for (let row = view.top; row < view.bottom; ++row) {
            const y = top + (row - view.top) * each;
            if ((row - view.top) % every === 0) {
                pen.fillStyle = colour(map.rows[row].throttled ? "--accent" : "--quiet");
                pen.fillText(map.rows[row].short, left - 7, y + each / 2);
            }
            if (side && map.rows[row].throttled) {
                pen.fillStyle = colour("--accent");
                pen.fillRect(right + 10, y + Math.min(2, each * .15), Math.max(1, side * map.rows[row].throttled / most), Math.max(1, each * .7));
            }
        }
    }
    paintTime(pen, colour) {
        const { left, right, bottom } = this.frame, from = this.second(this.view.first), to = this.second(this.view.end);
        const step = steps.find(one => (to - from) / one <= Math.max(2, (right - left) / 92)) || steps[steps.length - 1];
        pen.textBaseline = "top";
        pen.fillStyle = pen.strokeStyle = colour("--quiet");
        for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
            const x = left + (right - left) * (at - from) / (to - from);
            pen.textAlign = x > right - 26 ? "right" : x < left + 26 ? "left" : "center";
            pen.beginPath();
            pen.moveTo(x, bottom);
            pen.lineTo(x, bottom + 4);
            pen.stroke();
            pen.fillText(clock(at), x, bottom + 8);
        }
    }
}
by("figure.heat").forEach(figure => maps.push(new HeatMap(figure)));
root.dataset.ready = "yes";
})();
