import assert from 'node:assert/strict';
import {getEventListeners, once} from 'node:events';
import {createServer} from 'node:http';
import {afterEach, describe, test} from 'node:test';
import {followJob} from '../../main/resources/io/contentjobs/http/client/content-jobs.js';

const IMAGES = {simple: '/s.svg', fancy: '/f.svg', trendy: '/t.svg'};
const PENDING = {status: 'PENDING', message: '이미지 생성 중입니다'};
const PROCESSING = {status: 'PROCESSING', message: '이미지 생성 중입니다'};
const COMPLETED = {status: 'COMPLETED', imageUrls: IMAGES};
const FAILED = {status: 'FAILED', error: '이미지 생성 실패', message: '다시 시도해주세요'};

const opened = [];
afterEach(() => Promise.all(opened.splice(0).map((backend) => backend.stop())));

/** A server that gives the answers in turn, the last one again and again, and remembers what it was asked. */
async function backend(...answers) {
  const requests = [];
  const server = createServer((request, response) => {
    const {pathname, searchParams} = new URL(request.url, 'http://backend');
    const closed = once(response, 'close');
    requests.push({path: pathname, wait: searchParams.get('wait'), headers: request.headers, closed});
    answers[Math.min(requests.length, answers.length) - 1](response);
  });
  const start = (port = 0) => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    return closed;
  };
  await start();
  const {port} = server.address();
  const self = {url: `http://127.0.0.1:${port}/api/content/jobs/j-1/status`, requests, stop, restart: () => start(port)};
  opened.push(self);
  return self;
}

/** A clock on which pauses pass at once and are remembered. */
function clock() {
  let now = 1_000_000;
  const pauses = [];
  const pass = (millis) => void (now += millis);
  const sleep = async (millis, signal) => {
    signal?.throwIfAborted();
    pauses.push(Math.round(millis));
    pass(millis);
  };
  return {now: () => now, sleep, pass, pauses};
}

const answer = (status, body, headers = {}) => (response) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {'Content-Type': 'application/json', ...headers}).end(status === 304 ? undefined : text);
};
const report = (body, headers) => answer(200, body, {ETag: `"${body.status}"`, ...headers});
const running = (body = PENDING) => report(body, {'Retry-After': '2'});
const unavailable = (headers = {'Retry-After': '2'}) => answer(503, {code: 'JOB_005', message: '잠시 후'}, headers);
const unchanged = answer(304, '', {'Retry-After': '2'});
const held = (time, millis, then) => (response) => (time.pass(millis), then(response));
const silence = () => {};
const cut = (response) => response.destroy();
const event = (body) => `event: status\nid: "${body.status}"\ndata: ${JSON.stringify(body)}\n\n`;
const streaming = (...texts) => (response) => {
  response.writeHead(200, {'Content-Type': 'text/event-stream;charset=utf-8'}).flushHeaders();
  for (const text of texts) typeof text === 'string' ? response.write(text) : text(response);
};
const over = (response) => response.end();

/** A fetch whose body comes in exactly these chunks. */
const chunked = (...chunks) => async () => {
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return new Response(body, {headers: {'Content-Type': 'text/event-stream'}});
};
const json = (body) => async () => Response.json(body);
const never = ({signal}) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
const settled = () => new Promise((resolve) => setImmediate(resolve));
const bytes = (text) => new TextEncoder().encode(text);
const STATUS_URL = 'http://127.0.0.1/api/content/jobs/j-1/status';

