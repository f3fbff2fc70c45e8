import { FieldType } from '@grafana/data';

import { type StreamStats } from '../engine/protocol';
import { booleans, json, numbers, OPEN, prices, snapshot, strings } from '../testing/snapshots';
import { migrateQuery } from '../query/migrate';
import { toDataFrame } from './toDataFrame';

const query = { refId: 'A' };

describe('toDataFrame', () => {
  it('puts the columns into fields of the same order, with their types', () => {
    const frame = toDataFrame(
      snapshot(
        [
          numbers('time', [1000], 'time'),
          numbers('price', [1.5]),
          strings('symbol', ['ABC']),
          booleans('maker', [true]),
          json('message', ['{"a":1}']),
        ],
        1
      ),
      OPEN,
      query
    );
    expect(frame.refId).toBe('A');
    expect(frame.length).toBe(1);
    expect(frame.fields.map(({ name, type, values }) => [name, type, values])).toEqual([
      ['time', FieldType.time, [1000]],
      ['price', FieldType.number, [1.5]],
      ['symbol', FieldType.string, ['ABC']],
      ['maker', FieldType.boolean, [true]],
      ['message', FieldType.string, ['{"a":1}']],
    ]);
  });

  it('has null where a row has no value, in every type', () => {
    const rows = Array.from({ length: 10 }, (_, row) => row);
    const holed = <T>(value: (row: number) => T) => rows.map((row) => (row % 3 === 1 ? null : value(row)));
    const columns = [
      numbers('number', holed(Number)),
      strings('string', holed(String)),
      booleans(
        'boolean',
        holed((row) => row % 2 === 0)
      ),
      json(
        'json',
        holed((row) => `[${row}]`)
      ),
    ];
    const frame = toDataFrame(snapshot(columns, rows.length), OPEN, query);
    expect(frame.fields.map(({ values }) => values)).toEqual([
      holed(Number),
      holed(String),
      holed((row) => row % 2 === 0),
      holed((row) => `[${row}]`),
    ]);
  });

  it('reads text beyond ASCII, empty text and a byte order mark as they are', () => {
    const texts = ['Zürich', '', '東京', '🚋', '\ufeffx', 'plain', 'Zürich'];
    const frame = toDataFrame(snapshot([strings('name', texts), json('raw', texts)], texts.length), OPEN, query);
    expect(frame.fields[0].values).toEqual(texts);
    expect(frame.fields[1].values).toEqual(texts);
  });

  it('has plain arrays, never typed ones', () => {
    const frame = toDataFrame(prices(1, 2), OPEN, query);
    frame.fields.forEach(({ values }) => expect(Array.isArray(values)).toBe(true));
  });

  it('is new each time, and Grafana may write into it', () => {
    const rows = prices(1, 2);
    const first = toDataFrame(rows, OPEN, query);
    first.fields[0].state = { displayName: 'written' };
    first.fields[1].values.push(3);
    const second = toDataFrame(rows, OPEN, query);
    expect(second.fields[0].state).toBeUndefined();
    expect(second.fields[1].values).toEqual([1, 2]);
    expect(second.fields[1].config).not.toBe(first.fields[1].config);
  });

  it.each([
    ['answer', undefined],
    ['row', snapshot([numbers('time', [], 'time'), numbers('not settled', [])], 0)],
  ])('has no fields before the first %s', (_, nothing) => {
    const frame = toDataFrame(nothing, OPEN, query);
    expect(frame).toMatchObject({ refId: 'A', length: 0, fields: [] });
    expect(frame.meta?.notices).toEqual([{ severity: 'info', text: 'Connected. No message has come yet.' }]);
  });

  it('keeps its fields when every row has grown too old', () => {
    const aged = snapshot([numbers('time', [], 'time'), numbers('price', [])], 0, { messages: 5, rows: 5, dropped: 5 });
    expect(toDataFrame(aged, OPEN, query).fields.map(({ name }) => name)).toEqual(['time', 'price']);
  });

  it('counts what happened to the messages in its statistics', () => {
    const frame = toDataFrame(snapshot([], 0, { messages: 5, filtered: 2, dropped: 1 }), OPEN, query);
    expect(frame.meta?.stats).toEqual(
      expect.arrayContaining([
        { displayName: 'Messages received', value: 5 },
        { displayName: 'Messages filtered out', value: 2 },
        { displayName: 'Rows dropped (capacity or age)', value: 1 },
      ])
    );
  });

  it('says how often it is updated only where the page’s pace holds it back', () => {
    const stat = (updatesPerSecond?: number) =>
      toDataFrame(prices(1), OPEN, query, { updatesPerSecond }).meta?.stats?.find(({ displayName }) =>
        displayName.startsWith('Updates per second')
      );
    expect(stat()).toBeUndefined();
    expect(stat(4.7)).toEqual(expect.objectContaining({ value: 4.7 }));
  });

  it('prefers a graph for numbers and a table for text, unless the query says otherwise', () => {
    const text = snapshot([json('message', ['{}'])], 1);
    expect(toDataFrame(prices(1), OPEN, query).meta?.preferredVisualisationType).toBe('graph');
    expect(toDataFrame(text, OPEN, query).meta?.preferredVisualisationType).toBe('table');
    expect(toDataFrame(prices(1), OPEN, { ...query, format: 'table' }).meta?.preferredVisualisationType).toBe('table');
    expect(toDataFrame(text, OPEN, { ...query, format: 'logs' }).meta?.preferredVisualisationType).toBe('logs');
  });

  it('tells of a field that is in none of many rows', () => {
    const values = Array.from({ length: 21 }, (_, row) => row);
    const columns = (count: number) => [
      numbers('time', values.slice(0, count), 'time'),
      numbers('price', values.slice(0, count)),
      numbers('nosuch', Array<null>(count).fill(null)),
    ];
    const fields = migrateQuery({
      refId: 'A',
      fields: [{ path: '$.price' }, { path: '' }, { path: '$.nosuch' }],
    }).fields;
    const told = (count: number, misfits: StreamStats['misfits'] = []) =>
      toDataFrame(snapshot(columns(count), count, { misfits }), OPEN, { ...query, fields }).meta?.notices?.map(
        ({ text }) => text
      );
    expect(told(20)).toEqual([]);
    expect(told(21)).toEqual([expect.stringContaining('“$.nosuch” has no value in any of the 21 rows')]);
    // Values that are there, but of another type, are not missing.
    expect(told(21, [{ column: 'nosuch', type: 'number', count: 21, sample: '"x"' }])).toEqual([
      '21 values of “nosuch” are not numbers, such as "x".',
    ]);
  });
});
