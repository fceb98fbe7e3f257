/// The script of the report: filters, tool tips, tables and downloads.
///
/// The report shows everything without it, too.
enum ReportScript {
  static let javaScript = #"""
    'use strict';
    const data = JSON.parse(document.getElementById('data').textContent);
    const identity = ['server', 'operation', 'format', 'load', 'state'];
    const titles = {
      iterations_per_second: 'iterations/s', requests_per_second: 'requests/s',
      requests_per_second_low: '95 % interval, from', requests_per_second_high: '95 % interval, to',
      p50_ms: 'median, ms', p50_low_ms: 'its 95 % interval, from', p50_high_ms: 'its 95 % interval, to',
      p99_ms: '99th percentile, ms', ttfb_p50_ms: 'first byte, ms', errors: 'errors',
      cpu_ms: 'CPU ms per answer',
      images_per_cpu_second: 'answers per CPU second', requests: 'answers', blocks: 'blocks',
    };
    const column = key => data.columns.indexOf(key) + identity.length;
    const names = row => [data.servers[row[0]], data.operations[row[1]], data.formats[row[2]],
      data.loads[row[3]], row[4]];
    const all = (selector, root = document) => [...root.querySelectorAll(selector)];
    document.documentElement.classList.add('js');

    // Filters
    const form = document.getElementById('filters');
    const chosen = {};
    const passes = (key, value) => value === undefined || !chosen[key] || chosen[key].has(+value);
    const cellPasses = row => 'sofl'.split('').every((key, index) => passes(key, row[index]));
    const isShown = element => {
      const { c, s, o, f, l } = element.dataset;
      if (c !== undefined) return cellPasses(data.cells[c]);
      return passes('s', s) && passes('o', o) && passes('f', f) && passes('l', l);
    };
    const show = (element, visible) => element.toggleAttribute('hidden', !visible);
    const leaves = all('[data-c],[data-s],[data-o]:not(figure)');
    const figures = all('figure');
    const visibleLeaf = '[data-c]:not([hidden]),[data-s]:not([hidden])';

    function filter() {
      for (const key of 'sofl') {
        const boxes = all(`input[name=${key}]`, form);
        if (boxes.length) chosen[key] = new Set(boxes.filter(b => b.checked).map(b => +b.value));
      }
      for (const leaf of leaves) show(leaf, isShown(leaf));
      for (const figure of figures) {
        for (const part of all('table tbody', figure)) {
          show(part, part.querySelector(visibleLeaf) !== null);
        }
        show(figure, isShown(figure) && figure.querySelector(visibleLeaf) !== null);
        const open = figure.querySelector('details[open]');
        if (open) fill(open, figure);
      }
    }
    form.addEventListener('change', filter);
    document.getElementById('reset').addEventListener('click', () => {
      for (const box of all('input', form)) box.checked = true;
      filter();
    });

    // Data of a chart
    function rowsOf(figure) {
      const cells = new Set(all('[data-c]', figure).filter(e => isShown(e)).map(e => +e.dataset.c));
      if (figure.dataset.source === 'timeline') {
        return {
          columns: [...identity.slice(0, 4), 'second', 'warm_up', 'requests_per_second', 'p50_ms'],
          rows: data.timeline.filter(row => cells.has(row[0]))
            .map(row => [...names(data.cells[row[0]]).slice(0, 4), ...row.slice(1)]),
        };
      }
      return table([...cells], figure.dataset.columns.split(' '));
    }
    function table(cells, keys) {
      return {
        columns: [...identity, ...keys],
        rows: cells.map(index => {
          const row = data.cells[index];
          return [...names(row), ...keys.map(key => row[column(key)])];
        }),
      };
    }
    function csv({ columns, rows }) {
      const quoted = value => {
        const text = value === null ? '' : String(value);
        return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      };
      return [columns, ...rows].map(row => row.map(quoted).join(',')).join('\n') + '\n';
    }
    function json({ columns, rows }) {
      const record = row => Object.fromEntries(columns.map((key, index) => [key, row[index]]));
      return JSON.stringify(rows.map(record), null, 1) + '\n';
    }
    function save(content, kind, title) {
      const link = document.createElement('a');
      const type = kind === 'csv' ? 'text/csv' : 'application/json';
      const text = kind === 'csv' ? csv(content) : json(content);
      link.href = `data:${type};charset=utf-8,${encodeURIComponent(text)}`;
      link.download = `${title.replace(/[^\w.@-]+/g, '-')}.${kind}`;
      link.click();
    }
    for (const button of all('[data-all]', form)) {
      button.addEventListener('click', () => {
        const cells = data.cells.map((row, index) => index).filter(i => cellPasses(data.cells[i]));
        save(table(cells, data.columns), button.dataset.all, data.study);
      });
    }