describe('polling', () => {
  test('asks the plain URL every two seconds until the job is completed', async () => {
    const time = clock();
    const {url, requests} = await backend(running(), running(PROCESSING), report(COMPLETED));
    const end = await followJob(url, {clock: time});
    assert.deepEqual(end, {outcome: 'completed', imageUrls: IMAGES, requests: 3, mode: 'poll'});
    assert.deepEqual(time.pauses, [2000, 2000]);
    for (const {path, wait, headers} of requests) {
      assert.equal(path, '/api/content/jobs/j-1/status');
      assert.equal(wait, null);
      assert.equal(headers.accept, 'application/json');
      assert.equal(headers['if-none-match'], undefined);
    }
  });

  test('tells the error of a failed job', async () => {
    const {url} = await backend(report(FAILED));
    assert.deepEqual(await followJob(url), {
      outcome: 'failed',
      error: '이미지 생성 실패',
      message: '다시 시도해주세요',
      requests: 1,
      mode: 'poll',
    });
  });

  test('gives up after 15 tries and 30 seconds, still running', async () => {
    const time = clock();
    const started = time.now();
    const {url, requests} = await backend(running(PROCESSING));
    const end = await followJob(url, {clock: time});
    assert.equal(end.outcome, 'running');
    assert.equal(end.status, 'PROCESSING');
    assert.equal(end.trouble, null);
    assert.equal(requests.length, 15);
    assert.equal(time.now() - started, 30_000);
  });

  test('gives up after 30 seconds even if fewer tries were made', async () => {
    const time = clock();
    const {url, requests} = await backend(report(PENDING, {'Retry-After': '7'}));
    assert.equal((await followJob(url, {clock: time})).outcome, 'running');
    assert.equal(requests.length, 5);
    assert.deepEqual(time.pauses, [7000, 7000, 7000, 7000, 2000]);
  });

  test('makes no last request in the blink that a timer fires too early', async () => {
    const time = clock();
    const sleep = (millis) => time.sleep(millis - 0.7);
    const {url, requests} = await backend(report(PENDING, {'Retry-After': '10'}));
    assert.equal((await followJob(url, {clock: {...time, sleep}})).outcome, 'running');
    assert.equal(requests.length, 3);
  });

  test('gives up after 15 tries even if time is left', async () => {
    const time = clock();
    const {url, requests} = await backend(report(PENDING, {'Retry-After': '1'}));
    assert.equal((await followJob(url, {clock: time})).outcome, 'running');
    assert.equal(requests.length, 15);
  });

  test('makes no request at all when the bounds are no numbers', async () => {
    const {url, requests} = await backend(running());
    assert.equal((await followJob(url, {maxMillis: Number.NaN})).outcome, 'running');
    assert.equal((await followJob(url, {maxTries: Number.NaN})).outcome, 'running');
    assert.equal(requests.length, 0);
  });

  test('goes on where it stopped, with fresh bounds, and counts all requests', async () => {
    const {url} = await backend(running(), running(), running(), report(COMPLETED));
    const first = await followJob(url, {clock: clock(), maxTries: 2});
    assert.equal(first.requests, 2);
    const second = await first.resume();
    assert.equal(second.outcome, 'completed');
    assert.equal(second.requests, 4);
  });

  test('goes on with other options and another signal if wanted', async () => {
    const {url, requests} = await backend(running(), report(COMPLETED));
    const first = await followJob(url, {clock: clock(), maxTries: 1});
    const end = await first.resume({mode: 'wait', signal: new AbortController().signal});
    assert.equal(end.mode, 'wait');
    assert.equal(requests[1].wait, '10');
    assert.equal(requests[1].headers['if-none-match'], '"PENDING"');
  });

  test('counts an unknown status as running, Retry-After or not', async () => {
    const time = clock();
    const updates = [];
    const {url} = await backend(report({status: 'QUEUED'}), report(COMPLETED));
    const end = await followJob(url, {clock: time, onUpdate: (update) => updates.push(update)});
    assert.equal(end.outcome, 'completed');
    assert.equal(updates[0].status, 'QUEUED');
    assert.deepEqual(time.pauses, [2000]);
  });

  test('tells every answer, and which of them is news', async () => {
    const updates = [];
    const {url} = await backend(running(), running(), unavailable(), running(PROCESSING), report(COMPLETED));
    await followJob(url, {clock: clock(), onUpdate: (update) => updates.push(update)});
    assert.deepEqual(
      updates.map(({status, changed, requests, trouble}) => [status, changed, requests, trouble?.code]),
      [
        ['PENDING', true, 1, undefined],
        ['PENDING', false, 2, undefined],
        ['PENDING', false, 3, 'JOB_005'],
        ['PROCESSING', true, 4, undefined],
      ],
    );
    assert.equal(updates[0].message, '이미지 생성 중입니다');
    assert.equal(updates[0].mode, 'poll');
  });

  test('can be resumed twice, each on its own account', async () => {
    const {url} = await backend(running());
    const first = await followJob(url, {clock: clock(), maxTries: 1});
    assert.equal((await first.resume()).requests, 2);
    assert.equal((await first.resume()).requests, 2);
  });

  test('sends the headers it was given, past every cache', async () => {
    const {url, requests} = await backend(report(COMPLETED));
    const caches = [];
    const spy = (target, init) => (caches.push(init.cache), fetch(target, init));
    await followJob(url, {headers: {Authorization: 'Bearer t'}, fetch: spy});
    assert.equal(requests[0].headers.authorization, 'Bearer t');
    assert.deepEqual(caches, ['no-store']);
  });
});

