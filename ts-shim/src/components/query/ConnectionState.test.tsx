// First: it gives @grafana/ui what jsdom lacks.
import { mockLayout } from '../shared/testSupport';

import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { type ConnectionStatus } from '../../engine/protocol';
import { ConnectionState } from './ConnectionState';

beforeAll(mockLayout);

const NOW = Date.UTC(2026, 6, 26, 12);
const OPEN: ConnectionStatus = {
  state: 'open',
  sinceMs: Date.UTC(2026, 6, 26, 8),
  protocol: '',
  attempt: 0,
  reconnects: 0,
  unsent: 0,
};

function setUp(status?: ConnectionStatus) {
  const onReconnect = jest.fn();
  const element = (current?: ConnectionStatus) => (
    <ConnectionState status={current} now={() => NOW} onReconnect={onReconnect} />
  );
  const { rerender } = render(element(status));
  return { user: userEvent.setup(), onReconnect, show: (next: ConnectionStatus) => rerender(element(next)) };
}

const button = () => screen.getByRole('button', { name: /^Reconnect now/ });

describe('ConnectionState', () => {
  it('is not there without a status', () => {
    setUp();
    expect(screen.queryByRole('group', { name: 'Connection' })).not.toBeInTheDocument();
  });

  it('says the state in one line, and the whole line in its title', () => {
    setUp(OPEN);
    expect(screen.getByRole('status')).toHaveTextContent('Open since 08:00:00');
    expect(screen.getByRole('status')).toHaveAttribute('title', 'Open since 08:00:00');
  });

  it('asks for a new connection by mouse and by keyboard', async () => {
    const { user, onReconnect } = setUp(OPEN);
    await user.click(button());
    expect(onReconnect).toHaveBeenCalledTimes(1);
    await user.keyboard('{Enter}');
    expect(onReconnect).toHaveBeenCalledTimes(2);
  });

  it('can be reached by Tab', async () => {
    const { user } = setUp(OPEN);
    await user.tab();
    expect(button()).toHaveFocus();
  });

  it('keeps the focus on its button while it connects, which does nothing then', async () => {
    const { user, onReconnect, show } = setUp(OPEN);
    await user.click(button());
    show({ ...OPEN, state: 'connecting' });
    expect(button()).toHaveAttribute('aria-disabled', 'true');
    expect(button()).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(onReconnect).toHaveBeenCalledTimes(1);
  });

  it.each<ConnectionStatus>([
    OPEN,
    { ...OPEN, state: 'greeting', step: 1 },
    { ...OPEN, state: 'waiting', retryAtMs: NOW, reason: { code: 1006, reason: '', text: 'Lost.' } },
    { ...OPEN, state: 'stopped', reason: { code: 4401, reason: '', text: 'Refused.' } },
  ])('offers a new connection while $state', async (status) => {
    const { user, onReconnect } = setUp(status);
    await user.click(button());
    expect(onReconnect).toHaveBeenCalledTimes(1);
  });
});
