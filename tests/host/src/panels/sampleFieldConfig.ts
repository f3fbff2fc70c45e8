/** How a sample's panels show its fields: what a saved dashboard has as `fieldConfig`. */
import { type FieldConfigSource, FieldMatcherID, FieldType } from '@grafana/data';
import type { Sample } from '../samples';

export function chartFieldConfig(sample: Sample): FieldConfigSource {
  return { defaults: { unit: sample.unit, custom: {} }, overrides: decimals(sample) };
}

export function tableFieldConfig(sample: Sample): FieldConfigSource {
  return { defaults: {}, overrides: [shortTimes, ...decimals(sample), ...exact(sample)] };
}

type Overrides = FieldConfigSource['overrides'];

/** Rows that come ten times a second differ in what Grafana's own date format cuts off. */
const shortTimes: Overrides[number] = {
  matcher: { id: FieldMatcherID.byType, options: FieldType.time },
  properties: [
    { id: 'unit', value: 'time:HH:mm:ss.SSS' },
    { id: 'custom.width', value: 120 },
  ],
};

function decimals(sample: Sample): Overrides {
  return Object.entries(sample.decimals ?? {}).map(([name, value]) => ({
    matcher: { id: FieldMatcherID.byName, options: name },
    properties: [{ id: 'decimals', value }],
  }));
}

/** Without a unit Grafana rounds to two or three decimals: 1.08347 dollars a euro would stand still at 1.08. */
function exact(sample: Sample): Overrides {
  return (sample.exact ?? []).map((name) => ({
    matcher: { id: FieldMatcherID.byName, options: name },
    properties: [{ id: 'unit', value: 'string' }],
  }));
}