describe('the end is missing', () => {
  for (const [status, code] of [[404, 'JOB_001'], [404, 'HTTP_404'], [410, 'JOB_003'], [400, 'JOB_002'], [500, 'JOB_004']]) {
    for (const mode of ['poll', 'wait', 'stream']) {
      test(`for ${status} ${code} in mode ${mode}, at the first request`, async () => {
        const {url, requests} = await backend(answer(status, {code, message: '없음'}));
        const end = await followJob(url, {mode, clock: clock()});
        assert.deepEqual(end, {outcome: 'missing', code, message: '없음', httpStatus: status, requests: 1, mode});
        assert.equal(requests.length, 1);
      });
    }
  }

  test('for a 404 without a body of ours', async () => {
    const {url} = await backend(answer(404, '<h1>Not Found</h1>'));
    const {outcome, code} = await followJob(url);
    assert.deepEqual([outcome, code], ['missing', 'HTTP_404']);
  });

  test('for any other refusal of the simplest way of asking', async () => {
    const {url} = await backend(answer(401, {code: 'AUTH_001', message: 'no'}));
    const {outcome, code} = await followJob(url);
    assert.deepEqual([outcome, code], ['missing', 'AUTH_001']);
  });

  test('but a refusal of the way of asking only leads to a simpler one', async () => {
    const {url, requests} = await backend(answer(406, {}), answer(400, {code: 'HTTP_400'}), report(COMPLETED));
    const end = await followJob(url, {mode: 'stream', clock: clock()});
    assert.equal(end.outcome, 'completed');
    assert.equal(end.mode, 'poll');
    assert.equal(requests.length, 3);
  });
});

describe('transient trouble does not end it:', () => {
  for (const [name, trouble, code] of [
    ['503', unavailable(), 'JOB_005'],
    ['503 of a gateway, in HTML', answer(503, '<html>'), 'HTTP_503'],
    ['502', answer(502, '<html>'), 'HTTP_502'],
    ['504', answer(504, '<html>'), 'HTTP_504'],
    ['500 that is not ours', answer(500, {code: 'HTTP_500', message: ''}), 'HTTP_500'],
    ['429', answer(429, {}), 'HTTP_429'],
    ['408', answer(408, {}), 'HTTP_408'],
    ['a cut connection', cut, 'NETWORK'],
    ['a cut body', (r) => r.writeHead(200, {'Content-Length': '99'}).write('{', () => r.destroy()), 'NETWORK'],
    ['a body that is no JSON', answer(200, '<html>log in first</html>'), 'UNREADABLE'],
    ['a body without a status', answer(200, {}), 'UNREADABLE'],
    ['a body of null', answer(200, 'null'), 'UNREADABLE'],
    ['a completed job without images', answer(200, {status: 'COMPLETED'}), 'UNREADABLE'],
    ['no body', answer(204, ''), 'UNREADABLE'],
  ]) {
    test(name, async () => {
      const time = clock();
      const updates = [];
      const {url} = await backend(running(), trouble, report(COMPLETED));
      const end = await followJob(url, {clock: time, onUpdate: (update) => updates.push(update)});
      assert.equal(end.outcome, 'completed');
      assert.deepEqual([end.requests, end.mode], [3, 'poll']);
      assert.deepEqual([updates[1].status, updates[1].changed, updates[1].trouble.code], ['PENDING', false, code]);
      assert.deepEqual(time.pauses, [2000, 2000]);
    });
  }

  test('a server that never answers, since each request has its own time', async () => {
    const updates = [];
    const {url, requests} = await backend(silence, report(COMPLETED));
    const end = await followJob(url, {clock: clock(), requestMillis: 30, onUpdate: (update) => updates.push(update)});
    assert.equal(end.outcome, 'completed');
    assert.equal(updates[0].trouble.code, 'TIMEOUT');
    await requests[0].closed;
  });

  test('a server that is gone for a while', async () => {
    const time = clock();
    const server = await backend(running(), report(COMPLETED));
    const codes = [];
    const onUpdate = ({trouble}) => codes.push(trouble?.code);
    const sleep = async (millis, signal) => {
      if (time.pauses.length === 0) await server.stop();
      if (time.pauses.length === 2) await server.restart();
      await time.sleep(millis, signal);
    };
    const end = await followJob(server.url, {clock: {...time, sleep}, onUpdate});
    assert.equal(end.outcome, 'completed');
    assert.deepEqual(codes, [undefined, 'NETWORK', 'NETWORK']);
    assert.equal(end.requests, 4);
  });

  test('but it is told, if it lasts to the last try', async () => {
    const {url} = await backend(running(), unavailable());
    const end = await followJob(url, {clock: clock()});
    assert.equal(end.outcome, 'running');
    assert.equal(end.status, 'PENDING');
    assert.deepEqual(end.trouble, {code: 'JOB_005', message: '잠시 후', httpStatus: 503});
    assert.equal(end.requests, 15);
  });

  test('and what our own end of time cuts off is no trouble', async () => {
    const {url} = await backend(silence);
    const end = await followJob(url, {maxMillis: 30});
    assert.equal(end.outcome, 'running');
    assert.equal(end.trouble, null);
  });
});

