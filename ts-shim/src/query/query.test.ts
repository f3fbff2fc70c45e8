import { asEngineError } from '../errors';
import { displayText } from './displayText';
import { describeError } from './describeError';
import { interpolateQuery } from './interpolate';
import { isRunnable, migrateQuery, type SavedQuery } from './migrate';
import { emissionsPerSecond, subscriptionSpec } from './spec';

const SETTINGS = { scope: 'abc#1', jsonData: {} };

describe('migrateQuery', () => {
  it('makes a query that says nothing show each message', () => {
    expect(migrateQuery({ refId: 'A' })).toEqual({
      refId: 'A',
      version: 1,
      fields: [{ path: '$', type: 'auto', role: 'value' }],
    });
  });

  it('keeps what the query says, also what a newer version added', () => {
    const saved = {
      refId: 'A',
      version: 7,
      path: 'x',
      fields: [{ path: '$.a', type: 'number', role: 'label', name: 'a', unit: 'm' }],
      novelty: true,
    } as unknown as SavedQuery;
    expect(migrateQuery(saved)).toEqual(saved);
  });

  it.each([null, undefined, 5, 'text', [], {}])('makes a usable query of %j', (saved) => {
    expect(isRunnable(migrateQuery(saved as never))).toBe(true);
  });

  it.each([{}, null, 7, 'x'])('shows each message where the fields are %j', (fields) => {
    expect(migrateQuery({ refId: 'A', fields } as never).fields).toEqual([{ path: '$', type: 'auto', role: 'value' }]);
  });

  it('repairs members of the wrong shape, and leaves out what cannot be', () => {
    const saved = {
      refId: 'A',
      path: 7,
      where: {},
      rows: null,
      params: [{ name: 'n', value: 1 }, null, 'x'],
      buffer: 5,
      fields: [{ path: 5, name: {} }, null, '$.a', { path: null }],
    };
    const migrated = migrateQuery(saved as never);
    expect(migrated).toEqual({
      refId: 'A',
      version: 1,
      path: '7',
      params: [{ name: 'n', value: '1' }],
      fields: ['5', '', '$.a', ''].map((path) => ({ path, type: 'auto', role: 'value' })),
    });
    expect(displayText(migrated)).toBe('/7: 5, $.a');
  });

  it('fills in a field’s type and role', () => {
    expect(migrateQuery({ refId: 'A', fields: [{ path: '$.a' }] }).fields).toEqual([
      { path: '$.a', type: 'auto', role: 'value' },
    ]);
  });
});

describe('isRunnable', () => {
  it('is true of a query with a field, and of one that says nothing', () => {
    expect(isRunnable({ refId: 'A', fields: [{ path: '' }, { path: '$.a' }] })).toBe(true);
    expect(isRunnable({ refId: 'A' })).toBe(true);
  });

  it('is false of a hidden query and of one whose fields are empty', () => {
    expect(isRunnable({ refId: 'A', hide: true })).toBe(false);
    expect(isRunnable({ refId: 'A', fields: [] })).toBe(false);
    expect(isRunnable({ refId: 'A', fields: [{ path: ' ' }] })).toBe(false);
  });
});

describe('interpolateQuery', () => {
  it('replaces variables in path, parameter values and messages, and leaves JSONPaths alone', () => {
    const replace = (text: string, scoped?: object) => text.replace('$symbol', `ABC${scoped ? '!' : ''}`);
    const query = migrateQuery({
      refId: 'A',
      path: 'ws/$symbol',
      params: [{ name: '$symbol', value: '$symbol' }],
      subscribe: '{"s":"$symbol"}',
      unsubscribe: '{"u":"$symbol"}',
      where: '$symbol',
      rows: '$symbol',
      fields: [{ path: '$symbol' }],
    });
    expect(interpolateQuery(query, replace, {})).toEqual({
      ...query,
      path: 'ws/ABC!',
      params: [{ name: '$symbol', value: 'ABC!' }],
      subscribe: '{"s":"ABC!"}',
      unsubscribe: '{"u":"ABC!"}',
    });
  });
});

