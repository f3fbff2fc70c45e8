/** The sample feeds: a data source, a query and how its panels show it, so that there is something to see at once. */
import { type DataTransformerConfig, DataTransformerID, FieldMatcherID, ValueMatcherID } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import type { StoredDataSource } from './dataSources';
import type { UrlOptions } from './urlOptions';

export interface SampleQuery extends DataQuery {
  version: 1;
  path?: string;
  fields: SampleField[];
}

interface SampleField {
  path: string;
  name?: string;
  type: 'auto' | 'number' | 'string' | 'boolean' | 'time' | 'json';
  role: 'time' | 'value' | 'label';
}

export interface Sample {
  id: string;
  label: string;
  /** One line about what is to be seen. */
  description: string;
  dataSource: StoredDataSource;
  /** Settings that people made themselves are kept. */
  keepStored?: boolean;
  query: SampleQuery;
  chartTitle: string;
  tableTitle: string;
  /** Fields that belong into the table only. */
  notInChart?: string[];
  unit?: string;
  /** Decimals of fields in which Grafana would round away what changes. */
  decimals?: Record<string, number>;
  /** Fields that the table shows with all their decimals, where one number of them does not suit all rows. */
  exact?: string[];
  /** The chart shows only the rows with this value: one line where a feed mixes many. */
  chartFilter?: { field: string; equals: string; /** The chart's title without it. */ titleOfAll: string };
}

const time: SampleField = { path: '$.time', type: 'time', role: 'time' };
const seq: SampleField = { path: '$.seq', type: 'number', role: 'value' };

function number(path: string, name?: string): SampleField {
  return { path, type: 'number', role: 'value', ...(name === undefined ? {} : { name }) };
}

function text(path: string, name?: string): SampleField {
  return { path, type: 'string', role: 'value', ...(name === undefined ? {} : { name }) };
}

function query(path: string, fields: SampleField[]): SampleQuery {
  return { refId: 'A', version: 1, path, fields };
}

/** The server that serves this page is the upstream too, reached through its stand-in for Grafana's proxy. */
const demo: StoredDataSource = { uid: 'demo', url: window.location.origin, access: 'proxy', jsonData: {} };

export const samples: Sample[] = [
  {
    id: 'ticker',
    label: 'Ticker',
    description: 'Trades of four symbols, ten a second',
    dataSource: demo,
    query: query('/ticker', [time, number('$.price'), number('$.size'), text('$.symbol'), seq]),
    chartTitle: 'BTC-USD price',
    exact: ['price', 'size'],
    tableTitle: 'Trades',
    notInChart: ['size', 'seq'],
    chartFilter: { field: 'symbol', equals: 'BTC-USD', titleOfAll: 'Price of all symbols' },
  },
  {
    id: 'machine',
    label: 'Machine',
    description: 'Nested telemetry of a milling machine',
    dataSource: demo,
    query: query('/machine', [
      time,
      number('$.machine.spindle.load', 'load %'),
      number('$.machine.spindle.temperature', 'temp °C'),
      text('$.machine.state'),
      number('$.machine.spindle.rpm'),
      seq,
    ]),
    chartTitle: 'Spindle load and temperature',
    tableTitle: 'Telemetry',
    notInChart: ['rpm', 'seq'],
  },
  {
    id: 'book',
    label: 'Order book',
    description: 'Changes of an order book: prices are strings in the messages',
    dataSource: demo,
    query: query('/book', [time, number('$.asks[0][0]', 'ask'), number('$.bids[0][0]', 'bid'), text('$.type'), seq]),
    chartTitle: 'First ask and bid of each change',
    decimals: { ask: 2, bid: 2 },
    tableTitle: 'Changes',
    notInChart: ['seq'],
  },
  {
    id: 'fleet',
    label: 'Fleet',
    description: 'Speeds of three vehicles, out of messages that each tell of a whole fleet',
    dataSource: demo,
    query: query('/fleet', [
      time,
      number('$.vehicles[0].speed', 'van-01'),
      number('$.vehicles[1].speed', 'van-02'),
      number('$.vehicles[2].speed', 'van-03'),
      seq,
    ]),
    chartTitle: 'Speed of the first three vehicles',
    tableTitle: 'Speeds',
    notInChart: ['seq'],
    unit: 'velocitykmh',
  },
  {
    id: 'own',
    label: 'Your own address',
    description: 'Type an address under “Data source”, then “Save & test”',
    dataSource: { uid: 'own', url: '', access: 'direct', jsonData: {} },
    keepStored: true,
    query: query('', [{ path: '$', type: 'auto', role: 'value' }]),
    chartTitle: 'Numeric fields',
    tableTitle: 'Messages',
  },
];

/**
 * The sample that the page's address asks for. An address that brings a data source or queries of its own gets plain
 * panels: a sample's titles and filters would not fit them.
 */
export function sampleFor({ sample: id, uid, dataSource, queries }: UrlOptions): Sample {
  const byId = (wanted: string | undefined): Sample | undefined => samples.find((sample) => sample.id === wanted);
  const plain = Boolean(uid ?? dataSource ?? queries);
  const sample = byId(id) ?? byId(plain ? 'own' : 'ticker');
  if (!sample) {
    throw new Error('There is no sample feed to show');
  }
  if (!plain) {
    return sample;
  }
  const given = { ...demo, ...dataSource, uid: uid ?? dataSource?.uid ?? demo.uid };
  return { ...sample, description: '', dataSource: given, keepStored: uid !== undefined && !dataSource };
}

/** The sample's filter, unless someone has edited its field away: then all rows are shown. */
function usableFilter({ chartFilter }: Sample, queries: DataQuery[]): Sample['chartFilter'] {
  const fields = queries.flatMap((query) => (query as Partial<SampleQuery>).fields ?? []);
  const names = fields.map((field) => field.name || field.path.split('.').at(-1));
  return chartFilter && names.includes(chartFilter.field) ? chartFilter : undefined;
}

export function chartTitle(sample: Sample, queries: DataQuery[]): string {
  const { chartFilter } = sample;
  return chartFilter && !usableFilter(sample, queries) ? chartFilter.titleOfAll : sample.chartTitle;
}

/** What the chart shows of the rows, as Grafana's own transformations. */
export function chartTransformations(sample: Sample, queries: DataQuery[]): DataTransformerConfig[] {
  const { notInChart = [] } = sample;
  const filter = usableFilter(sample, queries);
  const transformations: DataTransformerConfig[] = [];
  if (filter) {
    transformations.push({
      id: DataTransformerID.filterByValue,
      options: {
        type: 'include',
        match: 'all',
        filters: [{ fieldName: filter.field, config: { id: ValueMatcherID.equal, options: { value: filter.equals } } }],
      },
    });
  }
  if (notInChart.length > 0) {
    transformations.push({
      id: DataTransformerID.filterFields,
      options: { exclude: { id: FieldMatcherID.byNames, options: { names: notInChart } } },
    });
  }
  return transformations;
}