describe('Retry-After', () => {
  const at = (millis) => new Date(millis).toUTCString();
  const server = Date.UTC(2020, 0, 1);
  for (const [name, headers, pause] of [
    ['in seconds is obeyed', {'Retry-After': '5'}, 5000],
    ['of 0 is a second: no stampede', {'Retry-After': '0'}, 1000],
    ['of a day is ten seconds', {'Retry-After': '86400'}, 10_000],
    ["as a date is measured by the server's clock", {'Retry-After': at(server + 4000), Date: at(server)}, 4000],
    ['as a date in the past is a second', {'Retry-After': at(server - 4000), Date: at(server)}, 1000],
    ['that is no number and no date is left out', {'Retry-After': 'soon'}, 2000],
    ['that is no whole number is left out', {'Retry-After': '2.5'}, 2000],
    ['that is no real date is left out', {'Retry-After': 'Someday GMT'}, 2000],
    ['that is negative is left out', {'Retry-After': '-3'}, 2000],
  ]) {
    for (const [what, first] of [['a running job', report(PENDING, headers)], ['a 503', unavailable(headers)]]) {
      test(`${name}, of ${what}`, async () => {
        const time = clock();
        const {url} = await backend(first, report(COMPLETED));
        await followJob(url, {clock: time});
        assert.deepEqual(time.pauses, [pause]);
      });
    }
  }

  test('as a date is measured by our own clock where the server shows none', async () => {
    const time = clock();
    const retry = {'Retry-After': at(Date.now() + 8000)};
    const answers = [() => Response.json(PENDING, {headers: retry}), () => Response.json(COMPLETED)];
    await followJob(STATUS_URL, {clock: time, fetch: async () => answers.shift()()});
    assert.ok(time.pauses[0] > 2000 && time.pauses[0] <= 8000, `${time.pauses}`);
  });

  test('missing means the interval', async () => {
    const time = clock();
    const {url} = await backend(report(PENDING), report(COMPLETED));
    await followJob(url, {clock: time, intervalMillis: 3000});
    assert.deepEqual(time.pauses, [3000]);
  });
});

