/**
 * What is wrong with an input or with the engine, in the shape that crosses the engine's boundary.
 *
 * `code` is stable and kebab-case; `field` names the input ('path', 'fields[2].path', 'connection.url'); `position`
 * counts UTF-16 code units from that input's start.
 */
export interface EngineError {
  code: string;
  message: string;
  field?: string;
  position?: number;
}

/** An `EngineError` as something to throw, or to end an Observable with. */
export class TributaryError extends Error {
  readonly code: string;
  readonly field?: string;
  readonly position?: number;

  constructor({ code, message, field, position }: EngineError) {
    super(message);
    this.name = 'TributaryError';
    this.code = code;
    this.field = field;
    this.position = position;
  }
}

/** Any thrown value as an `EngineError`; what is not typed gets the code given. */
export function asEngineError(thrown: unknown, code: string): EngineError {
  if (thrown instanceof TributaryError) {
    const { message, field, position } = thrown;
    return { code: thrown.code, message, field, position };
  }
  return { code, message: thrown instanceof Error ? thrown.message : String(thrown) };
}
