const KEY = 'content-jobs.runs';
const rows = document.querySelectorAll('#comparison tbody tr');

/** @typedef {{mode: string, seen: boolean, requests: number, lateness: number | null}} Run */

/** Stores a run until the tab is closed. @param {Run} run */
export function remember(run) {
  sessionStorage.setItem(KEY, JSON.stringify([...runs(), run]));
  show();
}

/** @returns {Run[]} */
function runs() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
  } catch {
    return [];
  }
}

export function show() {
  const lines = [...rows].map((row) => {
    const own = runs().filter(({mode}) => mode === row.dataset.mode);
    const seen = own.filter((run) => run.seen);
    return {row, own, seen, requests: mean(seen, 'requests'), lateness: mean(seen, 'lateness')};
  });
  const most = Math.max(1, ...lines.map(({lateness}) => lateness ?? 0));
  for (const {row, own, seen, requests, lateness} of lines) {
    const [, received, asked, late] = row.cells;
    received.textContent = own.length ? `${own.length}번 중 ${seen.length}번` : '–';
    asked.textContent = requests === null ? '–' : `${Number(requests.toFixed(1))}번`;
    late.textContent = lateness === null ? '–' : inSeconds(lateness);
    late.style.setProperty('--share', lateness === null ? '0' : String(Math.max(0.02, lateness / most)));
  }
}

/** @param {number} millis */
export const inSeconds = (millis) => `${(millis / 1000).toFixed(2)}초`;

/** @param {Run[]} list @param {'requests' | 'lateness'} field */
function mean(list, field) {
  const numbers = list.map((run) => run[field]).filter((value) => value !== null);
  return numbers.length ? numbers.reduce((a, b) => a + b) / numbers.length : null;
}