describe('waiting', () => {
  test('looks once, then has each answer held until there is news', async () => {
    const time = clock();
    const {url, requests} = await backend(
      running(),
      held(time, 4000, running(PROCESSING)),
      held(time, 10_000, unchanged),
      held(time, 6000, report(COMPLETED)),
    );
    const updates = [];
    const end = await followJob(url, {mode: 'wait', clock: time, onUpdate: (update) => updates.push(update)});
    assert.deepEqual(end, {outcome: 'completed', imageUrls: IMAGES, requests: 4, mode: 'wait'});
    assert.deepEqual(time.pauses, []);
    assert.deepEqual(requests.map(({wait, headers}) => [wait, headers['if-none-match']]), [
      [null, undefined],
      ['10', '"PENDING"'],
      ['10', '"PROCESSING"'],
      ['10', '"PROCESSING"'],
    ]);
    assert.deepEqual(updates.map(({status, changed}) => [status, changed]), [
      ['PENDING', true],
      ['PROCESSING', true],
      ['PROCESSING', false],
    ]);
  });

  test('is over after 30 seconds, the last look being a plain one', async () => {
    const time = clock();
    const {url, requests} = await backend(
      running(),
      held(time, 10_100, unchanged),
      held(time, 10_100, unchanged),
      held(time, 9_100, unchanged),
      running(),
    );
    const end = await followJob(url, {mode: 'wait', clock: time});
    assert.equal(end.outcome, 'running');
    assert.equal(end.mode, 'wait');
    assert.deepEqual(requests.map(({wait}) => wait), [null, '10', '10', '9', null]);
    assert.deepEqual(time.pauses, [700]);
  });

  test('goes on at once where it stopped', async () => {
    const time = clock();
    const {url, requests} = await backend(running(), held(time, 5000, unchanged), report(COMPLETED));
    const first = await followJob(url, {mode: 'wait', clock: time, maxTries: 2});
    await first.resume();
    assert.equal(requests[2].wait, '10');
    assert.equal(requests[2].headers['if-none-match'], '"PENDING"');
  });

  test('keeps the rest of the URL', async () => {
    const asked = [];
    const answers = [PENDING, COMPLETED];
    const fetch = async (url) => (asked.push(url.search), Response.json(answers.shift()));
    await followJob(`${STATUS_URL}?a=1`, {mode: 'wait', clock: clock(), fetch});
    assert.deepEqual(asked, ['?a=1', '?a=1&wait=10']);
  });

  test('needs no validator', async () => {
    const time = clock();
    const bare = answer(200, PENDING, {'Retry-After': '2'});
    const {url, requests} = await backend(bare, held(time, 10_000, bare), report(COMPLETED));
    const end = await followJob(url, {mode: 'wait', clock: time});
    assert.equal(end.mode, 'wait');
    assert.deepEqual(requests.map(({headers}) => headers['if-none-match']), [undefined, undefined, undefined]);
  });

  test('sends no validator to another origin, where it would cost a preflight', async (context) => {
    globalThis.location = {href: 'https://shop.example/', origin: 'https://shop.example'};
    context.after(() => delete globalThis.location);
    const {url, requests} = await backend(running(), report(COMPLETED));
    await followJob(url, {mode: 'wait', clock: clock()});
    assert.equal(requests[1].wait, '10');
    assert.equal(requests[1].headers['if-none-match'], undefined);
  });

  test('falls back to polling when answers are not held', async () => {
    const time = clock();
    const {url, requests} = await backend(running(), unchanged, running(), report(COMPLETED));
    const end = await followJob(url, {mode: 'wait', clock: time});
    assert.equal(end.mode, 'poll');
    assert.deepEqual(time.pauses, [2000, 2000]);
    assert.deepEqual(requests.map(({wait}) => wait), [null, '10', null, null]);
  });

  for (const [name, first] of [
    ['a gateway cuts them', answer(504, '<html>')],
    ['they are refused', answer(400, {code: 'HTTP_400', message: ''})],
  ]) {
    test(`falls back to polling when ${name}`, async () => {
      const {url} = await backend(running(), first, report(COMPLETED));
      const end = await followJob(url, {mode: 'wait', clock: clock()});
      assert.deepEqual([end.outcome, end.mode, end.requests], ['completed', 'poll', 3]);
    });
  }

  test('falls back to polling when they are swallowed', async (context) => {
    context.mock.timers.enable({apis: ['setTimeout']});
    const answers = [json(PENDING), never, json(COMPLETED)];
    const updates = [];
    const fetch = (url, init) => answers.shift()(init);
    const following = followJob(STATUS_URL, {mode: 'wait', clock: clock(), fetch, onUpdate: (it) => updates.push(it)});
    await settled();
    context.mock.timers.tick(14_999);
    await settled();
    assert.equal(answers.length, 1);
    context.mock.timers.tick(1);
    const end = await following;
    assert.deepEqual([end.outcome, end.mode, updates[1].trouble.code], ['completed', 'poll', 'TIMEOUT']);
  });

  test('stays with it where the server holds for a shorter time than asked', async () => {
    const time = clock();
    const {url} = await backend(running(), held(time, 3000, unchanged), held(time, 3000, report(COMPLETED)));
    const end = await followJob(url, {mode: 'wait', clock: time});
    assert.deepEqual([end.mode, time.pauses], ['wait', []]);
  });

  test('makes a pause after a 503, however long it was held before', async () => {
    const time = clock();
    const {url} = await backend(running(), held(time, 5000, unavailable()), report(COMPLETED));
    await followJob(url, {mode: 'wait', clock: time});
    assert.deepEqual(time.pauses, [2000]);
  });

  test('stays with it through a 503 and a cut connection, after a pause', async () => {
    const time = clock();
    const {url} = await backend(running(), unavailable(), cut, report(COMPLETED));
    const end = await followJob(url, {mode: 'wait', clock: time});
    assert.equal(end.mode, 'wait');
    assert.deepEqual(time.pauses, [2000, 2000]);
  });

  test('is bounded by the tries though every answer is news', async () => {
    let count = 0;
    const {url, requests} = await backend((response) => running({status: `STEP_${count++}`})(response));
    assert.equal((await followJob(url, {mode: 'wait', clock: clock()})).outcome, 'running');
    assert.equal(requests.length, 15);
  });
});

