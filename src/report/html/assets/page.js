// What a reader can do with the page beyond reading it. Without it, everything is still there.
const doc = document;
const one = (selector, root = doc) => root.querySelector(selector);
const all = (selector, root = doc) => [...root.querySelectorAll(selector)];
doc.documentElement.classList.add('js');
for (const element of all('[data-js]')) element.hidden = false;

const whole = location.pathname + location.search;
const hint = one('.hint')?.textContent;
const say = (vpc, text) => {
  one('.hint', vpc).textContent = text;
};

/** Opens all that hides an element: not every browser does so by itself when a fragment leads there. */
const reveal = (element) => {
  for (let at = element; at; at = at.parentElement) if (at.matches('details')) at.open = true;
};

const decoded = (raw) => {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
};

const clear = () => {
  for (const vpc of all('.vpc.sel')) {
    vpc.classList.remove('sel');
    say(vpc, hint);
  }
  for (const element of all('.on,.me')) element.classList.remove('on', 'me');
};

/** The panel's part that a fragment names: a subnet that shares a panel has no parts of its own. */
const partOf = (id) => {
  const [subnet, service] = id.split('/');
  const found = doc.getElementById(id);
  const panel = doc.getElementById(subnet)?.closest('.hop');

  return found ?? (panel && service ? all('section,i', panel).find((part) => part.id.endsWith(`/${service}`)) : null);
};

/** The ways of one subnet or service alone. */
const choose = (raw, isClick) => {
  const id = decoded(raw);
  clear();
  const part = id === '' ? null : partOf(id);
  const panel = part?.closest('.hop');
  if (!panel) return false;
  const vpc = panel.closest('.vpc');
  const box = doc.getElementById(id.split('/')[0])?.dataset.b;
  const isService = box === undefined;
  const service = panel.dataset.s ?? (id.includes('/') ? part.dataset.s?.split(' ')[0] : undefined);
  reveal(panel);
  vpc.classList.add('sel');
  panel.classList.add('on');
  part.closest('section')?.classList.add('on');
  for (const element of all('.n,.w,.way', vpc)) {
    const has = (name) => element.classList.contains(name);
    const ofBox = isService || has(`b${box}`);
    const ofService = service === undefined || has(`s${service}`);
    const pairs = element.dataset.p?.split(' ');
    const isPair = isService || service === undefined || !pairs || pairs.includes(`${box}.${service}`);
    if (has('bx') ? ofBox : has('sv') ? ofService : ofBox && ofService && isPair) element.classList.add('on');
  }
  const chosen = one(isService ? `.sv.s${service}` : `.bx.b${box}`, vpc);
  chosen?.classList.add('me');
  say(vpc, `Only the ways of ${one('b', panel).textContent} are shown. Escape brings all back.`);
  if (!isClick) return true;
  const [shown, told] = [chosen.getBoundingClientRect(), panel.getBoundingClientRect()];
  if (shown.bottom > told.top - 16 && told.top > 0) scrollBy(0, shown.bottom - told.top + 24);
  if (location.hash !== `#${raw}`) history.pushState(null, '', `#${raw}`);

  return true;
};

const follow = () => {
  const raw = location.hash.slice(1);
  if (choose(raw)) return one('.vpc.sel figure').scrollIntoView({ block: 'start' });
  const target = doc.getElementById(decoded(raw));
  reveal(target);
  target?.scrollIntoView();
};
addEventListener('hashchange', follow);
addEventListener('popstate', follow);

const copy = (button) => {
  const code = one('code', button.parentNode);
  const done = () => {
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1600);
  };
  const byHand = () => {
    const range = doc.createRange();
    range.selectNodeContents(code);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    if (doc.execCommand('copy')) done();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(done, byHand);
  else byHand();
};

doc.addEventListener('click', (event) => {
  const button = event.target.closest('.copy');
  if (button) copy(button);
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey) return;
  const raw = link.getAttribute('href').slice(1);
  if (link.classList.contains('all')) {
    event.preventDefault();
    clear();
    history.pushState(null, '', whole);
  } else if (link.closest('.pic') && choose(raw, true)) event.preventDefault();
  else reveal(doc.getElementById(decoded(raw)));
});

addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !one('.vpc.sel')) return;
  const link = one('.vpc.sel a.me');
  clear();
  link?.focus();
  history.replaceState(null, '', whole);
});

const table = one('.mx');
const rows = table ? all('tbody tr:not(.grp)', table) : [];
const wanted = { q: '', fv: '', fs: '', ft: '', fa: '', verdict: '' };
const total = rows.reduce((sum, row) => sum + Number(row.dataset.n), 0);
const fits = (row) => {
  const verdicts = row.dataset.v.split(' ');
  const judged = wanted.fs === '' ? verdicts : [verdicts[wanted.fs]];

  return (
    (!wanted.q || row.textContent.toLowerCase().includes(wanted.q)) &&
    (!wanted.fv || row.parentNode.dataset.vpc === wanted.fv) &&
    (!wanted.ft || row.dataset.t?.split(' ').includes(wanted.ft)) &&
    (!wanted.fa || row.dataset.a === wanted.fa) &&
    (wanted.verdict ? judged.includes(wanted.verdict) : judged.some((verdict) => verdict !== '-'))
  );
};
const hideColumns = () => {
  for (const row of all('tr:not(.grp)', table))
    for (const [at, cell] of [...row.cells].entries())
      if (at >= 5) cell.hidden = wanted.fs !== '' && at - 5 !== Number(wanted.fs);
};
const filter = () => {
  let shown = 0;
  for (const row of rows) {
    row.hidden = !fits(row);
    if (!row.hidden) shown += Number(row.dataset.n);
  }
  for (const body of all('tbody', table)) {
    const heading = one('.grp', body);
    if (heading) heading.hidden = !one('tr:not(.grp):not([hidden])', body);
  }
  hideColumns();
  one('#shown').textContent =
    shown === total ? `all ${total} subnet${total === 1 ? '' : 's'}` : `${shown} of ${total} subnets`;
};
for (const id of ['q', 'fv', 'fs', 'ft', 'fa'])
  one(`#${id}`)?.addEventListener('input', (event) => {
    wanted[id] = event.target.value.toLowerCase();
    if (id !== 'q') wanted[id] = event.target.value;
    filter();
  });
for (const chip of all('.chips button'))
  chip.addEventListener('click', () => {
    const isOn = chip.getAttribute('aria-pressed') !== 'true';
    for (const other of all('.chips button')) other.setAttribute('aria-pressed', 'false');
    chip.setAttribute('aria-pressed', String(isOn));
    wanted.verdict = isOn ? chip.dataset.v : '';
    filter();
  });

const worstFirst = ['public', 'split', 'unknown', 'transit', 'unreachable', 'private', '-'];
const compare = (a, b) =>
  a === '' || b === '' || Number.isNaN(a - b) ? a.localeCompare(b, 'en', { numeric: true }) : a - b;
const sort = (heading) => {
  const was = heading.getAttribute('aria-sort');
  const isUp = heading.classList.contains('num') ? was === 'descending' : was !== 'ascending';
  for (const other of all('th[aria-sort]', table)) other.removeAttribute('aria-sort');
  heading.setAttribute('aria-sort', isUp ? 'ascending' : 'descending');
  const key = ({ cells, dataset }) => {
    const at = heading.cellIndex;
    const { dataset: own, textContent } = cells[at];

    return own.k ?? (at < 5 ? textContent : String(worstFirst.indexOf(dataset.v.split(' ')[at - 5])));
  };
  for (const body of all('tbody', table))
    for (const row of all('tr:not(.grp)', body).sort((a, b) => (isUp ? 1 : -1) * compare(key(a), key(b))))
      body.append(row);
};
for (const heading of table ? all('thead th', table) : []) {
  const button = doc.createElement('button');
  button.type = 'button';
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener('click', () => sort(heading));
}
if (table) filter();

let shut = [];
addEventListener('beforeprint', () => {
  shut = all('details:not([open]):not(.hop)').filter((details) => !details.closest('.mx'));
  for (const details of shut) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of shut) details.open = false;
});
addEventListener('load', () => setTimeout(follow));
