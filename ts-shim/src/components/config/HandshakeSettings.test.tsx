// First: it gives @grafana/ui what jsdom lacks.
import { mockLayout } from '../shared/testSupport';

import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';

import { HandshakeSettings } from './HandshakeSettings';
import { type Options } from './options';
import { testOptions } from './testOptions';

beforeAll(mockLayout);

function setUp(handshake?: unknown, given: Partial<Options> = {}) {
  const onChange = jest.fn();
  const jsonData = (handshake === undefined ? {} : { handshake }) as Options['jsonData'];
  function Host() {
    const [options, setOptions] = useState(testOptions({ jsonData, ...given }));
    const change = (changed: Options) => {
      onChange(changed);
      setOptions(changed);
    };
    return <HandshakeSettings options={options} onChange={change} />;
  }
  render(<Host />);
  const saved = () => onChange.mock.lastCall?.[0].jsonData;
  return { user: userEvent.setup(), onChange, saved };
}

const button = (name: string) => screen.getByRole('button', { name });
const row = (name: string) => within(screen.getByRole('group', { name }));

describe('steps', () => {
  it('are added and saved as the engine is told them', async () => {
    const { user, saved } = setUp();
    await user.click(button('Send a message'));
    expect(row('Step 1').getByLabelText('Send')).toHaveFocus();
    await user.paste('{"op": "hello"}');
    await user.click(button('Wait for a message'));
    expect(row('Step 2').getByLabelText('Wait for')).toHaveFocus();
    await user.paste(' $.token ');
    await user.tab();
    await user.keyboard('2.5');
    await user.tab();
    expect(saved()).toEqual({
      handshake: { steps: [{ send: '{"op": "hello"}' }, { await: '$.token', withinSeconds: 2.5 }] },
    });
    await user.clear(row('Step 2').getByLabelText('within (seconds)'));
    await user.tab();
    expect(saved().handshake.steps[1]).toEqual({ await: '$.token' });
    expect(row('Step 2').getByLabelText('within (seconds)')).toHaveAttribute('placeholder', '10');
  });

  it('are committed when their input is left, and messages have several lines', async () => {
    const { user, onChange, saved } = setUp({ steps: [{ send: 'a' }] });
    await user.type(row('Step 1').getByLabelText('Send'), '{Enter}b');
    expect(onChange).not.toHaveBeenCalled();
    await user.tab();
    expect(saved().handshake.steps).toEqual([{ send: 'a\nb' }]);
  });

  it('move, and the focus stays on a button that still moves', async () => {
    const { user, saved } = setUp({ steps: [{ send: 'a' }, { await: 'b' }] });
    expect(button('Move step 1 up')).toBeDisabled();
    await user.click(button('Move step 2 up'));
    expect(saved().handshake.steps).toEqual([{ await: 'b' }, { send: 'a' }]);
    expect(row('Step 1').getByLabelText('Wait for')).toHaveValue('b');
    expect(button('Move step 1 down')).toHaveFocus();
  });

  it('leave nothing behind when the last one is removed', async () => {
    const { user, saved } = setUp({ steps: [{ send: 'a' }, { send: 'b' }] });
    await user.click(button('Remove step 1'));
    expect(saved()).toEqual({ handshake: { steps: [{ send: 'b' }] } });
    expect(row('Step 1').getByLabelText('Send')).toHaveFocus();
    await user.click(button('Remove step 1'));
    expect(saved()).toEqual({});
    expect(button('Send a message')).toHaveFocus();
  });

  it('are marked while they are empty', async () => {
    const { user } = setUp({ steps: [{ send: '' }, { await: '' }] });
    const send = row('Step 1').getByLabelText('Send');
    expect(send).toBeInvalid();
    expect(send).toHaveAccessibleDescription('Type the message to send, or remove the row.');
    const match = row('Step 2').getByLabelText('Wait for');
    expect(match).toBeInvalid();
    expect(match).toHaveAccessibleDescription('Type what the message must match.');
    await user.type(match, 'x');
    expect(match).toBeValid();
    expect(row('Step 2').queryByRole('alert')).not.toBeInTheDocument();
  });
});