describe('streaming', () => {
  test('is told every change and the end by one request', async () => {
    const updates = [];
    const {url, requests} = await backend(
      streaming('retry: 2000\n\n', event(PENDING), ': still here\n\n', event(PROCESSING), event(COMPLETED)),
    );
    const end = await followJob(url, {mode: 'stream', onUpdate: (update) => updates.push(update)});
    assert.deepEqual(end, {outcome: 'completed', imageUrls: IMAGES, requests: 1, mode: 'stream'});
    assert.deepEqual(updates.map(({status}) => status), ['PENDING', 'PROCESSING']);
    assert.equal(requests[0].headers.accept, 'text/event-stream');
  });

  test('lets go of the connection after the last event, though the server keeps it open', async () => {
    const {url, requests} = await backend(streaming(event(FAILED)));
    assert.equal((await followJob(url, {mode: 'stream'})).outcome, 'failed');
    await requests[0].closed;
  });

  test('connects again when the stream ends early, after the pause that it named', async () => {
    const time = clock();
    const {url} = await backend(streaming('retry: 3000\n\n', event(PENDING), over), streaming(event(COMPLETED)));
    const end = await followJob(url, {mode: 'stream', clock: time});
    assert.deepEqual([end.outcome, end.mode, end.requests], ['completed', 'stream', 2]);
    assert.deepEqual(time.pauses, [3000]);
  });

  test('connects again when the connection is cut, and a repeated event is no news', async () => {
    const updates = [];
    const first = streaming(event(PENDING), (response) => response.write(': x\n\n', () => setImmediate(cut, response)));
    const {url} = await backend(first, streaming(event(PENDING), event(COMPLETED)));
    const end = await followJob(url, {mode: 'stream', clock: clock(), onUpdate: (update) => updates.push(update)});
    assert.deepEqual([end.outcome, end.mode], ['completed', 'stream']);
    assert.deepEqual(updates.map(({changed, trouble}) => [changed, trouble?.code]), [
      [true, undefined],
      [false, 'NETWORK'],
      [false, undefined],
    ]);
  });

  test('survives the server stopping and coming back', async () => {
    const time = clock();
    const server = await backend(streaming(event(PENDING)), streaming(event(COMPLETED)));
    const onUpdate = ({trouble}) => void (trouble ?? server.stop());
    const sleep = async (millis) => (await server.restart(), time.sleep(millis));
    const end = await followJob(server.url, {mode: 'stream', clock: {...time, sleep}, onUpdate});
    assert.deepEqual([end.outcome, end.mode, end.requests], ['completed', 'stream', 2]);
  });

  test('waits when there is no seat for a stream', async () => {
    const time = clock();
    const {url, requests} = await backend(unavailable(), running(), held(time, 5000, report(COMPLETED)));
    const end = await followJob(url, {mode: 'stream', clock: time});
    assert.deepEqual([end.outcome, end.mode], ['completed', 'wait']);
    assert.deepEqual(requests.map(({wait}) => wait), [null, null, '10']);
    assert.deepEqual(time.pauses, [2000]);
  });

  test('takes a plain answer for what it is, and waits at once', async () => {
    const time = clock();
    const {url, requests} = await backend(running(), held(time, 5000, report(COMPLETED)));
    const end = await followJob(url, {mode: 'stream', clock: time});
    assert.deepEqual([end.outcome, end.mode, end.requests], ['completed', 'wait', 2]);
    assert.equal(requests[1].headers['if-none-match'], '"PENDING"');
    assert.deepEqual(time.pauses, []);
  });

  test('waits when a stream brings nothing before it ends, with the last event for a validator', async () => {
    const {url, requests} = await backend(streaming(event(PENDING), over), streaming(over), report(COMPLETED));
    const end = await followJob(url, {mode: 'stream', clock: clock()});
    assert.deepEqual([end.outcome, end.mode], ['completed', 'wait']);
    assert.equal(requests[2].headers['if-none-match'], '"PENDING"');
  });

  test('waits when a gateway holds the stream back', async () => {
    const {url} = await backend(streaming(), report(COMPLETED));
    const end = await followJob(url, {mode: 'stream', clock: clock(), requestMillis: 30});
    assert.deepEqual([end.outcome, end.mode], ['completed', 'wait']);
  });

  test('comes down to polling, one step at a time', async () => {
    const {url, requests} = await backend(running(), unchanged, report(COMPLETED));
    const end = await followJob(url, {mode: 'stream', clock: clock()});
    assert.deepEqual([end.mode, requests.length], ['poll', 3]);
  });

  test('starts as a stream again when resumed', async () => {
    const {url, requests} = await backend(unavailable(), streaming(event(COMPLETED)));
    const first = await followJob(url, {mode: 'stream', clock: clock(), maxTries: 1});
    assert.equal(first.mode, 'wait');
    assert.equal((await first.resume()).mode, 'stream');
    assert.equal(requests[1].headers.accept, 'text/event-stream');
  });

  test('is over when its time is, though the stream goes on', async () => {
    const {url, requests} = await backend(streaming(event(PROCESSING)));
    const end = await followJob(url, {mode: 'stream', maxMillis: 60});
    assert.deepEqual([end.outcome, end.status, end.trouble, end.requests], ['running', 'PROCESSING', null, 1]);
    await requests[0].closed;
  });

  test('connects again when not even a heartbeat comes', async (context) => {
    context.mock.timers.enable({apis: ['setTimeout']});
    let stream;
    const body = new ReadableStream({start: (controller) => void (stream = controller)});
    const quiet = ({signal}) => {
      signal.addEventListener('abort', () => stream.error(signal.reason));
      return Promise.resolve(new Response(body, {headers: {'Content-Type': 'text/event-stream'}}));
    };
    const answers = [quiet, () => chunked(bytes(event(COMPLETED)))()];
    const codes = [];
    const options = {fetch: (url, init) => answers.shift()(init), onUpdate: ({trouble}) => codes.push(trouble?.code)};
    const following = followJob(STATUS_URL, {mode: 'stream', clock: clock(), ...options});
    stream.enqueue(bytes(event(PENDING)));
    await settled();
    context.mock.timers.tick(15_000);
    stream.enqueue(bytes(': heartbeat\n\n'));
    await settled();
    context.mock.timers.tick(19_999);
    await settled();
    assert.deepEqual(codes, [undefined]);
    context.mock.timers.tick(1);
    const end = await following;
    assert.deepEqual([end.outcome, end.mode, end.requests, codes], ['completed', 'stream', 2, [undefined, 'TIMEOUT']]);
  });

  test('connects again when an event is not a report', async () => {
    const {url} = await backend(streaming(event(PENDING), 'event: status\ndata: {"st\n\n'), streaming(event(COMPLETED)));
    const end = await followJob(url, {mode: 'stream', clock: clock()});
    assert.deepEqual([end.outcome, end.requests], ['completed', 2]);
  });
});

