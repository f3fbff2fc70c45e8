/** What the query editor's lists offer; the values are those of the saved JSON. */
import { type ComboboxOption } from '@grafana/ui';
import { type FieldRole, type FieldType, type QueryFormat } from '../../types';
import { COMPOSITE, CUSTOM } from './timeFormat';

/** What a field's values are converted to. */
export const TYPES: Array<ComboboxOption<FieldType>> = [
  { value: 'auto', label: 'Auto' },
  { value: 'number', label: 'Number' },
  { value: 'string', label: 'String' },
  { value: 'boolean', label: 'Boolean' },
  { value: 'time', label: 'Time' },
  { value: 'json', label: 'JSON' },
];

/** What a field is for. */
export const ROLES: Array<ComboboxOption<FieldRole>> = [
  { value: 'value', label: 'Value' },
  { value: 'time', label: 'Time' },
  { value: 'label', label: 'Label' },
];

/** How a time is written; see `timeFormat.ts` for those that need more than the choice. */
export const TIME_FORMATS: Array<ComboboxOption<string>> = [
  { value: 'auto', label: 'Auto', description: 'Told by the value: an epoch, ISO 8601 or RFC 2822' },
  { value: 'iso8601', label: 'ISO 8601', description: '2024-07-26T08:00:00.123+02:00' },
  { value: 'rfc2822', label: 'RFC 2822', description: 'Fri, 26 Jul 2024 08:00:00 +0200' },
  { value: 'epoch-s', label: 'Epoch s', description: 'Seconds since 1970' },
  { value: 'epoch-ms', label: 'Epoch ms', description: 'Milliseconds since 1970' },
  { value: 'epoch-us', label: 'Epoch µs', description: 'Microseconds since 1970' },
  { value: 'epoch-ns', label: 'Epoch ns', description: 'Nanoseconds since 1970' },
  { value: COMPOSITE, label: 'Epoch s + ns', description: 'Seconds and nanoseconds, in two fields' },
  { value: CUSTOM, label: 'Custom', description: 'A pattern such as %d.%m.%Y %H:%M:%S' },
];

/** Chosen by what the fields are; saved as no format at all. */
export const AUTO_FORMAT = 'auto' as const;

/** What the frames say they are best shown as. */
export const FORMATS: Array<{ value: QueryFormat | typeof AUTO_FORMAT; label: string }> = [
  { value: AUTO_FORMAT, label: 'Auto' },
  { value: 'timeseries', label: 'Time series' },
  { value: 'table', label: 'Table' },
];
