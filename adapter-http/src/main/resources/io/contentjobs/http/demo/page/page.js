import {followJob} from '/client/content-jobs.js';
import {inSeconds, remember, show as showComparison} from './comparison.js';
import {edit} from './editor.js';

const BOUND_MILLIS = 30_000;
const STYLES = {simple: '심플', fancy: '화려한', trendy: '트렌디'};
const MODES = {poll: '폴링', wait: '대기', stream: '스트림'};
const STATUSES = {PENDING: '접수되었습니다', PROCESSING: '이미지를 만들고 있습니다'};

/** The texts for errors, by code or HTTP status. */
const ERRORS = {
  JOB_001: ['작업을 찾을 수 없습니다', '만든 지 한 시간이 지났거나 주소가 잘못되었습니다.'],
  JOB_002: ['작업 번호가 올바르지 않습니다', '주소를 확인하거나 이미지를 다시 생성해 주세요.'],
  JOB_003: ['이미지가 만료되었습니다', '보관 기간이 지나 이미지가 지워졌습니다.'],
  JOB_004: ['작업 기록을 읽을 수 없습니다', '이미지를 다시 생성해 주세요.'],
  NETWORK: ['서버에 연결할 수 없습니다', '네트워크 연결을 확인하고 다시 시도해 주세요.'],
  TIMEOUT: ['서버가 응답하지 않습니다', '잠시 후 다시 시도해 주세요.'],
  404: ['작업을 찾을 수 없습니다', '주소를 확인하거나 이미지를 다시 생성해 주세요.'],
  410: ['이미지가 만료되었습니다', '보관 기간이 지나 이미지가 지워졌습니다.'],
  429: ['요청이 너무 많습니다', '잠시 후 다시 시도해 주세요.'],
  503: ['서버가 잠시 바쁩니다', '잠시 후 다시 시도해 주세요.'],
};
const UNKNOWN = ['문제가 생겼습니다', '잠시 후 다시 시도해 주세요.'];
const textOf = ({code, httpStatus}) => ERRORS[code] ?? ERRORS[httpStatus] ?? UNKNOWN;

const $ = (id) => document.getElementById(id);
const statusUrl = (jobId) => `/api/content/jobs/${encodeURIComponent(jobId)}/status`;
const chosenMode = () => document.querySelector('input[name=mode]:checked').value;

/** The job that the page shows, as stored for a reload. */
let job = null;
let current = new AbortController();
let submitting = false;
let ticking;

/** Shows the elements of a state, and announces the state once to screen readers. */
function enter(state, headline, detail) {
  const {jobId, started} = job ?? {};
  document.body.dataset.state = state;
  $('headline').textContent = headline;
  $('detail').textContent = detail;
  announce(`${headline}. ${detail}`);
  document.title = state === 'idle' ? '이벤트 이미지 만들기' : `${headline} · 이벤트 이미지`;

  const stopped = ['failed', 'timeout', 'missing', 'error'].includes(state);
  const shown = {
    elapsed: started && ['running', 'timeout', 'completed', 'failed'].includes(state),
    steps: ['running', 'timeout', 'completed'].includes(state),
    ghosts: ['idle', 'running', 'timeout'].includes(state),
    actions: stopped,
    'keep-waiting': state === 'timeout',
    styles: state === 'completed',
    next: state === 'completed',
    facts: jobId && state !== 'idle',
    trouble: false,
  };
  for (const [id, visible] of Object.entries(shown)) $(id).hidden = !visible;
  $('regenerate').classList.toggle('primary', state !== 'timeout');

  clearInterval(ticking);
  if (state === 'running' || state === 'timeout') ticking = setInterval(tick, 100);
  tick();
}

function announce(text) {
  if (!$('announcement').textContent.startsWith(text)) $('announcement').textContent = text;
}

function tick() {
  if (job?.started) $('elapsed').firstElementChild.textContent = ((job.took ?? Date.now() - job.started) / 1000).toFixed(1);
}

