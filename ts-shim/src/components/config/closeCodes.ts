/** What close codes mean for this data source, as saved. */
import { isSettable } from '../../query/closeCodes';
import { asRecord, unlessEmpty, withMembers } from '../../record';
import { type Options } from './options';
import { setMember } from './timings';

/** What happens after a close with a code. */
export type Verdict = 'retry' | 'stop';

/** A code as saved, or why what is saved for it can't be used. */
export type CloseCode = { code: string } & ({ verdict: Verdict } | { problem: string });

/** The codes, or what stands in their place. */
export type SavedCodes = { codes: CloseCode[] } | { stray: unknown };

/** The codes that are set. */
export function readCloseCodes(options: Options): SavedCodes {
  const saved: unknown = asRecord(options.jsonData?.reconnect)?.closeCodes ?? {};
  const codes = asRecord(saved);
  return codes === undefined
    ? { stray: saved }
    : { codes: Object.entries(codes).map(([code, value]) => closeCode(code, value)) };
}

/** Sets what a code means, or removes it; what is empty then is removed, too. */
export function setCloseCode(options: Options, code: string, value: Verdict | undefined): Options {
  const codes = withMembers(asRecord(options.jsonData?.reconnect)?.closeCodes, { [code]: value });
  return setMember(options, 'reconnect', 'closeCodes', unlessEmpty(codes));
}

/** Removes them all, also what is none. */
export function clearCloseCodes(options: Options): Options {
  return setMember(options, 'reconnect', 'closeCodes', undefined);
}

/** Why a code that was typed can't be added, for people. */
export function closeCodeProblem(text: string, codes: CloseCode[]): string | undefined {
  const code = Number(text);
  if (text.trim() === '') {
    return 'Type a close code, such as 4001.';
  }
  if (!isSettable(code)) {
    return refusal(text.trim());
  }
  return codes.some((set) => set.code === String(code)) ? `${code} is in the list already.` : undefined;
}

function closeCode(code: string, saved: unknown): CloseCode {
  if (!isSettable(Number(code))) {
    return { code, problem: refusal(code) };
  }
  return saved === 'retry' || saved === 'stop'
    ? { code, verdict: saved }
    : { code, problem: `What is saved is neither “retry” nor “stop”: ${JSON.stringify(saved)}` };
}

function refusal(code: string): string {
  return `${code} can’t be set: 1000 and 3000 to 4999 can be. The documentation has a table of the others.`;
}
