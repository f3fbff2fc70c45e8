/**
 * Whether browsers let an https page connect to this host unencrypted: it is the computer that they run on.
 *
 * `hostname` is the URL parser's, which writes every IPv4 and IPv6 address in one form. See “potentially trustworthy”
 * in Secure Contexts, section 3.1.
 */
export function isPotentiallyTrustworthy(hostname: string): boolean {
  return /^(.*\.)?localhost\.?$/.test(hostname) || /^127(\.\d+){3}$/.test(hostname) || hostname === '[::1]';
}