describe('a stream is read', () => {
  const failure = {status: 'FAILED', error: '서버 🎨 오류', message: ''};
  const text = `\uFEFFretry: 2000\n\n: 하트비트\n\n${event(PENDING)}id\nevent:status\ndata:${JSON.stringify(failure)}\n\n`;
  const follow = (fetch, onUpdate) => followJob(STATUS_URL, {mode: 'stream', fetch, onUpdate, maxTries: 1, clock: clock()});

  for (const [name, ending] of [['LF', '\n'], ['CRLF', '\r\n']]) {
    test(`byte by byte, with ${name}`, async () => {
      const seen = [];
      const body = bytes(text.replaceAll('\n', ending));
      const chunks = Array.from(body, (_, i) => body.subarray(i, i + 1));
      const end = await follow(chunked(...chunks), ({status}) => seen.push(status));
      assert.deepEqual(seen, ['PENDING']);
      assert.equal(end.error, '서버 🎨 오류');
    });

    test(`cut in two at every place, with ${name}`, async () => {
      const body = bytes(text.replaceAll('\n', ending));
      for (let i = 0; i <= body.length; i++) {
        const end = await follow(chunked(body.subarray(0, i), body.subarray(i)));
        assert.equal(end.error, '서버 🎨 오류', `cut at ${i}`);
      }
    });
  }

  test('with bare CRs', async () => {
    const end = await follow(chunked(bytes(`${text}: bye\n`.replaceAll('\n', '\r'))));
    assert.equal(end.error, '서버 🎨 오류');
  });

  test('with data on several lines', async () => {
    const lines = JSON.stringify(failure, null, 1).replaceAll(/^/gm, 'data: ');
    const end = await follow(chunked(bytes(`event: status\n${lines}\n\n`)));
    assert.equal(end.error, '서버 🎨 오류');
  });

  test('past events of other names, unknown fields and nonsense', async () => {
    const data = `data: ${JSON.stringify(COMPLETED)}\n\n`;
    const noise = `${data}event: other\n${data}field: x\n:\nnonsense\nevent: status\n\n${event(PENDING)}${data}`;
    const end = await follow(chunked(bytes(noise + text)));
    assert.equal(end.outcome, 'failed');
  });

  test('but half an event is none', async () => {
    const end = await follow(chunked(bytes(event(COMPLETED).slice(0, -1))));
    assert.deepEqual([end.outcome, end.status, end.mode], ['running', null, 'wait']);
  });

  test('and an id without quotes makes a validator too', async () => {
    const asked = [];
    const answers = [
      chunked(bytes(`event: status\nid: a1\ndata: ${JSON.stringify(PENDING)}\n\n`)),
      chunked(),
      json(COMPLETED),
    ];
    const fetch = (url, {headers}) => (asked.push(headers.get('If-None-Match')), answers.shift()());
    await followJob(STATUS_URL, {mode: 'stream', fetch, clock: clock()});
    assert.deepEqual(asked, [null, null, '"a1"']);
  });
});

