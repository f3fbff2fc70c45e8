/**
 * An address as messages may show it: whoever sees a panel can read them, and a query string or a user name may hold a
 * secret. It need not be a valid URL; a part that could be a password is left out.
 */
export function shownAddress(address: string): string {
  // URL parsers take these characters out, too.
  const text = address.replace(/[\t\n\r]/g, '').trim();
  const scheme = /^(?:[a-z][a-z0-9+.-]*:)?[\\/]+/i.exec(text)?.[0] ?? '';
  const [authority] = text.slice(scheme.length).split(/[\\/?#]/);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  // Behind a colon stands a port; anything else there is a password that has one of the characters above in it.
  if (!/^(\[[^\]]*\]|[^:]*)(:\d*)?$/.test(host)) {
    return `${scheme}…`;
  }
  const [path] = text.slice(scheme.length + authority.length).split(/[?#]/);
  return `${scheme}${host}${path}`;
}