describe('rules', () => {
  it('send every so often', async () => {
    const { user, saved } = setUp();
    await user.click(button('Send every so often'));
    const seconds = row('Rule 1').getByLabelText('Every (seconds)');
    expect(seconds).toHaveFocus();
    await user.clear(seconds);
    await user.type(seconds, '15');
    await user.click(row('Rule 1').getByLabelText('send'));
    await user.paste('ping');
    await user.tab();
    expect(saved()).toEqual({ handshake: { rules: [{ everySeconds: 15, send: 'ping' }] } });
    await user.clear(seconds);
    await user.tab();
    expect(seconds).toHaveValue(15);
  });

  it('answer a message', async () => {
    const { user, saved } = setUp();
    await user.click(button('Answer a message'));
    expect(row('Rule 1').getByLabelText('When')).toHaveFocus();
    await user.paste('$.ping');
    await user.click(row('Rule 1').getByLabelText('send'));
    await user.paste('{"pong": ${match}}');
    await user.tab();
    expect(saved()).toEqual({ handshake: { rules: [{ when: '$.ping', send: '{"pong": ${match}}' }] } });
  });

  it('fail on a message, for good or to try again', async () => {
    const { user, saved } = setUp();
    await user.click(button('Fail on a message'));
    await user.paste('$.error');
    await user.click(row('Rule 1').getByLabelText('fail with'));
    expect(row('Rule 1').getByLabelText('fail with')).toHaveAccessibleDescription('Type the reason that panels show.');
    await user.paste('No: ${match}');
    const again = row('Rule 1').getByRole('checkbox', { name: 'and try again' });
    await user.click(again);
    const rule = { when: '$.error', fail: 'No: ${match}' };
    expect(saved()).toEqual({ handshake: { rules: [{ ...rule, retry: true }] } });
    await user.click(again);
    expect(saved()).toEqual({ handshake: { rules: [rule] } });
  });

  it('say when their time is none', () => {
    setUp({ rules: [{ everySeconds: 'often', send: 'ping' }] });
    expect(row('Rule 1').getByLabelText('Every (seconds)')).toHaveAccessibleDescription('Type a number of seconds.');
  });
});

describe('what was saved by hand', () => {
  it('keeps members that are not known here', async () => {
    const step = { await: 'a', note: 'theirs' };
    const rule = { when: 'x', send: 'y', note: 'mine' };
    const { user, saved } = setUp({ preset: 'p', options: { a: 'b' }, steps: [step], rules: [rule] });
    await user.type(row('Step 1').getByLabelText('Wait for'), 'b');
    await user.type(row('Rule 1').getByLabelText('When'), 'x');
    await user.tab();
    expect(saved()).toEqual({
      handshake: {
        preset: 'p',
        options: { a: 'b' },
        steps: [{ ...step, await: 'ab' }],
        rules: [{ ...rule, when: 'xx' }],
      },
    });
  });

  it('is shown where it is no step or rule, and stays until it is removed', async () => {
    const { user, saved } = setUp({ steps: [{ sned: 'hi' }, { send: 'a' }], rules: [null, 7] });
    expect(row('Step 1').getByRole('status')).toHaveTextContent('This step can’t be shown');
    expect(row('Step 1').getByRole('status')).toHaveTextContent('{"sned":"hi"}');
    expect(row('Rule 1').getByRole('status')).toHaveTextContent('null');
    await user.type(row('Step 2').getByLabelText('Send'), 'b');
    await user.tab();
    expect(saved().handshake).toEqual({ steps: [{ sned: 'hi' }, { send: 'ab' }], rules: [null, 7] });
    await user.click(button('Remove step 1'));
    await user.click(button('Remove rule 2'));
    expect(saved().handshake).toEqual({ steps: [{ send: 'ab' }], rules: [null] });
  });

  it('is shown where it is no list, and nothing is put in its place unasked', async () => {
    const { user, saved } = setUp({ steps: 'hello', rules: [{ when: 'a', send: 'b' }] });
    const steps = row('Steps');
    expect(steps.getByRole('status')).toHaveTextContent('What is saved in place of the steps can’t be shown');
    expect(steps.queryByRole('button', { name: 'Send a message' })).not.toBeInTheDocument();
    await user.click(steps.getByRole('button', { name: 'Remove it' }));
    expect(saved()).toEqual({ handshake: { rules: [{ when: 'a', send: 'b' }] } });
    expect(button('Send a message')).toBeInTheDocument();
  });

  it('is shown where it is no handshake', async () => {
    const { user, saved } = setUp(['hello']);
    await user.click(row('Rules').getByRole('button', { name: 'Remove it' }));
    expect(saved()).toEqual({});
  });
});

describe('the note on secrets', () => {
  it('is there once, when something is sent', async () => {
    const { user } = setUp({ steps: [{ await: 'hi' }] });
    expect(screen.queryByText(/can read these messages/)).not.toBeInTheDocument();
    await user.click(button('Send a message'));
    await user.click(button('Answer a message'));
    expect(screen.getAllByText(/can read these messages/)).toHaveLength(1);
  });

  it('names the places that keep a secret', () => {
    setUp({ steps: [{ send: 'hi' }] });
    expect(screen.getByText(/can read these messages/)).toHaveTextContent(
      'A secret belongs into a custom header or a secret query parameter'
    );
  });

  it('names the access that has such places, where there are none', () => {
    setUp({ steps: [{ send: 'hi' }] }, { access: 'direct' });
    expect(screen.getByText(/can read these messages/)).toHaveTextContent(
      'from the browser nothing can be kept secret. Where the server takes a secret in a header or a query parameter, “Through Grafana (proxy)” keeps it.'
    );
  });
});

it('explains what can be matched and filled in', () => {
  setUp();
  expect(screen.getByText('${match.name}')).toBeInTheDocument();
  expect(screen.getByText('${match}')).toBeInTheDocument();
  expect(screen.getByText('${__id}')).toBeInTheDocument();
  expect(screen.getByText(/is a JSONPath, which starts with/)).toHaveTextContent(
    'or else it is how the message starts'
  );
  expect(screen.getByText(/again after each reconnect/)).toBeInTheDocument();
});
