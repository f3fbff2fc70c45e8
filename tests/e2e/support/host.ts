/** The host page as tests see it. */
import type { Locator, Page } from '@playwright/test';
import type { StoredDataSource } from '../../host/src/dataSources';
import type { PanelRecord, RunRecord, SeriesRecord } from '../../host/src/hostApi';

export interface TestQuery {
  refId?: string;
  path?: string;
  params?: Array<{ name: string; value: string }>;
  subscribe?: string;
  unsubscribe?: string;
  where?: string;
  fields?: Array<{ path: string; name?: string; type?: string; role?: string }>;
  buffer?: { kind: 'append'; rows: number };
  maxHz?: number;
  format?: 'timeseries' | 'table';
  decimate?: boolean;
}

export interface OpenOptions {
  /** Settings to store first; what is left out is the demo's. */
  ds?: Partial<StoredDataSource>;
  query?: TestQuery | TestQuery[];
  range?: string;
  /** The origin that the plugin comes from, if from elsewhere. */
  cdn?: string;
}

/** The ticker's time and sequence number. */
export const TICKER_FIELDS: TestQuery['fields'] = [
  { path: '$.time', type: 'time', role: 'time' },
  { path: '$.seq', type: 'number', role: 'value' },
];

export class Host {
  readonly chart: Locator;
  readonly table: Locator;
  readonly queryCard: Locator;
  readonly dataSourceCard: Locator;

  constructor(
    readonly page: Page,
    /** A data source of this test's own: its sockets and buffers are no other test's. */
    readonly uid: string
  ) {
    this.chart = page.getByTestId('chart');
    this.table = page.getByTestId('table');
    this.queryCard = page.getByTestId('query-card');
    this.dataSourceCard = page.getByTestId('data-source-card');
  }

  async open({ ds = {}, query, range = 'now-5m..now', cdn }: OpenOptions): Promise<void> {
    const params = new URLSearchParams({ uid: this.uid, ds: JSON.stringify(ds), range });
    if (cdn) {
      params.set('cdn', cdn);
    }
    if (query) {
      const queries = [query].flat();
      params.set('query', JSON.stringify(queries.map((each) => ({ version: 1, ...each }))));
    }
    await this.page.goto(`/?${params}`);
    await this.page.waitForFunction(() => window.tributaryHost?.ready ?? window.tributaryHost?.failure);
    const failure = await this.page.evaluate(() => window.tributaryHost?.failure);
    if (failure) {
      throw new Error(`The host page could not start: ${failure}`);
    }
  }

  panel(): Promise<PanelRecord | undefined> {
    return this.page.evaluate(() => window.tributaryHost?.panel());
  }

  runs(): Promise<RunRecord[]> {
    return this.page.evaluate(() => window.tributaryHost?.runs ?? []);
  }

  packets(): Promise<number> {
    return this.page.evaluate(() => window.tributaryHost?.packets ?? 0);
  }

  async series(refId = 'A'): Promise<SeriesRecord | undefined> {
    return (await this.panel())?.series.find((series) => series.refId === refId);
  }

  async rows(refId = 'A'): Promise<number> {
    return (await this.series(refId))?.length ?? 0;
  }

  /** A field's values, oldest first; none when the field is not there. */
  async values(name: string, refId = 'A'): Promise<unknown[]> {
    return valuesOf(await this.series(refId), name);
  }

  /** All notices of the panel, each as `severity: text`. */
  async notices(): Promise<string[]> {
    const series = (await this.panel())?.series ?? [];
    return series.flatMap(({ notices }) => notices.map(({ severity, text }) => `${severity}: ${text}`));
  }

  /** The query inspector's lines. */
  async stats(refId = 'A'): Promise<Record<string, string>> {
    return (await this.series(refId))?.stats ?? {};
  }

  /** Mounts further panels, which draw nothing, with one query each. */
  async mountQuiet(queries: TestQuery[]): Promise<void> {
    const each = queries.map((query) => [{ version: 1, ...query }]);
    await this.page.evaluate((list) => window.tributaryHost?.quiet.mount(list), each);
  }

  /** What those panels would show, in their order. */
  async quiet(): Promise<Array<PanelRecord | null>> {
    // `undefined` does not travel from page to test.
    return this.page.evaluate(() => (window.tributaryHost?.quiet.panels() ?? []).map((panel) => panel ?? null));
  }

  async unmountQuiet(): Promise<void> {
    await this.page.evaluate(() => window.tributaryHost?.quiet.unmount());
  }

  /** Ends the queries, as closing a dashboard does. */
  async stop(): Promise<void> {
    await this.page.evaluate(() => window.tributaryHost?.stop());
  }

  async saveAndTest(): Promise<Locator> {
    await this.dataSourceCard.getByRole('button', { name: 'Save & test' }).click();
    return this.page.getByTestId('test-outcome');
  }

  /** What the chart shows, as text that is the same for the same picture. */
  async chartPixels(): Promise<string> {
    return this.chart
      .locator('canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  }
}

export function valuesOf(series: SeriesRecord | undefined, name: string): unknown[] {
  return series?.fields.find((field) => field.name === name)?.values ?? [];
}
