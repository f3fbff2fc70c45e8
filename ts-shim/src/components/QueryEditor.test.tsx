// First: it gives @grafana/ui what jsdom lacks.
import { mockLayout } from './shared/testSupport';

import { LoadingState, type PanelData } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';

import { type TributaryDataSource } from '../datasource';
import { DEFAULT_QUERY, type TributaryQuery } from '../types';
import { QueryEditor } from './QueryEditor';

beforeAll(mockLayout);

const NEW_QUERY: TributaryQuery = { refId: 'A', ...DEFAULT_QUERY };

function setUp(query: TributaryQuery = NEW_QUERY, data?: PanelData) {
  const onChange = jest.fn();
  const onRunQuery = jest.fn();
  const reconnect = jest.fn();
  function Host() {
    const [current, setCurrent] = useState(query);
    return (
      <QueryEditor
        datasource={{ reconnect } as unknown as TributaryDataSource}
        data={data}
        query={current}
        onChange={(changed) => {
          onChange(changed);
          setCurrent(changed);
        }}
        onRunQuery={onRunQuery}
      />
    );
  }
  render(<Host />);
  const saved = (): TributaryQuery => onChange.mock.lastCall?.[0];
  return { user: userEvent.setup(), onChange, onRunQuery, reconnect, saved };
}

const field = (number: number) => within(screen.getByRole('group', { name: `Field ${number}` }));

const TICKER: TributaryQuery = {
  refId: 'A',
  version: 1,
  fields: [
    { path: '$.ts', type: 'time', role: 'time', timeFormat: 'epoch-ms' },
    { path: '$.price', name: 'Price', type: 'number', role: 'value' },
  ],
};

