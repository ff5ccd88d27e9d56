/**
 * Follows a content job until it ends, by polling, waiting or streaming.
 *
 *     import {followJob} from '/client/content-jobs.js';
 *     const end = await followJob('/api/content/jobs/j-1/status', {mode: 'stream', onUpdate: show});
 *     if (end.outcome === 'completed') show(end.imageUrls.simple);
 *     if (end.outcome === 'running') await end.resume();
 *
 * Every response leads to an outcome. The promise rejects only because of the caller: it aborts, an option is wrong, or its
 * `onUpdate` throws.
 *
 * | response                                     | effect                                                     |
 * |----------------------------------------------|------------------------------------------------------------|
 * | COMPLETED; FAILED                            | `completed`; `failed`                                      |
 * | any other status, known or not               | another request                                            |
 * | 404, 410, JOB_001, _002, _003, _004          | `missing`: a retry cannot help                             |
 * | another 4xx                                  | the next simpler mode; when polling, `missing`             |
 * | none, no JSON, 408, 425, 429, any other 5xx  | another request                                            |
 * | limit of time or requests reached            | `running`                                                  |
 *
 * @module content-jobs
 *
 * @typedef {'poll' | 'wait' | 'stream'} Mode
 * @typedef {{simple: string, fancy: string, trendy: string}} ImageUrls
 * @typedef {{code: string, message: string, httpStatus: number | null}} Trouble why a response has no status of the
 *     job: the server's code, HTTP_<status> or UNREADABLE, or without a response NETWORK or TIMEOUT
 * @typedef {{requests: number, mode: Mode}} Tally the number of requests, and the last mode
 * @typedef {Tally & {status: string | null, message: string, changed: boolean, trouble: Trouble | null}} Update
 *     the last known status, and whether it has changed
 *
 * @typedef {Tally & {outcome: 'completed', imageUrls: ImageUrls}} Completed
 * @typedef {Tally & {outcome: 'failed', error: string, message: string}} Failed
 * @typedef {Tally & Trouble & {outcome: 'missing'}} Missing
 * @typedef {Tally & {outcome: 'running', status: string | null, trouble: Trouble | null,
 *     resume: (changes?: Options) => Promise<End>}} Running `resume` continues with new limits
 * @typedef {Completed | Failed | Missing | Running} End
 *
 * @typedef {object} Options
 * @property {Mode} [mode] 'poll' (default) asks at intervals, 'wait' lets the server hold the response until the job
 *     changes, 'stream' receives events; each falls back to the one before it
 * @property {(update: Update) => void} [onUpdate] called for every response except the last one
 * @property {AbortSignal} [signal] rejects with its reason, and frees all timers, listeners and connections
 * @property {number} [intervalMillis] 2000: the pause if the server sends no Retry-After
 * @property {number} [maxTries] 15
 * @property {number} [maxMillis] 30000
 * @property {number} [requestMillis] 5000: the timeout of a request, in addition to its wait
 * @property {Record<string, string>} [headers] for every request, such as Authorization
 * @property {typeof globalThis.fetch} [fetch]
 * @property {Clock} [clock]
 *
 * @typedef {{now: () => number, sleep: (millis: number, signal?: AbortSignal) => Promise<void>}} Clock
 * @typedef {{status: string, message?: string, error?: string, imageUrls?: ImageUrls}} Report
 * @typedef {{report?: Report, etag?: string | null, streamed?: boolean, trouble?: Trouble,
 *     retryMillis?: number | null}} Answer without report and trouble: unchanged
 * @typedef {{requests: number, report: Report | null, etag: string | null}} Seen
 */

const SIMPLER = /** @type {const} */ ({stream: 'wait', wait: 'poll', poll: null});
const MAX_HOLD_SECONDS = 10; // the default limit of the server
const MAX_SILENCE_MILLIS = 20_000; // a stream's heartbeat comes every 5 s
const MIN_MILLIS = 10; // timers fire a little early, so a request with less time would be useless
const RETRY_MILLIS = {min: 1_000, max: 10_000}; // limits for Retry-After

/**
 * @param {string | URL} url of the job's status; may be relative to the page
 * @param {Options} [options]
 * @returns {Promise<End>}
 */
export async function followJob(url, options = {}) {
  return follow(new URL(url, globalThis.location?.href), options, {requests: 0, report: null, etag: null});
}