describe('cancelling', () => {
  const reason = new Error('never mind');
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

  /** Follows, lets `when` cancel, and expects that nothing is left. */
  async function cancelled(url, options, when) {
    const controller = new AbortController();
    const before = timers();
    const started = performance.now();
    const abort = () => controller.abort(reason);
    const following = followJob(url, {...options, ...when?.(abort), signal: controller.signal});
    if (!when) abort();
    await assert.rejects(following, reason);
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
    assert.equal(timers(), before);
    assert.ok(performance.now() - started < 1_900, 'the pause of two seconds was not waited for');
  }
  const onUpdate = (abort) => ({onUpdate: abort});
  const soonAfterUpdate = (abort) => ({onUpdate: () => setImmediate(abort)});

  test('before it begins makes no request', async () => {
    const {url, requests} = await backend(running());
    await assert.rejects(followJob(url, {signal: AbortSignal.abort(reason)}), reason);
    assert.equal(requests.length, 0);
  });

  test('right after the start', async () => {
    const {url} = await backend(running());
    await cancelled(url, {});
  });

  for (const mode of ['poll', 'stream']) {
    test(`while a request is under way, in mode ${mode}`, async () => {
      let abort;
      const {url, requests} = await backend(() => abort());
      await cancelled(url, {mode}, (it) => void (abort = it));
      await requests[0].closed;
    });

    test(`while a body is under way, in mode ${mode}`, async () => {
      let abort;
      const half = (response) => response.writeHead(200).write('{"status":', () => setImmediate(abort));
      const {url, requests} = await backend(half);
      await cancelled(url, {mode}, (it) => void (abort = it));
      await requests[0].closed;
    });
  }

  test('while an answer is held', async () => {
    let abort;
    const {url, requests} = await backend(running(), () => abort());
    await cancelled(url, {mode: 'wait'}, (it) => void (abort = it));
    await requests[1].closed;
  });

  test('during the pause', async () => {
    const {url, requests} = await backend(running());
    await cancelled(url, {}, soonAfterUpdate);
    assert.equal(requests.length, 1);
  });

  test('during the pause after trouble', async () => {
    const {url} = await backend(unavailable());
    await cancelled(url, {}, soonAfterUpdate);
  });

  test('between two events of a stream', async () => {
    const {url, requests} = await backend(streaming(event(PENDING)));
    await cancelled(url, {mode: 'stream'}, soonAfterUpdate);
    await requests[0].closed;
  });

  for (const [mode, first] of [['poll', running()], ['wait', running()], ['stream', streaming(event(PENDING))]]) {
    test(`from within onUpdate, in mode ${mode}`, async () => {
      const {url, requests} = await backend(first);
      await cancelled(url, {mode}, onUpdate);
      assert.equal(requests.length, 1);
    });
  }

  test('wins over an end that comes at the same time', async () => {
    let abort;
    const fetch = async () => (abort(), Response.json(COMPLETED));
    await cancelled(STATUS_URL, {fetch}, (it) => void (abort = it));
  });

  test('from within the last onUpdate still rejects', async () => {
    const {url} = await backend(running());
    await cancelled(url, {mode: 'wait', maxTries: 1}, onUpdate);
  });

  test('in the last pause still rejects', async () => {
    const {url} = await backend(running());
    await cancelled(url, {maxTries: 1}, soonAfterUpdate);
  });

  test('leaves nothing to cancel after an end', async () => {
    const {url} = await backend(running(), report(COMPLETED));
    const {signal} = new AbortController();
    await followJob(url, {signal, intervalMillis: 1, clock: clock()});
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });

  test('a real pause ends by itself and takes its listener along', async () => {
    const {url} = await backend(report(PENDING), report(COMPLETED));
    const {signal} = new AbortController();
    const end = await followJob(url, {signal, intervalMillis: 5});
    assert.equal(end.outcome, 'completed');
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });
});

describe("the caller's mistakes are thrown:", () => {
  const bug = new Error('bug in the page');
  const throwing = {onUpdate: () => { throw bug; }};

  for (const [mode, first] of [['poll', running()], ['wait', running()], ['stream', streaming(event(PENDING))]]) {
    test(`an onUpdate that throws, in mode ${mode}, leaving no connection behind`, async () => {
      const {url, requests} = await backend(first);
      await assert.rejects(followJob(url, {...throwing, mode}), bug);
      await requests[0].closed;
      assert.equal(requests.length, 1);
    });
  }

  test('an unknown mode', async () => {
    for (const mode of ['push', 'toString', '']) {
      await assert.rejects(followJob(STATUS_URL, {mode}), new TypeError(`mode is none of stream,wait,poll: ${mode}`));
    }
  });

  test('a URL that is none', async () => {
    await assert.rejects(followJob('/relative/to/nothing'), {name: 'TypeError'});
  });
});