describe('QueryEditor', () => {
  it('starts with the whole message as the only field', () => {
    setUp();
    expect(field(1).getByLabelText('JSONPath')).toHaveValue('$');
    expect(screen.queryByRole('group', { name: 'Field 2' })).not.toBeInTheDocument();
  });

  it('shows the starting field for a query that Grafana made without any', () => {
    setUp({ refId: 'A' } as TributaryQuery);
    expect(field(1).getByLabelText('JSONPath')).toHaveValue('$');
  });

  it('runs when an input is left, not at each key press', async () => {
    const { user, onChange, onRunQuery, saved } = setUp();
    await user.type(screen.getByLabelText('Path'), 'ticker');
    expect(onRunQuery).not.toHaveBeenCalled();
    await user.tab();
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(saved()).toEqual({ ...NEW_QUERY, path: 'ticker' });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('runs on Enter, once', async () => {
    const { user, onRunQuery, saved } = setUp();
    await user.type(screen.getByLabelText('Path'), 'ticker{Enter}');
    await user.tab();
    expect(saved().path).toBe('ticker');
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('runs again on Enter without a change, for a connection that has stopped', async () => {
    const { user, onRunQuery } = setUp();
    await user.type(screen.getByLabelText('Path'), '{Enter}');
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('does nothing when an input is left as it was', async () => {
    const { user, onChange } = setUp(TICKER);
    await user.click(screen.getByLabelText('Path'));
    await user.tab();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('says why a path that leaves the data source’s address is refused', async () => {
    const { user } = setUp();
    await user.type(screen.getByLabelText('Path'), '../admin{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent(/must stay under the data source's address/);
  });

  it('saves exactly what the design lists, and removes what is emptied', async () => {
    const { user, saved } = setUp();
    await user.clear(field(1).getByLabelText('JSONPath'));
    await user.type(field(1).getByLabelText('JSONPath'), '$.price{Enter}');
    await user.type(field(1).getByLabelText('Alias'), 'Price{Enter}');
    await user.click(field(1).getByLabelText('Type'));
    await user.click(await screen.findByRole('option', { name: 'Number' }));
    expect(saved()).toEqual({
      refId: 'A',
      version: 1,
      fields: [{ path: '$.price', name: 'Price', type: 'number', role: 'value' }],
    });
    await user.clear(field(1).getByLabelText('Alias'));
    await user.tab();
    expect(saved().fields).toEqual([{ path: '$.price', type: 'number', role: 'value' }]);
  });

  it('offers time formats to times only, and drops the format when its field is no time any more', async () => {
    const { user, saved } = setUp(TICKER);
    expect(field(2).queryByLabelText('Time format')).not.toBeInTheDocument();
    await user.click(field(1).getByLabelText('Time format'));
    await user.click(await screen.findByRole('option', { name: /^Epoch ns/ }));
    expect(saved().fields[0]).toEqual({ path: '$.ts', type: 'time', role: 'time', timeFormat: 'epoch-ns' });
    await user.click(field(1).getByLabelText('Role'));
    await user.click(await screen.findByRole('option', { name: 'Label' }));
    expect(saved().fields[0].timeFormat).toBe('epoch-ns');
    await user.click(field(1).getByLabelText('Type'));
    await user.click(await screen.findByRole('option', { name: 'String' }));
    expect(saved().fields[0]).toEqual({ path: '$.ts', type: 'string', role: 'label' });
  });

  it('asks for the pattern of a custom time format', async () => {
    const { user, onRunQuery, saved } = setUp(TICKER);
    expect(screen.queryByLabelText('Pattern')).not.toBeInTheDocument();
    await user.click(field(1).getByLabelText('Time format'));
    await user.click(await screen.findByRole('option', { name: /^Custom/ }));
    expect(saved().fields[0].timeFormat).toBe('format:%Y-%m-%d %H:%M:%S');
    const pattern = field(1).getByLabelText('Pattern');
    await user.clear(pattern);
    await user.type(pattern, '%d.%m.%Y{Enter}');
    expect(saved().fields[0].timeFormat).toBe('format:%d.%m.%Y');
    expect(onRunQuery).toHaveBeenCalledTimes(2);
    expect(field(1).getByLabelText('Time format')).toHaveValue('Custom');
  });

  it('asks for the nanoseconds of a composite time, and runs when they are there', async () => {
    const { user, onRunQuery, saved } = setUp(TICKER);
    await user.click(field(1).getByLabelText('Time format'));
    await user.click(await screen.findByRole('option', { name: /^Epoch s \+ ns/ }));
    expect(saved().fields[0].timeFormat).toBe('composite');
    expect(onRunQuery).not.toHaveBeenCalled();
    await user.type(field(1).getByLabelText('Nanoseconds'), '$.ns{Enter}');
    expect(saved().fields[0]).toEqual({ ...TICKER.fields[0], timeFormat: 'composite', nanosecondsPath: '$.ns' });
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('adds an empty field without running it, and puts the cursor there', async () => {
    const { user, onRunQuery, saved } = setUp(TICKER);
    await user.click(screen.getByRole('button', { name: 'Add field' }));
    expect(saved().fields[2]).toEqual({ path: '', type: 'auto', role: 'value' });
    expect(onRunQuery).not.toHaveBeenCalled();
    expect(field(3).getByLabelText('JSONPath')).toHaveFocus();
  });

  it('removes a field, but not the last one', async () => {
    const { user, saved } = setUp(TICKER);
    await user.click(screen.getByRole('button', { name: 'Remove field 1' }));
    expect(saved().fields).toEqual([TICKER.fields[1]]);
    expect(screen.getByRole('button', { name: 'Remove field 1' })).toBeDisabled();
  });

  it('moves fields, and keeps the focus on a button that still moves', async () => {
    const { user, saved } = setUp(TICKER);
    await user.click(screen.getByRole('button', { name: 'Move field 2 up' }));
    expect(saved().fields).toEqual([TICKER.fields[1], TICKER.fields[0]]);
    expect(screen.getByRole('button', { name: 'Move field 1 down' })).toHaveFocus();
    expect(screen.getByRole('button', { name: 'Move field 1 up' })).toBeDisabled();
  });

  it('keeps text that was typed before a button is clicked', async () => {
    const { user, saved } = setUp(TICKER);
    await user.type(field(2).getByLabelText('Alias'), ' in €');
    await user.click(screen.getByRole('button', { name: 'Move field 2 up' }));
    expect(saved().fields.map(({ name }) => name)).toEqual(['Price in €', undefined]);
  });

  it('suggests the path that was probably meant, and takes it on a click', async () => {
    const { user, onRunQuery, saved } = setUp();
    const input = field(1).getByLabelText('JSONPath');
    await user.clear(input);
    await user.type(input, 'price');
    expect(input).toHaveAccessibleDescription(/^Did you mean \$\.price ?\?$/);
    await user.click(screen.getByRole('button', { name: 'Use $.price' }));
    expect(saved().fields[0].path).toBe('$.price');
    expect(onRunQuery).toHaveBeenCalledTimes(1);
    expect(field(1).getByLabelText('JSONPath')).toHaveValue('$.price');
    expect(screen.queryByText(/Did you mean/)).not.toBeInTheDocument();
  });

  it('keeps query parameters folded until they are used', async () => {
    const { user, saved } = setUp();
    expect(screen.queryByRole('button', { name: 'Add parameter' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Query parameters' }));
    await user.click(screen.getByRole('button', { name: 'Add parameter' }));
    expect(screen.getByLabelText('Name of parameter 1')).toHaveFocus();
    await user.keyboard('rate');
    await user.tab();
    await user.keyboard('5{Enter}');
    expect(saved().params).toEqual([{ name: 'rate', value: '5' }]);
    await user.click(screen.getByRole('button', { name: 'Remove parameter 1' }));
    expect(saved()).not.toHaveProperty('params');
  });

  it('shows parameters and the message to send where they are in use', () => {
    setUp({ ...TICKER, params: [{ name: 'rate', value: '5' }], subscribe: '{"op":"sub"}' });
    expect(screen.getByLabelText('Value of parameter 1')).toHaveValue('5');
    expect(screen.getByLabelText(/each time the connection is open/)).toHaveValue('{"op":"sub"}');
  });

  it('lets the message to send have several lines', async () => {
    const { user, onRunQuery, saved } = setUp();
    await user.click(screen.getByRole('button', { name: 'Message to send on open' }));
    await user.type(screen.getByLabelText(/each time the connection is open/), 'a{Enter}b');
    expect(onRunQuery).not.toHaveBeenCalled();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(saved().subscribe).toBe('a\nb');
    expect(onRunQuery).toHaveBeenCalledTimes(1);
  });

  it('says that a message without a filter asks for a connection of its own', async () => {
    const { user } = setUp({ ...TICKER, subscribe: '{"op":"sub"}' });
    expect(screen.getByRole('status')).toHaveTextContent(/has a connection of its own/);
    await user.click(screen.getByRole('button', { name: /^Options/ }));
    await user.type(screen.getByLabelText('Filter'), '$.price{Enter}');
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });

  it('edits the message to send at the end', async () => {
    const { user, saved } = setUp(TICKER);
    await user.click(screen.getByRole('button', { name: 'Message to send at the end' }));
    const message = screen.getByLabelText('Sent when no panel has wanted this for a while and the connection stays');
    await user.type(message, 'bye');
    await user.tab();
    expect(saved()).toEqual({ ...TICKER, unsubscribe: 'bye' });
    await user.clear(message);
    await user.tab();
    expect(saved()).toEqual(TICKER);
  });

  it('shows the message to send at the end where it is in use', () => {
    setUp({ ...TICKER, unsubscribe: 'bye' });
    expect(screen.getByLabelText(/^Sent when no panel/)).toHaveValue('bye');
  });

  it('edits rows, filter, buffer and format', async () => {
    const { user, saved } = setUp(TICKER);
    await user.click(screen.getByRole('button', { name: /^Options/ }));
    await user.type(screen.getByLabelText('Rows'), '$.data[[*]{Enter}');
    await user.type(screen.getByLabelText('Filter'), "$.e == 'trade'{Enter}");
    await user.type(screen.getByLabelText('Keep rows'), '50{Enter}');
    await user.type(screen.getByLabelText('Keep for (seconds)'), '60{Enter}');
    await user.click(screen.getByRole('radio', { name: 'Table' }));
    expect(saved()).toEqual({
      ...TICKER,
      rows: '$.data[*]',
      where: "$.e == 'trade'",
      buffer: { kind: 'append', rows: 50, ageSeconds: 60 },
      format: 'table',
    });
    await user.clear(screen.getByLabelText('Keep rows'));
    await user.clear(screen.getByLabelText('Keep for (seconds)'));
    await user.click(screen.getByRole('radio', { name: 'Auto' }));
    expect(saved()).toEqual({ ...TICKER, rows: '$.data[*]', where: "$.e == 'trade'" });
  });

  it('lets a time series have all of its rows', async () => {
    const { user, saved } = setUp(TICKER);
    await user.click(screen.getByRole('button', { name: /^Options/ }));
    expect(screen.queryByLabelText('Thin out')).not.toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'Time series' }));
    expect(screen.getByLabelText('Thin out')).toBeChecked();
    await user.click(screen.getByLabelText('Thin out'));
    expect(saved()).toEqual({ ...TICKER, format: 'timeseries', decimate: false });
    await user.click(screen.getByLabelText('Thin out'));
    expect(saved()).toEqual({ ...TICKER, format: 'timeseries' });
  });

  it('says which numbers are taken instead of changing one', async () => {
    const { user, onChange, saved } = setUp(TICKER);
    await user.click(screen.getByRole('button', { name: /^Options/ }));
    await user.type(screen.getByLabelText('Keep rows'), '1.5{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent('1.5 was not taken: whole numbers from 1 to 1,000,000 are.');
    expect(onChange).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText('Keep rows'), '5{Enter}');
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
    expect(saved().buffer).toEqual({ kind: 'append', rows: 5 });
  });

  it('keeps what it does not know', async () => {
    const later = {
      ...TICKER,
      fields: [{ ...TICKER.fields[0], nanosecondsPath: '$.ns', unit: 's' }],
      decimate: true,
      laterMember: { a: 1 },
    };
    const { user, saved } = setUp(later);
    await user.type(field(1).getByLabelText('Alias'), 'Time{Enter}');
    expect(saved()).toEqual({ ...later, fields: [{ ...later.fields[0], name: 'Time' }] });
  });

  it('says how its connection is doing, and asks for a new one', async () => {
    const connection = { state: 'stopped', reason: { text: 'Not allowed.' }, attempt: 0, reconnects: 0, unsent: 0 };
    const series = [
      { refId: 'B', fields: [], length: 0 },
      { refId: 'A', fields: [], length: 0, meta: { custom: { connection } } },
    ];
    const data = { state: LoadingState.Streaming, series } as unknown as PanelData;
    const { user, onChange, reconnect } = setUp(TICKER, data);
    expect(screen.getByRole('status')).toHaveTextContent('Stopped: Not allowed.');
    await user.click(screen.getByRole('button', { name: /^Reconnect now/ }));
    expect(reconnect).toHaveBeenCalledTimes(1);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('says nothing of a connection before there is one', () => {
    setUp(TICKER);
    expect(screen.queryByRole('button', { name: /^Reconnect now/ })).not.toBeInTheDocument();
  });
});