/** @param {URL} url @param {Options} options @param {Seen} seen @returns {Promise<End>} */
async function follow(url, options, seen) {
  const {onUpdate, signal, intervalMillis = 2_000, maxTries = 15, maxMillis = 30_000, clock = systemClock} = options;
  let {mode = 'poll'} = options;
  if (!Object.hasOwn(SIMPLER, mode)) throw new TypeError(`mode is none of ${Object.keys(SIMPLER)}: ${mode}`);
  const deadline = clock.now() + maxMillis;
  const left = () => deadline - clock.now();
  let trouble = /** @type {Trouble | null} */ (null);

  for (let tries = 0; tries < maxTries && left() >= MIN_MILLIS; tries++) {
    // The first request does not wait, so that the page can show a status at once.
    const hold = mode === 'wait' && seen.report ? Math.min(MAX_HOLD_SECONDS, Math.floor(left() / 1_000)) : 0;
    const asked = clock.now();
    let [news, streamed] = [false, false];
    let retryMillis = /** @type {number | null | undefined} */ (null);

    seen.requests++;
    for await (const answer of ask(url, mode, hold, seen.etag, left, options)) {
      signal?.throwIfAborted();
      const end = endOf(answer, mode);
      if (end) return {...end, requests: seen.requests, mode};
      const changed = answer.report !== undefined && answer.report.status !== seen.report?.status;
      news = changed;
      streamed ||= answer.streamed === true;
      trouble = answer.trouble ?? null;
      retryMillis = answer.retryMillis;
      if (answer.report) Object.assign(seen, {report: answer.report, etag: answer.etag});
      const {status = null, message = ''} = seen.report ?? {};
      onUpdate?.({status, message, changed, trouble, requests: seen.requests, mode});
    }

    const pause = retryMillis ?? intervalMillis;
    const held = clock.now() - asked >= Math.min(pause, hold * 1_000);
    // A stream without events, a response that came at once without a change, a request refused or cut off after a
    // long time: a proxy does not support this mode, so the module changes to a simpler one.
    const useless = mode === 'stream' ? !streamed : trouble ? refuses(trouble) || cuts(trouble) : !news && !held;
    if (useless) mode = SIMPLER[mode] ?? mode;
    // After a wait or a change the next wait follows without a pause. Otherwise there is always a pause, also after
    // the last request: 15 requests every 2 s take 30 s, and a resume keeps the interval.
    const atOnce = mode === 'wait' && !trouble && (news || (held && hold > 0));
    if (!atOnce) await clock.sleep(Math.max(0, Math.min(pause, left())), signal);
  }
  signal?.throwIfAborted();
  const resume = (/** @type {Options} */ changes = {}) => follow(url, {...options, ...changes}, {...seen});
  return {outcome: 'running', status: seen.report?.status ?? null, trouble, resume, requests: seen.requests, mode};
}

/**
 * @param {Answer} answer @param {Mode} mode
 * @returns {Omit<Completed, keyof Tally> | Omit<Failed, keyof Tally> | Omit<Missing, keyof Tally> | undefined}
 */
function endOf({report, trouble}, mode) {
  if (report?.imageUrls && report.status === 'COMPLETED') return {outcome: 'completed', imageUrls: report.imageUrls};
  if (report?.status === 'FAILED') return {outcome: 'failed', error: report.error ?? '', message: report.message ?? ''};
  if (trouble && (settles(trouble) || (mode === 'poll' && refuses(trouble)))) return {outcome: 'missing', ...trouble};
}

/** @param {Trouble} trouble */
const settles = ({httpStatus, code}) => httpStatus === 404 || httpStatus === 410 || /^JOB_00[1-4]$/.test(code);
/** @param {Trouble} trouble */
const refuses = ({httpStatus: s}) => s !== null && s >= 400 && s < 500 && s !== 408 && s !== 425 && s !== 429;
/** @param {Trouble} trouble */
const cuts = ({httpStatus, code}) => httpStatus === 504 || httpStatus === 408 || code === 'TIMEOUT';

/**
 * Sends one request. Yields one response, or all events of a stream. Throws only if the caller aborts.
 *
 * It reads streams with fetch. EventSource hides the status and body of errors, cannot send headers, reconnects for
 * ever, even after the last event, and does not notice a dead connection. The request has no Last-Event-ID: the repeated
 * first event shows that no gateway buffers the stream, and the header would need a preflight for another origin.
 *
 * @param {URL} url @param {Mode} mode @param {number} hold seconds @param {string | null} etag
 * @param {() => number} left milliseconds @param {Options} options
 * @returns {AsyncGenerator<Answer, void, void>}
 */
