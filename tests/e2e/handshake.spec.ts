import { type TestQuery } from './support/host';
import { expect, test } from './support/test';

/** What `/session` asks of its clients. */
const HANDSHAKE = {
  steps: [{ send: '{"type":"hello","token":"tributary"}' }, { await: "$.type == 'welcome'", withinSeconds: 5 }],
  rules: [
    { when: "$.type == 'ping'", send: '{"type":"pong","n":${match.n}}' },
    { when: "$.type == 'error'", fail: 'The server says: ${match.message}' },
  ],
};

const RECONNECT = { baseMs: 50, capMs: 200 };

/** A subscription of its own on a session, told apart by its id. */
function subscription(refId: string, id: string, mark: string, more: Record<string, string> = {}): TestQuery {
  const params = Object.entries({ rate: '50', [mark]: '1', ...more }).map(([name, value]) => ({ name, value }));
  return {
    refId,
    path: '/session',
    params,
    subscribe: `{"type":"subscribe","id":"${id}","session":"\${match.session}"}`,
    unsubscribe: `{"type":"unsubscribe","id":"${id}"}`,
    where: `$.id == '${id}' && $.type == 'data'`,
    fields: [
      { path: '$.data.time', type: 'time', role: 'time' },
      { path: '$.data.seq', type: 'number' },
    ],
  };
}

test('a handshake comes first, what the server answers is used, and two queries share the socket', async ({
  host,
  feed,
}) => {
  await host.open({
    ds: { jsonData: { handshake: HANDSHAKE } },
    query: [subscription('A', 'a', 'first'), subscription('B', 'b', 'first')],
  });
  await expect.poll(() => host.rows('A')).toBeGreaterThan(5);
  await expect.poll(() => host.rows('B')).toBeGreaterThan(5);
  const texts = (await feed.textsWith('first')).map((text) => JSON.parse(text) as Record<string, string>);
  expect(texts.map(({ type, id }) => [type, id])).toEqual([
    ['hello', undefined],
    ['subscribe', 'a'],
    ['subscribe', 'b'],
  ]);
  expect(texts[1]?.session).toMatch(/^s-\d+$/);
  expect(await host.notices()).toEqual([]);
  // Each has its own rows only, without a hole.
  for (const refId of ['A', 'B']) {
    const sequence = await host.values('seq', refId);
    expect(sequence).toEqual(sequence.map((_, index) => index));
  }
});

test('after the server was away the handshake is run again, and what was subscribed to comes again', async ({
  host,
  feed,
}) => {
  await host.open({
    ds: { jsonData: { handshake: HANDSHAKE, reconnect: RECONNECT } },
    query: [subscription('A', 'a', 'again'), subscription('B', 'b', 'again')],
  });
  await expect.poll(() => host.rows('B')).toBeGreaterThan(3);
  await feed.restart(300);
  const texts = async () =>
    (await feed.textsWith('again')).map((text) => JSON.parse(text) as { type: string; session?: string });
  const once = ['hello', 'subscribe', 'subscribe'];
  await expect.poll(async () => (await texts()).map(({ type }) => type)).toEqual([...once, ...once]);
  expect((await texts())[4]?.session).not.toBe((await texts())[1]?.session);
  // Each subscription's messages are counted from 0.
  await expect.poll(async () => (await host.values('seq', 'A')).indexOf(0, 1)).toBeGreaterThan(0);
  await expect.poll(async () => (await host.values('seq', 'B')).indexOf(0, 1)).toBeGreaterThan(0);
});

test('pings are answered, or the server would close', async ({ host, feed }) => {
  await host.open({
    ds: { jsonData: { handshake: HANDSHAKE } },
    query: subscription('A', 'a', 'pinged', { pingMs: '100' }),
  });
  const pongs = async () => (await feed.textsWith('pinged')).filter((text) => text.includes('pong'));
  await expect.poll(async () => (await pongs()).length).toBeGreaterThan(3);
  expect((await pongs()).slice(0, 3)).toEqual([0, 1, 2].map((n) => `{"type":"pong","n":${n}}`));
  expect((await feed.textsWith('pinged')).filter((text) => text.includes('hello'))).toHaveLength(1);
});

test('a message that comes before the server’s welcome does not confuse the handshake', async ({ host }) => {
  await host.open({
    ds: { jsonData: { handshake: HANDSHAKE } },
    query: subscription('A', 'a', 'wrong', { wrongOrder: '1', helloMs: '300' }),
  });
  await expect.poll(() => host.rows()).toBeGreaterThan(5);
});

test('a handshake that the server does not answer is given up, and the panel names the step', async ({ host }) => {
  const [hello, welcome] = HANDSHAKE.steps;
  const handshake = { steps: [hello, { ...welcome, withinSeconds: 0.3 }] };
  await host.open({
    ds: { jsonData: { handshake, reconnect: RECONNECT } },
    query: subscription('A', 'a', 'mute', { mute: '1' }),
  });
  await expect
    .poll(() => host.notices())
    .toContainEqual(expect.stringMatching(/^warning: Reconnecting.*step 2 of the handshake waits for within 300 ms/));
});

test('a token that the server refuses stops the connection with the server’s own words', async ({ host }) => {
  const steps = [{ send: '{"type":"hello","token":"wrong"}' }, HANDSHAKE.steps[1]];
  await host.open({
    ds: { jsonData: { handshake: { ...HANDSHAKE, steps } } },
    query: subscription('A', 'a', 'token'),
  });
  await expect
    .poll(() => host.notices())
    .toContainEqual(expect.stringMatching(/^error: Not connected: The server says: wrong token\. Refresh/));
});

test('a path in the handshake that is none is an error that names the step', async ({ host }) => {
  await host.open({
    ds: { jsonData: { handshake: { steps: [{ await: '$.session[' }] } } },
    query: subscription('A', 'a', 'path'),
  });
  await expect.poll(async () => (await host.panel())?.state).toBe('Error');
  expect((await host.panel())?.errors[0]?.message).toMatch(/^Handshake, step 1, character \d+/);
});

test('“Save & test” runs the handshake, and says what it waited for', async ({ host, feed }) => {
  const steps = [{ send: '{"type":"hello","token":"tributary"}' }, { await: '$.nothing', withinSeconds: 0.5 }];
  await host.open({
    ds: { url: `${feed.url}/session`, jsonData: { handshake: { steps } } },
  });
  await expect(await host.saveAndTest()).toContainText('step 2 of the handshake waits for within 500 ms');
});
