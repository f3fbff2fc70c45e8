// First: it gives @grafana/ui what jsdom lacks.
import { mockLayout } from './shared/testSupport';

import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';

import { type Options } from './config/options';
import { testOptions } from './config/testOptions';
import { ConfigEditor } from './ConfigEditor';

beforeAll(mockLayout);

function setUp(given: Partial<Options> = {}) {
  const onOptionsChange = jest.fn();
  function Host() {
    const [options, setOptions] = useState(testOptions(given));
    const change = (changed: Options) => {
      onOptionsChange(changed);
      setOptions(changed);
    };
    return <ConfigEditor options={options} onOptionsChange={change} />;
  }
  render(<Host />);
  const saved = (): Options => onOptionsChange.mock.lastCall?.[0];
  return { user: userEvent.setup(), onOptionsChange, saved };
}

const address = () => screen.getByLabelText(/^WebSocket host/);
const direct = () => screen.getByRole('radio', { name: 'From the browser (direct)' });
const proxy = () => screen.getByRole('radio', { name: 'Through Grafana (proxy)' });
const button = (name: string) => screen.getByRole('button', { name });

describe('the address', () => {
  it('is stored for Grafana’s proxy as https and shown as wss', async () => {
    const { user, saved } = setUp();
    await user.type(address(), 'wss://host/prefix');
    expect(saved().url).toBe('https://host/prefix');
    await user.tab();
    expect(address()).toHaveValue('wss://host/prefix');
  });

  it('takes an https address too', async () => {
    const { user, saved } = setUp();
    await user.type(address(), 'https://host');
    expect(address()).toHaveValue('https://host');
    await user.tab();
    expect(address()).toHaveValue('wss://host');
    expect(saved().url).toBe('https://host');
  });

  it('is judged when the input is left, and repaired by a click', async () => {
    const { user, saved } = setUp();
    await user.type(address(), 'host/prefix');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await user.tab();
    expect(screen.getByRole('alert')).toHaveTextContent('An address starts with wss:// or ws://.');
    await user.click(button('Use wss://host/prefix'));
    expect(saved().url).toBe('https://host/prefix');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('is required, and says so once the input is left empty', async () => {
    const { user } = setUp();
    expect(address()).toBeRequired();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await user.click(address());
    await user.tab();
    expect(screen.getByRole('alert')).toHaveTextContent('An address is required');
  });

  it('gives its query string to the parameters', async () => {
    const { user, saved } = setUp({ url: 'https://host/a?rate=5' });
    await user.click(button('Move to the query parameters'));
    expect(saved()).toMatchObject({ url: 'https://host/a', jsonData: { params: [{ name: 'rate', value: '5' }] } });
    expect(screen.getByLabelText('Value of parameter 1')).toHaveValue('5');
  });
});

describe('the access', () => {
  it('switches at once when there is no secret, and converts the stored address', async () => {
    const { user, saved } = setUp({ url: 'https://host' });
    await user.click(direct());
    expect(saved()).toMatchObject({ access: 'direct', url: 'wss://host' });
    await user.click(proxy());
    expect(saved()).toMatchObject({ access: 'proxy', url: 'https://host' });
  });

  const withSecrets: Partial<Options> = {
    url: 'https://host',
    basicAuth: true,
    basicAuthUser: 'me',
    jsonData: { httpHeaderName1: 'X-Api-Key', queryParamName1: 'key' },
    secureJsonFields: { httpHeaderValue1: true, queryParamValue1: true, basicAuthPassword: true },
  };

  it('asks before it clears secrets, and keeps everything when told to', async () => {
    const { user, onOptionsChange } = setUp(withSecrets);
    await user.click(direct());
    expect(screen.getByRole('alert')).toHaveTextContent(/clears the stored secrets/);
    // What is saved now is still the proxy, and so the choice says.
    expect(proxy()).toBeChecked();
    await user.click(button('Keep the proxy'));
    expect(onOptionsChange).not.toHaveBeenCalled();
    expect(proxy()).toBeChecked();
  });

  it('clears secrets and basic auth once confirmed, and offers none in direct mode', async () => {
    const { user, saved } = setUp(withSecrets);
    await user.click(direct());
    await user.click(button('Clear them and connect directly'));
    expect(saved()).toMatchObject({
      access: 'direct',
      url: 'wss://host',
      basicAuth: false,
      basicAuthUser: '',
      secureJsonData: { httpHeaderValue1: '', queryParamValue1: '', basicAuthPassword: '' },
      secureJsonFields: { httpHeaderValue1: false, queryParamValue1: false, basicAuthPassword: false },
    });
    expect(screen.queryByText('Custom headers')).not.toBeInTheDocument();
    expect(screen.queryByRole('group', { name: 'Secret parameter 1' })).not.toBeInTheDocument();
    await user.click(button('Add parameter'));
    expect(screen.queryByRole('switch')).not.toBeInTheDocument();
  });

  it('warns of secrets that came with a direct data source, and clears them', async () => {
    const { user, saved } = setUp({ ...withSecrets, access: 'direct' });
    await user.click(button('Clear them'));
    expect(saved()).toMatchObject({ basicAuth: false, secureJsonData: { basicAuthPassword: '' } });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});

describe('custom headers', () => {
  it('are saved as Grafana reads them', async () => {
    const { user, saved } = setUp();
    await user.click(button('Add header'));
    expect(screen.getByLabelText('Name of header 1')).toHaveFocus();
    await user.keyboard('X-Api-Key');
    await user.type(screen.getByLabelText('Value of header 1'), 'tributary');
    expect(saved().jsonData).toEqual({ httpHeaderName1: 'X-Api-Key' });
    expect(saved().secureJsonData).toEqual({ httpHeaderValue1: 'tributary' });
  });

  it('keep their names while their values are stored', async () => {
    const { user, saved } = setUp({
      jsonData: { httpHeaderName1: 'X-Api-Key' },
      secureJsonFields: { httpHeaderValue1: true },
    });
    expect(screen.getByLabelText('Name of header 1')).toHaveAttribute('readonly');
    await user.click(button('Reset'));
    expect(saved().secureJsonData).toEqual({ httpHeaderValue1: '' });
    expect(screen.getByLabelText('Value of header 1')).toHaveFocus();
    expect(screen.getByLabelText('Name of header 1')).not.toHaveAttribute('readonly');
  });

  it('are asked for their value again when a removal moves them', async () => {
    const { user, saved } = setUp({
      jsonData: { httpHeaderName1: 'A', httpHeaderName2: 'B' },
      secureJsonFields: { httpHeaderValue1: true, httpHeaderValue2: true },
    });
    await user.click(button('Remove header 1'));
    expect(saved()).toMatchObject({
      jsonData: { httpHeaderName1: 'B' },
      secureJsonData: { httpHeaderValue1: '', httpHeaderValue2: '' },
      secureJsonFields: { httpHeaderValue1: false, httpHeaderValue2: false },
    });
    const row = within(screen.getByRole('group', { name: 'Header 1' }));
    expect(row.getByRole('status')).toHaveTextContent('Type the value of B again');
    await user.type(row.getByLabelText('Value of header 1'), 'b');
    expect(row.queryByRole('status')).not.toBeInTheDocument();
    expect(saved().secureJsonData).toEqual({ httpHeaderValue1: 'b', httpHeaderValue2: '' });
  });

  it('tell when a gap keeps Grafana from sending them', async () => {
    const { user, saved } = setUp({ jsonData: { httpHeaderName1: 'A', httpHeaderName3: 'C' } });
    await user.click(button('Close the gap'));
    expect(saved().jsonData).toEqual({ httpHeaderName1: 'A', httpHeaderName2: 'C' });
    expect(screen.queryByRole('button', { name: 'Close the gap' })).not.toBeInTheDocument();
  });
});

describe('query parameters', () => {
  it('are plain until they are made secret, and the value goes along', async () => {
    const { user, saved } = setUp();
    await user.click(button('Add parameter'));
    await user.keyboard('api_key');
    await user.type(screen.getByLabelText('Value of parameter 1'), 'k');
    expect(saved().jsonData).toEqual({ params: [{ name: 'api_key', value: 'k' }] });
    await user.click(screen.getByRole('switch', { name: 'Keep the value of parameter 1 secret' }));
    expect(saved().jsonData).toEqual({ queryParamName1: 'api_key' });
    expect(saved().secureJsonData).toEqual({ queryParamValue1: 'k' });
    const secret = screen.getByRole('switch', { name: 'Keep the value of secret parameter 1 secret' });
    expect(secret).toHaveFocus();
    await user.click(secret);
    expect(saved().jsonData).toEqual({ params: [{ name: 'api_key', value: 'k' }] });
    expect(saved().secureJsonData).toEqual({ queryParamValue1: '' });
  });

  it('leave nothing behind when the last one is removed', async () => {
    const { user, saved } = setUp({ jsonData: { params: [{ name: 'rate', value: '5' }] } });
    await user.click(button('Remove parameter 1'));
    expect(saved().jsonData).toEqual({});
  });

  it('can be secret only eight times', () => {
    const jsonData: Options['jsonData'] = { params: [{ name: 'ninth', value: '9' }] };
    for (let number = 1; number <= 8; number++) {
      jsonData[`queryParamName${number}`] = `p${number}`;
    }
    setUp({ jsonData });
    expect(screen.getByRole('switch', { name: 'Keep the value of parameter 1 secret' })).toBeDisabled();
  });
});

describe('the protocol', () => {
  it('takes subprotocols separated by commas', async () => {
    const { user, saved } = setUp();
    await user.type(screen.getByLabelText(/^Subprotocols/), 'graphql-ws, v1');
    expect(saved().jsonData).toEqual({ subprotocols: ['graphql-ws', 'v1'] });
    await user.clear(screen.getByLabelText(/^Subprotocols/));
    expect(saved().jsonData).toEqual({});
  });

  it('sets the linger time in seconds and keeps its neighbours', async () => {
    const { user, saved } = setUp({ jsonData: { linger: { bufferMs: 1000 } } });
    await user.click(button('Advanced'));
    await user.type(screen.getByLabelText(/^Keep an unused connection open/), '1.5{Enter}');
    expect(saved().jsonData).toEqual({ linger: { bufferMs: 1000, socketMs: 1500 } });
  });
});

describe('the handshake', () => {
  it('is folded, and says what is in it', async () => {
    const steps = [{ send: 'hi' }, { await: 'welcome' }];
    const { user, saved } = setUp({ jsonData: { handshake: { steps, rules: [{ everySeconds: 30, send: 'ping' }] } } });
    expect(screen.queryByLabelText('Wait for')).not.toBeInTheDocument();
    await user.click(button('Handshake 2 steps, 1 rule'));
    await user.type(screen.getByLabelText('Wait for'), '!');
    await user.tab();
    expect(saved().jsonData.handshake?.steps).toEqual([{ send: 'hi' }, { await: 'welcome!' }]);
  });

  it('keeps what was typed before a button of another part is clicked', async () => {
    const { user, saved } = setUp({ jsonData: { handshake: { steps: [{ send: 'hi' }] } } });
    await user.click(button('Handshake 1 step'));
    await user.type(screen.getByLabelText('Send'), ' there');
    await user.click(button('Add parameter'));
    expect(saved().jsonData).toEqual({
      handshake: { steps: [{ send: 'hi there' }] },
      params: [{ name: '', value: '' }],
    });
  });

  it('can be looked at where it is provisioned, and not changed', async () => {
    const { user } = setUp({ readOnly: true, jsonData: { handshake: { steps: [{ send: 'hi' }] } } });
    await user.click(button('Handshake 1 step'));
    expect(screen.getByLabelText('Send')).toBeDisabled();
    expect(button('Send a message')).toBeDisabled();
    await user.click(button('Advanced'));
    expect(screen.getByLabelText(/^Idle timeout/)).toBeDisabled();
    expect(screen.getByLabelText(/^Subprotocols/)).toBeDisabled();
  });
});

it('keeps settings that it does not know', async () => {
  const { user, saved } = setUp({ jsonData: { emit: { hz: 5 }, later: 1 } as Options['jsonData'], uid: 'x' });
  await user.type(address(), 'wss://host');
  expect(saved()).toMatchObject({ uid: 'x', jsonData: { emit: { hz: 5 }, later: 1 } });
});

it('lets nobody edit a provisioned data source', () => {
  setUp({ readOnly: true, url: 'https://host' });
  expect(address()).toBeDisabled();
  expect(button('Add header')).toBeDisabled();
});
