import { type Forbidden, watchPolicy } from './policy';

function violate(blockedURI: string, effectiveDirective = 'connect-src') {
  globalThis.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI, effectiveDirective }));
}

describe('watchPolicy', () => {
  it('names the host that may not be connected to, and what to do', () => {
    const seen: Forbidden[] = [];
    const unwatch = watchPolicy((forbidden) => seen.push(forbidden));
    violate('wss://feed.example:8443/ws?token=secret');
    expect(seen[0].start).toBe('wss://feed.example:8443');
    expect(seen[0].text).toMatch(/wss:\/\/feed\.example:8443 \(connect-src\).*content_security_policy_template/);
    expect(seen[0].text).not.toContain('secret');
    unwatch();
  });

  it('takes the scheme where a browser tells no more', () => {
    const seen: Forbidden[] = [];
    const unwatch = watchPolicy((forbidden) => seen.push(forbidden));
    violate('wss');
    expect(seen[0].start).toBe('wss:');
    unwatch();
  });

  it('leaves other violations alone, and everything once it has ended', () => {
    const tell = jest.fn();
    const unwatch = watchPolicy(tell);
    violate('https://feed.example/');
    violate('wss://feed.example/', 'img-src');
    unwatch();
    violate('wss://feed.example/');
    expect(tell).not.toHaveBeenCalled();
  });
});
