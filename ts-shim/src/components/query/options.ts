/** What the query editor's lists offer; the values are those of the saved JSON. */
import { type ComboboxOption } from '@grafana/ui';
import { type FieldRole, type FieldType, type QueryFormat } from '../../types';

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

/** How a time is written; `auto` is saved as no format at all. */
export const TIME_FORMATS: Array<ComboboxOption<string>> = [
  { value: 'auto', label: 'Auto' },
  { value: 'iso8601', label: 'ISO 8601' },
  { value: 'epoch-s', label: 'Epoch s' },
  { value: 'epoch-ms', label: 'Epoch ms' },
  { value: 'epoch-us', label: 'Epoch µs' },
  { value: 'epoch-ns', label: 'Epoch ns' },
];

/** Chosen by what the fields are; saved as no format at all. */
export const AUTO_FORMAT = 'auto' as const;

/** What the frames say they are best shown as. */
export const FORMATS: Array<{ value: QueryFormat | typeof AUTO_FORMAT; label: string }> = [
  { value: AUTO_FORMAT, label: 'Auto' },
  { value: 'timeseries', label: 'Time series' },
  { value: 'table', label: 'Table' },
];