describe('subscriptionSpec', () => {
  it('has the defaults where neither the query nor the data source says anything', () => {
    expect(subscriptionSpec(migrateQuery({ refId: 'A' }), SETTINGS, 'wss://x/')).toEqual({
      connection: {
        scope: 'abc#1',
        url: 'wss://x/',
        protocols: [],
        lingerMs: 30_000,
        reconnect: { baseMs: 500, capMs: 30_000, stableMs: 10_000, connectTimeoutMs: 10_000, closeCodes: [] },
        handshake: [],
      },
      stream: {
        fields: [{ path: '$', type: 'auto', role: 'value' }],
        buffer: { kind: 'append', rows: 1000 },
        lingerMs: 600_000,
      },
    });
  });

  it('takes the data source’s settings and the query’s', () => {
    const jsonData = {
      subprotocols: ['v1.json', ''],
      reconnect: { capMs: 5000 },
      linger: { socketMs: 0, bufferMs: 1 },
    };
    const query = migrateQuery({ refId: 'A', subscribe: '{}', where: ' ', buffer: { kind: 'append', rows: 7 } });
    const { connection, stream } = subscriptionSpec(query, { scope: 'abc#1', jsonData }, 'wss://x/');
    expect(connection).toMatchObject({ protocols: ['v1.json'], lingerMs: 0, reconnect: { baseMs: 500, capMs: 5000 } });
    expect(stream).toMatchObject({ subscribe: '{}', lingerMs: 1, buffer: { kind: 'append', rows: 7 } });
    expect(stream.where).toBeUndefined();
  });

  it('leaves out fields without a path and empty names', () => {
    const query = migrateQuery({ refId: 'A', fields: [{ path: '' }, { path: '$.a', name: '' }] });
    expect(subscriptionSpec(query, SETTINGS, 'wss://x/').stream.fields).toEqual([
      { path: '$.a', type: 'auto', role: 'value' },
    ]);
  });

  const refusal = (query: object): string => {
    try {
      subscriptionSpec(migrateQuery({ refId: 'A', ...query }), SETTINGS, 'wss://x/');
      return '';
    } catch (thrown) {
      return describeError(asEngineError(thrown, 'x'), migrateQuery({ refId: 'A', ...query }).fields);
    }
  };

  it.each([0, -5, 1.5, 2_000_000, '50', NaN])('refuses to keep %s rows, in the editor’s words', (rows) => {
    expect(refusal({ buffer: { kind: 'append', rows } })).toMatch(
      /^Keep rows: It takes a whole number from 1 to 1,000,000, not /
    );
  });

  it('refuses a kind of buffer that it does not know by its name', () => {
    expect(refusal({ buffer: { kind: 'ring', rows: 5 } })).toContain('“ring” is not supported');
  });

  it('refuses a type and a role that do not exist, naming the field', () => {
    const fields = [{ path: '' }, { path: '$.a', type: 'float' }];
    expect(refusal({ fields })).toMatch(/^Field 2 \(\$\.a\): There is no type “float”: choose one of auto, number/);
    expect(refusal({ fields: [{ path: '$.a', role: 3 }] })).toContain('There is no role 3');
  });

  it('takes an age, a rate and times that are no numbers above zero for not set', () => {
    const query = migrateQuery({ refId: 'A', buffer: { kind: 'append', rows: 5, ageSeconds: 0 } });
    const jsonData = { linger: { socketMs: 'x', bufferMs: -1 }, reconnect: { baseMs: null } } as never;
    const { connection, stream } = subscriptionSpec(query, { scope: 'a', jsonData }, 'wss://x/');
    expect(stream).toMatchObject({ buffer: { kind: 'append', rows: 5, ageSeconds: undefined }, lingerMs: 600_000 });
    expect(connection).toMatchObject({ lingerMs: 30_000, reconnect: { baseMs: 500 } });
    expect(emissionsPerSecond({ maxHz: 'fast' as never }, { emit: { hz: NaN } })).toBe(10);
  });

  it('emits between once and sixty times a second', () => {
    expect(emissionsPerSecond({ maxHz: 1000 }, {})).toBe(60);
    expect(emissionsPerSecond({}, { emit: { hz: 0 } })).toBe(1);
    expect(emissionsPerSecond({ maxHz: 2 }, { emit: { hz: 20 } })).toBe(2);
  });
});

describe('describeError', () => {
  it('names the input and counts characters from 1', () => {
    const error = { code: 'path-syntax', message: 'expected a name', field: 'fields[1].path', position: 2 };
    expect(describeError(error, [{ path: '$' }, { path: '$.' }])).toBe('Field 2 ($.), character 3: expected a name');
    expect(describeError(error, [{ path: '$' }, { path: '' }, { path: '$.' }])).toMatch(/^Field 3 \(\$\.\)/);
    expect(describeError({ code: 'x', message: 'no', field: 'rows', position: 0 })).toBe('Rows, character 1: no');
  });

  it('does not say twice that it is about the data source’s address', () => {
    const error = { code: 'url-missing', message: 'The data source has no address.', field: 'url' };
    expect(describeError(error)).toBe('The data source has no address.');
  });

  it('is the message alone when that is all there is', () => {
    expect(describeError({ code: 'x', message: 'no' })).toBe('no');
  });
});

describe('displayText', () => {
  it('says where the query listens and what it takes', () => {
    const query = migrateQuery({
      refId: 'A',
      path: '/ticker',
      fields: [{ path: '$.p', name: 'price' }, { path: '$.q' }],
    });
    expect(displayText(query)).toBe('/ticker: price, $.q');
  });
});
