import { TributaryError } from '../errors';
import { type ReconnectSettings } from '../types';

/** Whether a data source may say itself what a close code means: RFC 6455, section 7.4.2. */
export function isSettable(code: number): boolean {
  return Number.isInteger(code) && (code === 1000 || (code >= 3000 && code <= 4999));
}

/** What close codes mean for a data source, as the engine reads it. Throws a `TributaryError` for one that can't be set. */
export function closeCodeWords(codes: ReconnectSettings['closeCodes']): string[] {
  return Object.entries(codes ?? {}).map(([code, verdict]) => {
    if (!isSettable(Number(code)) || (verdict !== 'retry' && verdict !== 'stop')) {
      throw new TributaryError({
        code: 'close-code',
        message: `“${code}: ${verdict}” can't be set: the codes 1000 and 3000 to 4999 can be, to “retry” or to “stop”.`,
        field: 'reconnect.closeCodes',
      });
    }
    return `${verdict} ${code}`;
  });
}
