'use strict';
// Refreshes the page in place: fetches it again, as the server renders it now, and changes what differs, so that scroll position,
// focus, open details and what is being typed stay. Elements are known again by data-key.
{
  const PERIOD = 5000;
  const PATIENCE = 10000;
  const TYPING = 300;
  const filter = document.querySelector('form.filter');
  let seen = new Date();
  let shownTag;
  let turn = 0;
  let timer;

  const later = (delay) => {
    clearTimeout(timer);
    timer = document.hidden ? undefined : setTimeout(refresh, delay);
  };

  async function refresh() {
    const mine = ++turn;
    clearTimeout(timer);
    let loaded;
    let why;
    try {
      loaded = await load();
    } catch (failure) {
      why = failure.cause ?? document.getElementById('stale').dataset.silent;
    }
    if (mine !== turn) {
      return;
    }
    later(PERIOD);
    if (why) {
      complain(why);
    } else {
      seen = new Date();
      document.getElementById('stale').hidden = true;
      show(loaded);
    }
  }

  /** The page, unless it is the one that is shown. A missing task is a page, too; only what is no page is a failure. */
  async function load() {
    const response = await fetch(location.href, { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE) });
    const type = response.headers.get('Content-Type') ?? '';
    if (!type.startsWith('text/html')) {
      const { answer } = document.getElementById('stale').dataset;
      throw new Error('no page', { cause: answer.replace('{0}', response.status) });
    }
    const tag = response.headers.get('ETag') ?? '';
    if (tag === shownTag) {
      return { tag };
    }
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    return { tag, page };
  }

  function show({ tag, page }) {
    if (!page) {
      return;
    }
    shownTag = tag === '' ? undefined : tag;
    const focused = document.activeElement;
    document.title = page.title;
    for (const part of ['link[rel=icon]', 'main', 'footer']) {
      become(document.querySelector(part), page.querySelector(part));
    }
    if (focused !== document.activeElement) {
      focused.focus({ preventScroll: true });
    }
  }

  function complain(why) {
    const stale = document.getElementById('stale');
    const text = stale.dataset.stale.replace('{0}', seen.toLocaleTimeString()).replace('{1}', why);
    if (stale.textContent !== text) {
      stale.textContent = text;
    }
    stale.hidden = false;
  }

  function become(old, wanted) {
    if (old.isEqualNode(wanted)) {
      return;
    }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      old.nodeValue = wanted.nodeValue;
      return;
    }
    takeAttributes(old, wanted);
    takeChildren(old, wanted);
  }

  /** Whether details are open is the reader's affair. */
  function takeAttributes(old, wanted) {
    for (const { name, value } of wanted.attributes) {
      if (old.getAttribute(name) !== value) {
        old.setAttribute(name, value);
      }
    }
    for (const { name } of [...old.attributes]) {
      if (!wanted.hasAttribute(name) ? name !== 'open' : false) {
        old.removeAttribute(name);
      }
    }
  }

  function takeChildren(old, wanted) {
    const keyed = new Map([...old.children].map((child) => [child.dataset.key, child]));
    let next = old.firstChild;
    for (const child of [...wanted.childNodes]) {
      const key = child.dataset?.key;
      const match = key === undefined ? next : keyed.get(key);
      keyed.delete(key);
      if (!isAlike(match, child)) {
        old.insertBefore(document.importNode(child, true), next);
        continue;
      }
      if (match === next) {
        next = next.nextSibling;
      } else {
        old.insertBefore(match, next);
      }
      become(match, child);
    }
    while (next) {
      const rest = next.nextSibling;
      next.remove();
      next = rest;
    }
  }

  function isAlike(one, other) {
    return one?.nodeName === other.nodeName ? one.dataset?.key === other.dataset?.key : false;
  }

  /** The form asks the server for the filtered page, as it does without a script, but in place. */
  function applyFilter() {
    const given = [...new FormData(filter)].filter(([, value]) => value.trim() !== '');
    const query = new URLSearchParams(given).toString();
    history.replaceState(null, '', query === '' ? './' : '?' + query);
    refresh();
  }

  filter?.addEventListener('submit', (event) => {
    event.preventDefault();
    applyFilter();
  });
  let typing;
  filter?.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(applyFilter, TYPING);
  });
  document.addEventListener('visibilitychange', () => {
    later(0);
  });
  later(PERIOD);
}