function step(status) {
  const steps = [...document.querySelectorAll('#steps li')];
  const known = steps.findIndex((item) => item.dataset.step === status);
  const at = status && known < 0 ? 1 : known; // a status of tomorrow is somewhere in between
  steps.forEach((item, i) => {
    item.classList.toggle('done', i < at || status === 'COMPLETED');
    if (i === at) item.setAttribute('aria-current', 'step');
    else item.removeAttribute('aria-current');
  });
}

const headlineOf = (status) => STATUSES[status] ?? '작업이 진행 중입니다';

function facts({mode, requests, lateness = ''}) {
  $('used-mode').textContent = mode === job.mode ? MODES[mode] : `${MODES[job.mode]} → ${MODES[mode]}`;
  job.requests = job.earlier + requests;
  $('requests').textContent = `${job.requests}번`;
  $('lateness').textContent = lateness;
  $('lateness').parentElement.hidden = !lateness;
  $('job-id').textContent = job.jobId;
}

/** Moves the focus, but only if the change has removed the focused element. */
function moveFocus(target) {
  const at = document.activeElement;
  if (at === document.body || at === null || at.closest('[hidden]') || at.id === 'headline') target.focus();
}

async function generate() {
  const draft = $('draft-id').value;
  const mode = chosenMode();
  const {signal} = restart();
  job = null;
  enter('running', '요청을 보내는 중입니다', '잠시만 기다려 주세요.');
  step(null);
  $('headline').focus();
  submitting = true;
  const answer = await submit(draft, signal);
  submitting = false;
  if (!answer.jobId) {
    enter('error', ...textOf(answer));
    moveFocus($('headline'));
    return;
  }
  job = {jobId: answer.jobId, draft, mode, started: Date.now(), earlier: 0};
  keep();
  follow(answer.location ?? statusUrl(job.jobId), signal);
}

async function submit(draft, signal) {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
  try {
    const url = `/api/content/images/${encodeURIComponent(draft)}/generate`;
    const response = await fetch(url, {method: 'POST', signal: limited});
    const body = await response.json().catch(() => ({}));
    if (response.ok && body.jobId) return {jobId: body.jobId, location: response.headers.get('Location')};
    return {code: body.code, httpStatus: response.status === 404 ? null : response.status};
  } catch {
    return {code: limited.aborted ? 'TIMEOUT' : 'NETWORK'};
  }
}

/** Stops to follow the current job. */
function restart() {
  current.abort();
  current = new AbortController();
  return current;
}

/** Stores the job in the URL, for a reload or another user, and its times in the tab. */
function keep() {
  const {jobId, draft, mode} = job;
  history.replaceState(null, '', `?${new URLSearchParams({draft, mode, job: jobId})}`);
  sessionStorage.setItem('content-jobs.job', JSON.stringify(job));
}

function restore() {
  const query = new URLSearchParams(location.search);
  const [jobId, draft, mode] = ['job', 'draft', 'mode'].map((name) => query.get(name));
  if (draft) $('draft-id').value = draft;
  if (Object.hasOwn(MODES, mode ?? '')) document.querySelector(`input[name=mode][value=${mode}]`).checked = true;
  if (!jobId) return;
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem('content-jobs.job'));
  } catch {
    // the stored value is not ours: start again
  }
  // The start time of a job from another tab is unknown.
  job = kept?.jobId === jobId ? kept : {jobId, draft: $('draft-id').value, mode: chosenMode(), started: null};
  job.earlier = job.requests ?? 0; // those made before the reload count too
  const left = Math.max(2_000, BOUND_MILLIS - (Date.now() - (job.started ?? Date.now())));
  follow(statusUrl(jobId), restart().signal, {maxMillis: left});
}

