import { explainDirectFailure, explainProxyFailure } from './explain';
import { type ProbeResult } from './probe';

const PAGE = { protocol: 'https:', host: 'grafana.example' };

describe('explainProxyFailure', () => {
  it.each<[ProbeResult, RegExp]>([
    [{ kind: 'credentials-refused' }, /refused the credentials.*check the custom headers.*secret query parameters/],
    [{ kind: 'address-invalid' }, /has no address.*enter one such as wss:/],
    [{ kind: 'session-refused' }, /session \(401\): sign in again/],
    [{ kind: 'permission-missing' }, /Grafana does not let you query.*ask an administrator/],
    [{ kind: 'host-not-allowed' }, /Grafana's server may not connect.*data_source_proxy_whitelist/],
    [{ kind: 'origin-refused' }, /Host header unchanged.*csrf_trusted_origins/],
    [{ kind: 'server-refused' }, /The server refused.*\(403\): check the path.*“From the browser \(direct\)”/],
    [{ kind: 'unreachable', status: 504 }, /Grafana's server can't reach the host \(504\): check the address/],
    [{ kind: 'redirected' }, /redirect, which a WebSocket can't follow: enter the address that it leads to/],
    [{ kind: 'not-upgraded', status: 426 }, /plain HTTP \(426\).*Check that a WebSocket.*Upgrade and Connection.*Host/],
    [{ kind: 'not-upgraded', status: 404 }, /plain HTTP \(404\).*Check the path.*Upgrade and Connection.*Host/],
    [{ kind: 'unanswered', reason: 'Failed to fetch' }, /did not answer \(Failed to fetch\): check your connection/],
  ])('says what to do after finding %j', (result, words) => {
    expect(explainProxyFailure(result)).toMatch(words);
  });
});

describe('explainDirectFailure', () => {
  it('names the commonest causes first, and the access as the settings call it', () => {
    expect(explainDirectFailure('wss://feed.example/ws', PAGE)).toMatch(
      /connect to wss:\/\/feed\.example\/ws, and.*hide the reason.*the host, the port and the path.*is listening.*wss:.*certificate.*origin, https:\/\/grafana\.example;.*content security policy.*feed\.example in connect-src.*“Through Grafana \(proxy\)”/
    );
  });

  it('speaks of a certificate only where there is one', () => {
    expect(explainDirectFailure('ws://localhost:8080/', PAGE)).not.toContain('certificate');
  });

  it('shows no query string, which may hold a secret', () => {
    const text = explainDirectFailure('wss://feed.example/ws?token=s3cret', PAGE);
    expect(text).not.toMatch(/token|s3cret|\?/);
  });
});
