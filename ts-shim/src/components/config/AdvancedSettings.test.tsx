// First: it gives @grafana/ui what jsdom lacks.
import { mockLayout } from '../shared/testSupport';

import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';

import { AdvancedSettings } from './AdvancedSettings';
import { type Options } from './options';
import { testOptions } from './testOptions';

beforeAll(mockLayout);

function setUp(jsonData: Record<string, unknown> = {}) {
  const onChange = jest.fn();
  const onSubmit = jest.fn();
  function Host() {
    const [options, setOptions] = useState(testOptions({ jsonData: jsonData as Options['jsonData'] }));
    const change = (changed: Options) => {
      onChange(changed);
      setOptions(changed);
    };
    return (
      // As on Grafana's page, whose form saves.
      <form onSubmit={onSubmit}>
        <AdvancedSettings options={options} onChange={change} />
      </form>
    );
  }
  render(<Host />);
  const saved = () => onChange.mock.lastCall?.[0].jsonData;
  return { user: userEvent.setup(), onChange, onSubmit, saved };
}

const TIMES: Array<[label: RegExp, section: string, member: string, placeholder: string]> = [
  [/^Keep an unused connection open \(seconds\)/, 'linger', 'socketMs', '30'],
  [/^Keep an unused query’s rows \(seconds\)/, 'linger', 'bufferMs', '600'],
  [/^First wait before a reconnect \(seconds\)/, 'reconnect', 'baseMs', '0.5'],
  [/^Longest wait before a reconnect \(seconds\)/, 'reconnect', 'capMs', '30'],
  [/^Connect timeout \(seconds\)/, 'reconnect', 'connectTimeoutMs', '10'],
  [/^Idle timeout \(seconds\)/, 'reconnect', 'idleTimeoutMs', 'automatic'],
];

describe('times', () => {
  it.each(TIMES)(
    '%s is saved in milliseconds, and removed when it is emptied',
    async (label, section, member, unset) => {
      const { user, saved } = setUp({ other: 1 });
      const input = screen.getByLabelText(label);
      expect(input).toHaveAttribute('placeholder', unset);
      await user.type(input, '1.5');
      await user.tab();
      expect(saved()).toEqual({ other: 1, [section]: { [member]: 1500 } });
      await user.clear(input);
      await user.tab();
      expect(saved()).toEqual({ other: 1 });
    }
  );

  it('keep their neighbours', async () => {
    const { user, saved } = setUp({ reconnect: { stableMs: 5000, closeCodes: { 4001: 'stop' } } });
    await user.type(screen.getByLabelText(/^Idle timeout/), '0');
    await user.tab();
    expect(saved().reconnect).toEqual({ stableMs: 5000, closeCodes: { 4001: 'stop' }, idleTimeoutMs: 0 });
  });

  it('stand in groups', () => {
    setUp();
    const group = within(screen.getByRole('group', { name: 'Reconnecting' }));
    expect(group.getByLabelText(/^Connect timeout/)).toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'When nobody looks' })).toBeInTheDocument();
  });
});

describe('close codes', () => {
  const input = () => screen.getByLabelText('Close code to add');
  const button = (name: string) => screen.getByRole('button', { name });

  it('are added, changed and removed', async () => {
    const { user, saved } = setUp();
    await user.type(input(), '4401');
    await user.click(button('Add close code'));
    expect(saved()).toEqual({ reconnect: { closeCodes: { 4401: 'stop' } } });
    expect(input()).toHaveValue('');
    expect(input()).toHaveFocus();
    const choice = within(screen.getByRole('radiogroup', { name: 'After close code 4401' }));
    expect(choice.getByRole('radio', { name: 'Stop' })).toBeChecked();
    await user.click(choice.getByRole('radio', { name: 'Try again' }));
    expect(saved()).toEqual({ reconnect: { closeCodes: { 4401: 'retry' } } });
    await user.click(button('Remove close code 4401'));
    expect(saved()).toEqual({});
    expect(input()).toHaveFocus();
  });

  it('are added by Enter, without saving the page', async () => {
    const { user, onSubmit, saved } = setUp();
    await user.type(input(), '1000{Enter}');
    expect(saved()).toEqual({ reconnect: { closeCodes: { 1000: 'stop' } } });
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('are refused where they can’t be set, with what can be', async () => {
    const { user, onChange } = setUp();
    await user.type(input(), '1006{Enter}');
    expect(input()).toBeInvalid();
    expect(input()).toHaveAccessibleDescription(
      '1006 can’t be set: 1000 and 3000 to 4999 can be. The documentation has a table of the others.'
    );
    expect(onChange).not.toHaveBeenCalled();
    await user.type(input(), '{Backspace}');
    expect(input()).toBeValid();
  });

  it('that were saved by hand and can’t be used say so, and stay until they are removed', async () => {
    const { user, saved } = setUp({ reconnect: { closeCodes: { 1006: 'stop', 4000: 'maybe', 4001: 'retry' } } });
    const wrong = within(screen.getByRole('group', { name: 'Close code 4000' }));
    expect(wrong.getByRole('status')).toHaveTextContent('"maybe"');
    await user.click(button('Remove close code 1006'));
    expect(saved()).toEqual({ reconnect: { closeCodes: { 4000: 'maybe', 4001: 'retry' } } });
  });

  it('that are no table say so, and nothing is put in their place unasked', async () => {
    const { user, saved } = setUp({ reconnect: { capMs: 1, closeCodes: ['retry 4001'] } });
    expect(screen.queryByLabelText('Close code to add')).not.toBeInTheDocument();
    await user.click(button('Remove it'));
    expect(saved()).toEqual({ reconnect: { capMs: 1 } });
  });
});