async function* ask(url, mode, hold, etag, left, options) {
  const {signal, requestMillis = 5_000, headers: extra, fetch = globalThis.fetch} = options;
  const own = new AbortController();
  const cancel = () => own.abort();
  let timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  let overtime = false;
  const allow = (/** @type {number} */ millis) => {
    clearTimeout(timer);
    overtime = left() <= millis;
    timer = setTimeout(cancel, Math.max(0, Math.min(millis, left())));
  };
  signal?.throwIfAborted();
  signal?.addEventListener('abort', cancel);
  try {
    const target = new URL(url);
    if (hold > 0) target.searchParams.set('wait', String(hold)); // unlike Prefer, no reason for a preflight
    const headers = new Headers(extra);
    headers.set('Accept', mode === 'stream' ? 'text/event-stream' : 'application/json');
    // For another origin If-None-Match needs a preflight; without it the server waits until the job has ended.
    if (hold > 0 && etag && target.origin === (globalThis.location?.origin ?? target.origin)) {
      headers.set('If-None-Match', etag);
    }
    allow(requestMillis + hold * 1_000);
    const response = await fetch(target, {headers, signal: own.signal, cache: 'no-store'});
    if (response.ok && response.body && /^text\/event-stream\b/.test(response.headers.get('Content-Type') ?? '')) {
      const events = serverSentEvents(response.body, () => allow(MAX_SILENCE_MILLIS));
      for await (const {event, id, data, retry} of events) {
        if (event !== 'status') continue;
        const retryMillis = bounded(Number.parseInt(retry));
        yield {report: reportOf(JSON.parse(data)), etag: quoted(id), streamed: true, retryMillis};
      }
    } else {
      yield await answerOf(response);
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (own.signal.aborted && overtime) return; // our time is up; the server has done nothing wrong
    const code = own.signal.aborted ? 'TIMEOUT' : error instanceof SyntaxError ? 'UNREADABLE' : 'NETWORK';
    yield {trouble: {code, message: '', httpStatus: null}};
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
    own.abort(); // an unfinished stream would keep its connection
  }
}

/** @param {Response} response @returns {Promise<Answer>} */
async function answerOf(response) {
  const retryMillis = retryAfter(response.headers);
  if (response.status === 304) return {retryMillis};
  if (response.ok) return {report: reportOf(await response.json()), etag: response.headers.get('ETag'), retryMillis};
  const {code, message} = Object(await response.json().catch(() => null)); // a gateway's page is HTML
  const httpStatus = response.status;
  const trouble = {code: String(code ?? `HTTP_${httpStatus}`), message: String(message ?? ''), httpStatus};
  return {trouble, retryMillis};
}

/** @param {any} body @returns {Report} */
function reportOf(body) {
  const isReport = typeof body?.status === 'string' && (body.status !== 'COMPLETED' || body.imageUrls?.simple);
  if (!isReport) throw new SyntaxError('not a job report');
  return body;
}

/** @param {Headers} headers */
function retryAfter(headers) {
  const value = headers.get('Retry-After') ?? '';
  if (/^\d+$/.test(value)) return bounded(Number(value) * 1_000);
  if (!value.endsWith('GMT')) return null;
  // Uses the server's clock if Date shows it, because the client's clock may be wrong by hours.
  return bounded(Date.parse(value) - (Date.parse(headers.get('Date') ?? '') || Date.now()));
}

/** @param {number} millis */
const bounded = (millis) =>
  Number.isNaN(millis) ? null : Math.min(Math.max(millis, RETRY_MILLIS.min), RETRY_MILLIS.max);

/** @param {string} id */
const quoted = (id) => (id === '' || id.endsWith('"') ? id || null : `"${id}"`);

/** @param {ReadableStream<Uint8Array>} body @param {() => void} onBytes */
async function* serverSentEvents(body, onBytes) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let next = {event: '', id: '', retry: '', data: ''};
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return; // an event without its empty line is half an event
    onBytes();
    text += decoder.decode(value, {stream: true});
    const lines = text.split(/\r\n|\n|\r(?!$)/); // a CR at the very end may be half a CRLF
    text = lines.pop() ?? '';
    for (const line of lines) {
      const [, field, content] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      if (field === 'data') next.data += `${content}\n`;
      else if (field === 'event' || field === 'id' || field === 'retry') next[field] = content;
      else if (line === '') {
        if (next.data) yield next;
        next = {...next, event: '', data: ''};
      }
    }
  }
}

/** @type {Clock} */
const systemClock = {
  now: () => performance.now(),
  sleep: (millis, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const cancel = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', cancel);
        resolve();
      }, millis);
      signal?.addEventListener('abort', cancel, {once: true});
    }),
};
