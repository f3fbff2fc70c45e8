import { ACCESS_NAMES } from '../types';

/** An address that a content security policy has kept from being dialled. */
export interface Forbidden {
  /** What such addresses start with. */
  start: string;
  /** What to do. */
  text: string;
}

/** Calls back for each WebSocket address that the policy of this scope, a worker's or a page's, forbids. Returns what ends it. */
export function watchPolicy(tell: (forbidden: Forbidden) => void): () => void {
  const hear = (event: Event) => {
    const { blockedURI, effectiveDirective } = event as SecurityPolicyViolationEvent;
    if (effectiveDirective === 'connect-src' && /^wss?\b/.test(blockedURI)) {
      tell(forbidden(blockedURI));
    }
  };
  globalThis.addEventListener('securitypolicyviolation', hear);
  return () => globalThis.removeEventListener('securitypolicyviolation', hear);
}

function forbidden(blocked: string): Forbidden {
  // Of a scheme that is not HTTP's some browsers tell no more than the scheme.
  const [origin] = /^\w+:\/\/[^/?#]*/.exec(blocked) ?? [`${blocked.split(':')[0]}:`];
  return {
    start: origin,
    text:
      `The page's content security policy does not allow to connect to ${origin} (connect-src): have it added to ` +
      `content_security_policy_template in Grafana's configuration, or choose the access “${ACCESS_NAMES.proxy}”.`,
  };
}