/** Follows the job until it ends, or resumes a job. */
async function follow(url, signal, {maxMillis = BOUND_MILLIS, resume = null, status = 'PENDING'} = {}) {
  const began = performance.now();
  enter('running', headlineOf(status), '다 되면 여기에 보여 드립니다.');
  step(status);
  if (!resume) facts({mode: job.mode, requests: 0});
  let end;
  try {
    end = await (resume?.({signal}) ?? followJob(url, {mode: job.mode, signal, maxMillis, onUpdate}));
  } catch (error) {
    if (signal.aborted) return;
    console.error(error);
    enter('error', ...UNKNOWN);
    moveFocus($('headline'));
    return;
  }
  const known = performance.now();
  const ended = end.outcome === 'completed' || end.outcome === 'failed';
  if (ended && job.started) job.took ??= Date.now() - job.started;
  facts(end);
  arrive(end, signal);
  const lateness = ended ? await measure(known, began) : null;
  if (signal.aborted) return;
  if (lateness !== null) facts({...end, lateness: inSeconds(lateness)});
  if (end.outcome !== 'missing' && !job.recorded) {
    remember({mode: job.mode, seen: ended, requests: job.requests, lateness});
    job.recorded = true;
  }
  keep();
}

function onUpdate({status, changed, mode, requests, trouble}) {
  facts({mode, requests});
  keep();
  $('trouble').hidden = !trouble;
  if (trouble) $('trouble').textContent = `${textOf(trouble)[0]}. 다시 시도하는 중입니다.`;
  if (!changed) return;
  $('headline').textContent = headlineOf(status);
  announce(`${headlineOf(status)}.`);
  step(status);
}

function arrive(end, signal) {
  if (end.outcome === 'completed') {
    deal(end.imageUrls);
    enter('completed', '이미지가 완성되었습니다', '세 가지 중 하나를 고르세요.');
    step('COMPLETED');
  } else if (end.outcome === 'failed') {
    enter('failed', end.error || '이미지 생성 실패', end.message || '다시 시도해주세요');
  } else if (end.outcome === 'missing') {
    enter('missing', ...textOf(end));
  } else {
    const [headline, detail] = end.trouble
      ? textOf(end.trouble)
      : ['30초가 지났습니다', '아직 만들고 있습니다. 더 기다리거나 다시 생성할 수 있습니다.'];
    enter('timeout', headline, detail);
    $('keep-waiting').onclick = () => {
      if (signal.aborted) return;
      $('headline').focus();
      follow(null, restart().signal, {resume: end.resume, status: end.status ?? 'PENDING'});
    };
  }
  moveFocus($('headline'));
}

/** Shows the three cards. */
function deal(imageUrls) {
  for (const [style, name] of Object.entries(STYLES)) {
    const image = $(`image-${style}`);
    image.alt = `${name} 스타일 이미지`;
    image.src = imageUrls[style];
  }
  for (const input of document.querySelectorAll('input[name=style]')) input.checked = false;
  choose(null);
  $('edit').onclick = () => {
    const {value} = document.querySelector('input[name=style]:checked');
    edit({url: imageUrls[value], style: value, name: STYLES[value], draft: job.draft});
  };
}

function choose(style) {
  $('edit').disabled = !style;
  $('edit-hint').textContent = style ? `${STYLES[style]} 스타일을 골랐습니다` : '스타일을 고르면 편집할 수 있습니다';
}

/**
 * Returns the delay of the news in milliseconds; null if the job had ended before the first request. The server returns
 * the age of the end, so the two clocks may differ. It took the age about half-way between the request and the response.
 */
async function measure(known, began) {
  try {
    const asked = performance.now();
    const response = await fetch(`/demo/jobs/${encodeURIComponent(job.jobId)}`, {cache: 'no-store'});
    if (!response.ok) return null;
    const answered = performance.now();
    const {endedMillisAgo} = await response.json();
    const ended = (asked + answered) / 2 - endedMillisAgo;
    return Number.isFinite(ended) && ended >= began ? Math.max(0, known - ended) : null;
  } catch {
    return null;
  }
}

$('request').addEventListener('submit', (event) => {
  event.preventDefault();
  if (!submitting) generate(); // a double click is one job
});
$('regenerate').addEventListener('click', () => $('request').requestSubmit());
$('styles').addEventListener('change', (event) => choose(event.target.value));
showComparison();
restore();