    // A table and downloads below each chart
    function fill(details, figure) {
      const { columns, rows } = rowsOf(figure);
      const grid = document.createElement('table');
      const head = grid.createTHead().insertRow();
      for (const key of columns) {
        const title = document.createElement('th');
        title.scope = 'col';
        title.textContent = key;
        head.append(title);
      }
      const body = grid.createTBody();
      for (const row of rows) {
        const line = body.insertRow();
        for (const value of row) line.insertCell().textContent = value === null ? '–' : value;
      }
      details.querySelector('div').replaceChildren(grid);
    }
    for (const figure of figures) {
      const title = figure.querySelector('figcaption').textContent;
      const tools = document.createElement('div');
      tools.className = 'tools';
      if (figure.classList.contains('lines')) {
        const details = document.createElement('details');
        const summary = document.createElement('summary');
        const scroll = document.createElement('div');
        summary.textContent = 'Table';
        scroll.className = 'scroll';
        scroll.tabIndex = 0;
        scroll.setAttribute('role', 'group');
        scroll.setAttribute('aria-label', `Data of ${title}`);
        details.append(summary, scroll);
        details.addEventListener('toggle', () => details.open && fill(details, figure));
        tools.append(details);
      }
      for (const kind of ['csv', 'json']) {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = kind.toUpperCase();
        button.setAttribute('aria-label', `${kind.toUpperCase()} of ${title}`);
        button.addEventListener('click', () => save(rowsOf(figure), kind, `${data.study} ${title}`));
        tools.append(button);
      }
      figure.append(tools);
    }

    // Tool tips
    const tip = document.getElementById('tip');
    const figure = value => value < 1000 ? String(Number(value.toPrecision(3)))
      : Math.round(value).toLocaleString('en');
    const points = path => [...path.matchAll(/([\d.]+) ([\d.]+)/g)].map(m => [+m[1], +m[2]]);
    // The point of a panel's lines that is nearest to the pointer, within a finger's breadth.
    function nearest(panel, event) {
      const pointer = new DOMPoint(event.clientX, event.clientY)
        .matrixTransform(panel.getScreenCTM().inverse());
      const candidates = all('g:not([hidden])', panel).flatMap(line => 'c' in line.dataset
        ? points(line.querySelector('.l').getAttribute('d')).map(p => [line.dataset.c, ...p])
        : all('use[data-c]', line)
          .map(mark => [mark.dataset.c, +mark.getAttribute('x'), +mark.getAttribute('y')]));
      const far = ([, x, y]) => Math.hypot(x - pointer.x, y - pointer.y);
      const best = candidates.reduce((a, b) => a && far(a) <= far(b) ? a : b, null);
      return best && far(best) < 24 ? best : null;
    }
    function reading(panel, [, x, y]) {
      if (!panel.dataset.box) return [];
      const [left, right, bottom, top, xEnd, yStart, yEnd] =
        panel.dataset.box.split(' ').map(Number);
      const at = (x - left) / (right - left) * xEnd;
      const height = (bottom - y) / (bottom - top);
      const value = figure('log' in panel.dataset
        ? yStart * (yEnd / yStart) ** height : yStart + height * (yEnd - yStart));
      return [panel.dataset.reading === 'second'
        ? `after ${Math.floor(at)} s: ${value} ${panel.dataset.unit}`
        : `${Number(((1 - 10 ** -at) * 100).toPrecision(4))} % of answers within ${value} ms`];
    }
    function explain(event) {
      const panel = event.target.closest('.panel');
      const point = panel && nearest(panel, event);
      const target = point ? point[0] : event.target.closest('[data-c]')?.dataset.c;
      if (target === undefined) return show(tip, false);
      const row = data.cells[target];
      const [server, ...place] = names(row);
      const lines = Object.entries(titles).map(([key, title]) => [title, row[column(key)]])
        .filter(([, value]) => value !== null)
        .map(([title, value]) => `${title}: ${figure(value)}`);
      const read = point ? reading(panel, point) : [];
      tip.textContent = [server, place.slice(0, 3).join(' · '), ...read, ...lines].join('\n');
      show(tip, true);
      const { width, height } = tip.getBoundingClientRect();
      tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - width - 8))}px`;
      const below = event.clientY + 16;
      tip.style.top = `${below + height > innerHeight ? Math.max(4, below - height - 28) : below}px`;
    }
    document.addEventListener('pointermove', explain);
    document.addEventListener('pointerdown', explain);
    document.addEventListener('keydown', event => event.key === 'Escape' && show(tip, false));

    // Paper shows all details
    const folds = all('details[data-print]');
    addEventListener('beforeprint', () => folds.forEach(fold => { fold.open = true; }));
    """#
}
